"""Whether a page looks alike on every machine: it does where it brings its own fonts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from pipelines.pdf.opening import check_bytes, open_document, open_page

_DEEPEST_FORM = 12


def brings_its_fonts(path: Path, page_number: int) -> bool:
    """Whether every text of the page (1-based) is set in a font that the file holds; a page without text does.

    Raises:
        RefusedFile: the file cannot be opened.
    """
    data = path.read_bytes()
    check_bytes(data)
    with open_document(data) as document, open_page(document, page_number - 1, to_look_at=True) as page:
        objects = (pdfium.FPDFPage_GetObject(page.raw, n) for n in range(pdfium.FPDFPage_CountObjects(page.raw)))
        return all(_is_embedded(text) for item in objects for text in _texts(item, 0))


def _texts(item: Any, depth: int) -> Iterator[Any]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield item
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        for number in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _texts(pdfium.FPDFFormObj_GetObject(item, number), depth + 1)


def _is_embedded(text: Any) -> bool:
    font = pdfium.FPDFTextObj_GetFont(text)
    return bool(font) and pdfium.FPDFFont_GetIsEmbedded(font) == 1
