"""The characters of a page as pdfium places them, in stream order, each with its box and the run it belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pipelines.pdf.drawing import Drawing
from pipelines.pdf.frame import Bounds, Frame
from pipelines.pdf.normalisation import printed_character
from pipelines.pdf.text_objects import Drawn, Style, Styles, text_objects

# Copies of a glyph that differ by at most this, in points and in widths, are one glyph drawn twice for bold.
_DOUBLED_PT = 1.0
_DOUBLED_WIDTHS = 0.3
_SQUARE_PT = 4.0
# Characters of one run follow each other closer than this share of their height.
_RUN_GAP = 0.3


@dataclass(slots=True)
class Glyph:
    """One printed character.

    ``run`` numbers the unbroken sequences of one line in the content stream. ``clip`` is set on a character whose middle
    is cut away by its clipping path, so that nothing or only a sliver of it can be seen; None on all others.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    run: int = -1
    clip: Bounds | None = None


@dataclass(slots=True)
class Characters:
    """The text layer of a page: what can be seen, in stream order; what was left out and why; quarter turns to upright."""

    glyphs: list[Glyph] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    turns: Counter[int] = field(default_factory=Counter)


def read_characters(text_page: Any, frame: Frame, drawing: Drawing) -> Characters:
    """Every character that can be seen on the page, boxes in ``frame``.

    Left out and counted: invisible text (render mode 3 or 7), white text on white paper, text outside the page, text at a
    slant (watermarks), and the second copy of a glyph drawn twice. The invisible layer that a scanner's OCR put over its image is
    no text either: nobody sees it, and what it says of the picture was confirmed by nothing.
    """
    found = Characters()
    placed = _Placing(found, frame, drawing)
    styles = Styles(text_page, frame.matrix, drawing.forms)
    for text_object in text_objects(text_page):
        style = styles.of(text_object)
        count = len(text_object.characters)
        found.turns[style.turn] += count
        if style.hidden:
            found.left_out[style.hidden] += count
        else:
            placed.add(text_object.characters, style)
    return found


class _Placing:
    """Puts characters onto the page one after the other: dropped, cut, or continuing a run."""

    def __init__(self, found: Characters, frame: Frame, drawing: Drawing):
        self.found = found
        self.matrix = frame.matrix
        self.width, self.height = frame.width_pt, frame.height_pt
        self.drawing = drawing
        self.seen: dict[tuple[str, int, int], Glyph] = {}
        self.last: Glyph | None = None
        self.run = -1

    def add(self, characters: list[Drawn], style: Style) -> None:
        """Place the characters of one text object.

        Only an object whose first character stands on its like is looked through for doubled ones.
        """
        a, b, c, d, e, f = self.matrix
        starts_object, doubled = True, None
        for code, left, bottom, right, top in characters:
            x0, y0 = a * left + c * bottom + e, b * left + d * bottom + f
            x1, y1 = a * right + c * top + e, b * right + d * top + f
            if x1 < x0:
                x0, x1 = x1, x0
            if y1 < y0:
                y0, y1 = y1, y0
            glyph = Glyph(printed_character(code), x0, y0, x1, y1)
            if x1 <= 0 or y1 <= 0 or x0 >= self.width or y0 >= self.height:
                self.found.left_out["off the page"] += 1
            elif glyph.text == " ":
                self._append(glyph, starts_object)
            elif style.white and not _holds_middle(self.drawing.shades + self.drawing.images, glyph):
                self.found.left_out["white"] += 1
            elif doubled is not False and self._is_doubled(glyph):
                self.found.left_out["drawn twice"] += 1
                doubled = True
            else:
                doubled = doubled or False
                if style.clip is not None and not _holds_middle([style.clip], glyph):
                    glyph.clip = style.clip
                self.seen[glyph.text, int(x0 / _SQUARE_PT), int(y0 / _SQUARE_PT)] = glyph
                self._append(glyph, starts_object)
            starts_object = False

    def _append(self, glyph: Glyph, starts_object: bool) -> None:
        if self.last is None or not _continues(self.last, glyph, starts_object):
            self.run += 1
        glyph.run = self.run
        self.last = glyph
        self.found.glyphs.append(glyph)

    def _is_doubled(self, glyph: Glyph) -> bool:
        """Whether the same character stands here already; each is filed under the square its corner lies in."""
        near = min(_DOUBLED_PT, _DOUBLED_WIDTHS * (glyph.x1 - glyph.x0))
        x0, top, text, seen = glyph.x0, glyph.top, glyph.text, self.seen
        left, right = int((x0 - near) / _SQUARE_PT), int((x0 + near) / _SQUARE_PT)
        above, below = int((top - near) / _SQUARE_PT), int((top + near) / _SQUARE_PT)
        for column in (left,) if left == right else (left, right):
            for row in (above,) if above == below else (above, below):
                other = seen.get((text, column, row))
                if other and abs(other.x0 - x0) <= near and abs(other.top - top) <= near:
                    return True
        return False


def _holds_middle(boxes: list[Bounds], glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _continues(last: Glyph, glyph: Glyph, starts_object: bool) -> bool:
    """Whether ``glyph`` follows ``last`` without a gap on the same line; digits go on only within their text object.

    Some producers draw every character as an object of its own; but two numbers of neighbouring cells may touch.
    """
    height = glyph.bottom - glyph.top
    if abs(glyph.top - last.top) > 0.2 * height or abs(glyph.x0 - last.x1) > _RUN_GAP * height:
        return False
    if last.text == " " or glyph.text == " " or (last.clip is None) != (glyph.clip is None):
        return False
    return not starts_object or not (last.text.isascii() or glyph.text.isascii())
