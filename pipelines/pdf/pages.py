"""Pages of an open PDF: characters, rules and grids of one page after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipelines.extraction.pages import Page
from pipelines.pdf.characters import Glyph, read_glyphs
from pipelines.pdf.composition import compose_lines
from pipelines.pdf.frame import Frame
from pipelines.pdf.grids import find_grids
from pipelines.pdf.rules import read_rules


def read_pages(path: Path) -> Iterator[Page]:
    """Read the pages of the PDF at ``path``, first to last, one at a time.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot open the file.
    """
    document = pdfium.PdfDocument(path)
    try:
        for index in range(len(document)):
            yield _read_page(document, index)
    finally:
        document.close()


def _read_page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    try:
        return _page_of(page, index + 1)
    finally:
        page.close()


def _page_of(page: pdfium.PdfPage, number: int) -> Page:
    frame = Frame(*page.get_cropbox(), page.get_rotation())
    glyphs = _glyphs(page.raw, frame)
    rules, images = read_rules(page.raw, frame)
    lines = compose_lines(glyphs)
    return Page(
        number=number,
        width_pt=frame.width_pt,
        height_pt=frame.height_pt,
        rotation=frame.rotation,
        lines=lines,
        grids=find_grids((0.0, 0.0, frame.width_pt, frame.height_pt), rules, glyphs),
        words=tuple(word for line in lines for word in line.words),
        image_only=images > 0 and not glyphs,
    )


def _glyphs(page: Any, frame: Frame) -> list[Glyph]:
    text_page = raw.FPDFText_LoadPage(page)
    try:
        return read_glyphs(text_page, frame)
    finally:
        raw.FPDFText_ClosePage(text_page)
