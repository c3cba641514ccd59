"""A scanned page as the extraction sees it: the same words, lines and grids as of a page with text, ``method`` 'ocr'."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.pages import Page
from pipelines.pdf.characters import Glyph
from pipelines.pdf.composition import compose_lines
from pipelines.pdf.grids import find_grids
from pipelines.pdf.scans.boxes import line_boxes
from pipelines.pdf.scans.drawn_rules import find_rules
from pipelines.pdf.scans.engine import locate
from pipelines.pdf.scans.ink import darkness_of, ink_of
from pipelines.pdf.scans.recognition import Recognised, recognise
from pipelines.pdf.scans.straighten import Picture, Turn, straightening_turn


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The page read from a picture and the turn that straightened it (its boxes lie on the straightened picture)."""

    page: Page
    turn: Turn
    pixels_per_pt: float


def read_scanned_page(
    picture: Picture, *, number: int, width_pt: float, height_pt: float, rotation: int
) -> ScannedPage:
    """Read the picture of one displayed page.

    Args:
        picture: grey levels of the whole page as displayed, shape (height, width); 200 dpi is what the recognition was measured at.
        number: the page's number, from 1.
        width_pt: width of the displayed page in points.
        height_pt: height of the displayed page in points.
        rotation: the page's rotation, handed through.
    """
    pixels_per_pt = picture.shape[1] / width_pt
    turn = straightening_turn(picture)
    straight = turn.applied_to(picture)
    rules, cleaned = find_rules(straight, pixels_per_pt)
    boxes = line_boxes(locate(cleaned), rules, ink_of(darkness_of(cleaned)), pixels_per_pt)
    lines_read = recognise(cleaned, boxes)
    glyphs = [glyph for run, line in enumerate(lines_read) for glyph in _glyphs(line, run, pixels_per_pt)]
    lines = compose_lines(glyphs)
    page = Page(
        number=number,
        width_pt=width_pt,
        height_pt=height_pt,
        rotation=rotation,
        lines=lines,
        grids=find_grids((0.0, 0.0, width_pt, height_pt), rules, glyphs),
        words=tuple(word for line in lines for word in line.words),
        method="ocr",
    )
    return ScannedPage(page, turn, pixels_per_pt)


def _glyphs(line: Recognised, run: int, pixels_per_pt: float) -> list[Glyph]:
    """The line's characters in points; what the engine read in one go stays one word unless a whole character would fit between."""
    glyphs = [
        Glyph(character, x0 / pixels_per_pt, top / pixels_per_pt, x1 / pixels_per_pt, bottom / pixels_per_pt, run)
        for character, (x0, top, x1, bottom) in zip(line.text, line.boxes, strict=True)
    ]
    for glyph, following in pairwise(glyphs):
        if 0 < following.x0 - glyph.x1 < glyph.bottom - glyph.top:
            glyph.x1 = following.x0
    return glyphs
