"""The characters of a page as pdfium places them, in stream order, each with its box and the run it belongs to."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from pipelines.pdf.drawing import WHITE, Drawing, bounds_of
from pipelines.pdf.frame import Bounds, Frame, Matrix
from pipelines.pdf.normalisation import printed_character

_INVISIBLE_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
# Text may lean this far from a quarter turn (a scan's text layer does); watermarks lean more.
_UPRIGHT_DEGREES = 5.0
# Copies of a glyph that differ by at most this, in points and in widths, are one glyph drawn twice for bold.
_DOUBLED_PT = 1.0
_DOUBLED_WIDTHS = 0.3
_SQUARE_PT = 4.0
# Segments of a rectangular path: four corners, and the way back to the first.
_RECTANGLE = (4, 5)
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


@dataclass(slots=True)
class _Style:
    """What the characters of one text object share: ``turn`` is the clockwise rotation that makes them upright."""

    turn: int
    hidden: str
    white: bool
    clip: Bounds | None


_Drawn = tuple[int, float, float, float, float]
"""Code point, left, bottom, right, top."""


@dataclass(slots=True)
class _TextObject:
    """A text object (pdfium's handle and its address), the index of its first character, and its characters."""

    item: Any
    address: int
    index: int
    characters: list[_Drawn]


def read_characters(text_page: Any, frame: Frame, drawing: Drawing, *, with_invisible: bool = False) -> Characters:
    """Every character that can be seen on the page, boxes in ``frame``.

    Left out and counted: invisible text (render mode 3 or 7), white text on white paper, text outside the page, text at a
    slant (watermarks), and the second copy of a glyph drawn twice. ``with_invisible`` keeps invisible text: the layer an
    OCR put behind a scanned image.
    """
    found = Characters()
    placed = _Placing(found, frame, drawing)
    styles = _Styles(text_page, frame.matrix, drawing.forms)
    for text_object in _text_objects(text_page):
        style = styles.of(text_object)
        count = len(text_object.characters)
        found.turns[style.turn] += count
        if style.hidden and not (with_invisible and style.hidden == "invisible"):
            found.left_out[style.hidden] += count
        else:
            placed.add(text_object.characters, style)
    return found


def _text_objects(text_page: Any) -> Iterator[_TextObject]:
    """The characters the content stream draws, object by object, without the breaks and spaces pdfium adds.

    The loose box (advance width x the font's ascent and descent scaled to its size) is used, not the ink: a full stop, a
    dash and 一 then share the band of their line, and gaps between words are gaps in advance. The ink's middle lay inside
    the loose box for each of 247,000 characters of eight measured files.
    """
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    get_code, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    get_object, is_generated, address = pdfium.FPDFText_GetTextObject, pdfium.FPDFText_IsGenerated, ctypes.addressof
    current = _TextObject(None, 0, 0, [])
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = get_code(text_page, index)
        if code in (10, 13) or (code == 32 and is_generated(text_page, index) == 1):
            continue
        item = get_object(text_page, index)
        if item and get_box(text_page, index, reference):
            here = address(item.contents)
            if here != current.address:
                if current.characters:
                    yield current
                current = _TextObject(item, here, index, [])
            current.characters.append((code, box.left, box.bottom, box.right, box.top))
    if current.characters:
        yield current


class _Styles:
    """Reads the styles of text objects; its buffers are made once, since a page may have thousands of them."""

    def __init__(self, text_page: Any, matrix: Matrix, forms: dict[int, Matrix]):
        self.text_page = text_page
        self.matrix = matrix
        self.forms = forms
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.colour_references = [ctypes.byref(part) for part in self.colour]
        self.clips: dict[tuple[int, int, int], Bounds | None] = {}

    def of(self, text_object: _TextObject) -> _Style:
        """The style of one text object."""
        item, hidden, turn = text_object.item, "", 0
        if pdfium.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE_MODES:
            hidden = "invisible"
        angle = pdfium.FPDFText_GetCharAngle(self.text_page, text_object.index)
        if angle:
            degrees = math.degrees(angle) % 360
            quarter = round(degrees / 90) * 90
            turn = -quarter % 360
            if abs(degrees - quarter) > _UPRIGHT_DEGREES:
                hidden = hidden or "at a slant"
        return _Style(turn, hidden, self._is_white(item), self._clip(item, text_object.address))

    def _is_white(self, item: Any) -> bool:
        if not pdfium.FPDFPageObj_GetFillColor(item, *self.colour_references):
            return False
        red, green, blue, alpha = self.colour
        return alpha.value == 0 or (red.value >= WHITE and green.value >= WHITE and blue.value >= WHITE)

    def _clip(self, item: Any, address: int) -> Bounds | None:
        """The box that the clipping paths of a text object leave visible; None where nothing is clipped.

        Objects clipped alike share the points of their paths in pdfium: the number of paths and the address of the last
        one's points say whether a clip is known.
        """
        path = pdfium.FPDFPageObj_GetClipPath(item)
        count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
        first = pdfium.FPDFClipPath_GetPathSegment(path, count - 1, 0) if count > 0 else None
        if not first:
            return None
        key = (count, ctypes.addressof(first.contents), address if address in self.forms else 0)
        if key not in self.clips:
            matrix = self.forms.get(address, self.matrix)
            boxes = [box for number in range(count) if (box := _path_box(path, number, matrix))]
            self.clips[key] = _common(boxes)
        return self.clips[key]


def _common(boxes: list[Bounds]) -> Bounds:
    """What all boxes have in common (turned inside out if that is nothing)."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return max(lefts), max(tops), min(rights), min(bottoms)


def _path_box(path: Any, number: int, matrix: Matrix) -> Bounds | None:
    """The box of one clipping path; of a rectangle (nearly all are) two opposite corners say it."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    count = pdfium.FPDFClipPath_CountPathSegments(path, number)
    points = []
    for segment in (0, 2) if count in _RECTANGLE else range(count):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, number, segment), x, y)
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    return bounds_of(points) if points else None


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

    def add(self, characters: list[_Drawn], style: _Style) -> None:
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
