"""The text objects of a page as pdfium gives them: their characters, and what all characters of one share."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from pipelines.pdf.drawing import WHITE, bounds_of
from pipelines.pdf.frame import Bounds, Matrix
from pipelines.pdf.plain_calls import (
    count_paths,
    count_segments,
    get_angle,
    get_clip_path,
    get_fill_colour,
    get_loose_box,
    get_point,
    get_render_mode,
    get_segment,
    get_text_object,
    get_unicode,
    handle_of,
    is_generated,
)

_INVISIBLE_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
# Text may lean this far from a quarter turn (a scan's text layer does); watermarks lean more.
_UPRIGHT_DEGREES = 5.0
# Segments of a rectangular path: four corners, and the way back to the first.
_RECTANGLE = (4, 5)


@dataclass(slots=True)
class Style:
    """What the characters of one text object share: ``turn`` is the clockwise rotation that makes them upright."""

    turn: int
    hidden: str
    white: bool
    clip: Bounds | None


Drawn = tuple[int, float, float, float, float]
"""Code point, left, bottom, right, top."""


@dataclass(slots=True)
class TextObject:
    """A text object (pdfium's handle, which is its address), the index of its first character, and its characters."""

    handle: int
    index: int
    characters: list[Drawn]


def text_objects(text_page: Any) -> Iterator[TextObject]:
    """The characters the content stream draws, object by object, without the breaks and spaces pdfium adds.

    The loose box (advance width x the font's ascent and descent scaled to its size) is used, not the ink: a full stop, a
    dash and 一 then share the band of their line, and gaps between words are gaps in advance. The ink's middle lay inside
    the loose box for each of 247,000 characters of eight measured files.
    """
    box = pdfium.FS_RECTF()
    place = ctypes.addressof(box)
    page = handle_of(text_page)
    current = TextObject(0, 0, [])
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = get_unicode(page, index)
        if code in (10, 13) or (code == 32 and is_generated(page, index) == 1):
            continue
        here = get_text_object(page, index)
        if here and get_loose_box(page, index, place):
            if here != current.handle:
                if current.characters:
                    yield current
                current = TextObject(here, index, [])
            current.characters.append((code, box.left, box.bottom, box.right, box.top))
    if current.characters:
        yield current


class Styles:
    """Reads the styles of text objects; its buffers are made once, since a page may have thousands of them."""

    def __init__(self, text_page: Any, matrix: Matrix, forms: dict[int, Matrix]):
        self.page = handle_of(text_page)
        self.matrix = matrix
        self.forms = forms
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.colour_places = [ctypes.addressof(part) for part in self.colour]
        self.clips: dict[tuple[int, int, int], Bounds | None] = {}

    def of(self, text_object: TextObject) -> Style:
        """The style of one text object."""
        handle, hidden, turn = text_object.handle, "", 0
        if get_render_mode(handle) in _INVISIBLE_MODES:
            hidden = "invisible"
        angle = get_angle(self.page, text_object.index)
        if angle:
            degrees = math.degrees(angle) % 360
            quarter = round(degrees / 90) * 90
            turn = -quarter % 360
            if abs(degrees - quarter) > _UPRIGHT_DEGREES:
                hidden = hidden or "at a slant"
        return Style(turn, hidden, self._is_white(handle), self._clip(handle))

    def _is_white(self, handle: int) -> bool:
        if not get_fill_colour(handle, *self.colour_places):
            return False
        red, green, blue, alpha = self.colour
        return alpha.value == 0 or (red.value >= WHITE and green.value >= WHITE and blue.value >= WHITE)

    def _clip(self, handle: int) -> Bounds | None:
        """The box that the clipping paths of a text object leave visible; None where nothing is clipped.

        Objects clipped alike share the points of their paths in pdfium: the number of paths and the address of the last
        one's points say whether a clip is known.
        """
        path = get_clip_path(handle)
        count = count_paths(path) if path else 0
        first = get_segment(path, count - 1, 0) if count > 0 else None
        if not first:
            return None
        key = (count, first, handle if handle in self.forms else 0)
        if key not in self.clips:
            matrix = self.forms.get(handle, self.matrix)
            boxes = [box for number in range(count) if (box := _path_box(path, number, matrix))]
            self.clips[key] = _common(boxes)
        return self.clips[key]


def _common(boxes: list[Bounds]) -> Bounds:
    """What all boxes have in common (turned inside out if that is nothing)."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return max(lefts), max(tops), min(rights), min(bottoms)


def _path_box(path: int, number: int, matrix: Matrix) -> Bounds | None:
    """The box of one clipping path; of a rectangle (nearly all are) two opposite corners say it."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    count = count_segments(path, number)
    points = []
    for segment in (0, 2) if count in _RECTANGLE else range(count):
        get_point(get_segment(path, number, segment), ctypes.addressof(x), ctypes.addressof(y))
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    return bounds_of(points) if points else None
