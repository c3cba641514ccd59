"""The only package that opens PDFs: a file in, pages of words, lines and ruled grids out.

``read_document`` and ``read_documents`` go on to the extraction and return readings; ``read_pages`` stops at the pages.
pdfium is not safe to use from several threads of a process: ``read_documents`` and ``run_each`` use processes.
"""

from pipelines.pdf.embedding import brings_its_fonts
from pipelines.pdf.guarded import Unreadable, run_each, run_guarded
from pipelines.pdf.marks import cell_marks
from pipelines.pdf.opening import Limits, RefusedFile
from pipelines.pdf.pages import read_pages
from pipelines.pdf.parts import part_on_page, render_part
from pipelines.pdf.pictures import Mark, render_page, render_png
from pipelines.pdf.reading import Request, read_and_draw, read_document, read_documents
from pipelines.pdf.second_reading import Place, read_again, read_each_again, read_picture
from pipelines.pdf.single_page import page_alone

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
