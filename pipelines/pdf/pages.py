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
from pipelines.pdf.opening import DEFAULT_LIMITS, Limits, RefusedFile, check_bytes, open_document, open_page
from pipelines.pdf.rules import read_rules


def read_pages(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Page]:
    """Read the pages of the PDF at ``path``, first to last, one at a time.

    Raises:
        RefusedFile: the file is no whole readable PDF, or a page is beyond the limits.
    """
    data = path.read_bytes()
    check_bytes(data, limits)
    with open_document(data, limits) as document:
        for index in range(len(document)):
            yield read_page(document, index, limits)


def read_page(document: pdfium.PdfDocument, index: int, limits: Limits = DEFAULT_LIMITS) -> Page:
    """Read page ``index`` (0-based) of an open document.

    Raises:
        RefusedFile: the page is damaged or beyond the limits.
    """
    with open_page(document, index, limits) as page:
        return _page_of(page, index + 1, limits)


def _page_of(page: pdfium.PdfPage, number: int, limits: Limits) -> Page:
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, page.get_rotation())
    glyphs = _glyphs(page.raw, frame, number, limits)
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


def _glyphs(page: Any, frame: Frame, number: int, limits: Limits) -> list[Glyph]:
    text_page = raw.FPDFText_LoadPage(page)
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > limits.max_characters_per_page:
            raise RefusedFile(f"{count:,} characters, over the limit of {limits.max_characters_per_page:,}", number)
        return read_glyphs(text_page, frame)
    finally:
        raw.FPDFText_ClosePage(text_page)
