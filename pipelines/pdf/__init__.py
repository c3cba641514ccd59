"""The only package that opens PDFs: a file in, pages of words, lines and ruled grids out.

``read_document`` and ``read_documents`` go on to the extraction and return readings; ``read_pages`` stops at the pages.
pdfium is not safe to use from several threads of a process: ``read_documents`` and ``run_each`` use processes. Each name
is imported when it is first asked for: who hands files to such processes needs neither pdfium nor pdfplumber.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.pdf.embedding import brings_its_fonts
    from pipelines.pdf.guarded import Unreadable, run_each, run_guarded
    from pipelines.pdf.limits import Limits, RefusedFile
    from pipelines.pdf.marks import cell_marks
    from pipelines.pdf.pages import read_pages
    from pipelines.pdf.parts import part_on_page, render_part
    from pipelines.pdf.pictures import Mark, render_page, render_png
    from pipelines.pdf.reading import Request, read_and_draw, read_document, read_documents
    from pipelines.pdf.second_reading import Place, read_again, read_each_again, read_picture
    from pipelines.pdf.single_page import page_alone

_MODULES = {
    "Limits": "limits",
    "Mark": "pictures",
    "Place": "second_reading",
    "RefusedFile": "limits",
    "Request": "reading",
    "Unreadable": "guarded",
    "brings_its_fonts": "embedding",
    "cell_marks": "marks",
    "page_alone": "single_page",
    "part_on_page": "parts",
    "read_again": "second_reading",
    "read_and_draw": "reading",
    "read_document": "reading",
    "read_documents": "reading",
    "read_each_again": "second_reading",
    "read_pages": "pages",
    "read_picture": "second_reading",
    "render_page": "pictures",
    "render_part": "parts",
    "render_png": "pictures",
    "run_each": "guarded",
    "run_guarded": "guarded",
}
"""In which module of this package each name is."""

__all__ = [
    "Limits",
    "Mark",
    "Place",
    "RefusedFile",
    "Request",
    "Unreadable",
    "brings_its_fonts",
    "cell_marks",
    "page_alone",
    "part_on_page",
    "read_again",
    "read_and_draw",
    "read_document",
    "read_documents",
    "read_each_again",
    "read_pages",
    "read_picture",
    "render_page",
    "render_part",
    "render_png",
    "run_each",
    "run_guarded",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
