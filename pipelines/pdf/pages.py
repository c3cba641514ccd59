"""Pages of an open PDF: characters, rules and grids of one page after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipelines.extraction.pages import Page
from pipelines.pdf.characters import Characters, read_characters
from pipelines.pdf.composition import compose_lines
from pipelines.pdf.drawing import read_drawing
from pipelines.pdf.frame import Frame
from pipelines.pdf.grids import find_grids
from pipelines.pdf.limits import DEFAULT_LIMITS, Limits, RefusedFile
from pipelines.pdf.normalisation import UNKNOWN
from pipelines.pdf.opening import check_bytes, open_document, open_page


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
    turned = 0
    drawing = read_drawing(page.raw, frame)
    with _text_page(page.raw, number, limits) as text_page:
        characters = read_characters(text_page, frame, drawing)
        turned = _turn(characters, frame)
        if turned:
            frame = frame.turned(turned)
            drawing = read_drawing(page.raw, frame)
            characters = read_characters(text_page, frame, drawing)
    lines = compose_lines(characters.glyphs)
    return Page(
        number=number,
        width_pt=frame.width_pt,
        height_pt=frame.height_pt,
        rotation=frame.rotation,
        lines=lines,
        grids=find_grids((0.0, 0.0, frame.width_pt, frame.height_pt), drawing.rules, characters.glyphs),
        words=tuple(word for line in lines for word in line.words),
        image_only=bool(drawing.images) and not lines,
        notes=_notes(characters, turned),
        turned=turned,
    )


@contextmanager
def _text_page(page: Any, number: int, limits: Limits) -> Iterator[Any]:
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        raise RefusedFile("the text of the page cannot be loaded", number)
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > limits.max_characters_per_page:
            raise RefusedFile(f"{count:,} characters, over the limit of {limits.max_characters_per_page:,}", number)
        yield text_page
    finally:
        raw.FPDFText_ClosePage(text_page)


def _turn(characters: Characters, frame: Frame) -> int:
    """The quarter turn, clockwise from the page as displayed, that makes most of its characters upright."""
    if not characters.turns:
        return 0
    turn, count = characters.turns.most_common(1)[0]
    return (turn - frame.rotation) % 360 if count > characters.turns.total() / 2 else 0


def _notes(characters: Characters, turned: int) -> tuple[str, ...]:
    notes = [f"{count} characters left out: {why}" for why, count in sorted(characters.left_out.items())]
    unknown = sum(glyph.text == UNKNOWN for glyph in characters.glyphs)
    if unknown:
        notes.append(f"{unknown} characters whose font does not say what they stand for")
    if turned:
        notes.append(f"text drawn sideways: read after a turn of {turned} degrees")
    return tuple(notes)
