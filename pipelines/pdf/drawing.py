"""What a page draws besides text: ruling lines, shades, images; and where form XObjects put the text inside them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from pipelines.pdf.frame import IDENTITY, Bounds, Frame, Matrix, combine

# A filled bar up to this thickness is a rule and has one edge, its middle; pdfplumber's finder would merge its two
# sides anyway (its snap tolerance is 3 points).
_THICKEST_RULE_PT = 3.0
# Ends of one straight rule may differ by this much (a rule drawn by a rounding producer).
_LEVEL_PT = 0.5
_DEEPEST_FORM = 12
# Colour parts from here up are white on paper.
WHITE = 250

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """One horizontal (``top == bottom``) or vertical (``x0 == x1``) edge in points of the page as read."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """Whether the edge runs from left to right."""
        return self.top == self.bottom


@dataclass(slots=True)
class Drawing:
    """Rules, shades (filled areas that are not white) and images of one page; ``forms`` by address of text object."""

    rules: list[Rule] = field(default_factory=list)
    shades: list[Bounds] = field(default_factory=list)
    images: list[Bounds] = field(default_factory=list)
    forms: dict[int, Matrix] = field(default_factory=dict)


def read_drawing(page: Any, frame: Frame) -> Drawing:
    """Walk the objects of ``page`` (raw pdfium handle), form XObjects included; all boxes in ``frame``."""
    drawing = Drawing()
    matrix = frame.matrix
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _take(drawing, pdfium.FPDFPage_GetObject(page, index), matrix, matrix, 0)
    return drawing


def _take(drawing: Drawing, item: Any, matrix: Matrix, page_matrix: Matrix, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _take_path(drawing, item, combine(_matrix(item), matrix))
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        drawing.images.append(bounds_of(_corners(combine(_matrix(item), matrix))))
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT and matrix is not page_matrix:
        drawing.forms[ctypes.addressof(item.contents)] = matrix
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        inner = combine(_matrix(item), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            _take(drawing, pdfium.FPDFFormObj_GetObject(item, index), inner, page_matrix, depth + 1)


def _take_path(drawing: Drawing, item: Any, matrix: Matrix) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke) or not (fill.value or stroke.value):
        return
    shaded = bool(fill.value) and not is_white(item)
    seen = shaded or (bool(stroke.value) and not _has_white_stroke(item))
    for points in _subpaths(item, matrix):
        if seen or _lies_on(drawing.shades, bounds_of(points)):
            drawing.rules.extend(_edges(points))
        if shaded:
            drawing.shades.append(bounds_of(points))


def _lies_on(shades: list[Bounds], bounds: Bounds) -> bool:
    """Whether something white lies on a shade; on white paper nobody sees it.

    Word puts a white area behind each line of a cell (Jiangsu 2018), Beijing's spreadsheets have white rules around cells
    without a border.
    """
    x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in shades)


def is_white(item: Any) -> bool:
    """Whether the fill of a path or text object leaves no mark on white paper: white, or wholly transparent."""
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return alpha.value == 0 or (red.value >= WHITE and green.value >= WHITE and blue.value >= WHITE)


def _has_white_stroke(item: Any) -> bool:
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFPageObj_GetStrokeColor(item, red, green, blue, alpha):
        return False
    return alpha.value == 0 or (red.value >= WHITE and green.value >= WHITE and blue.value >= WHITE)


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _corners(matrix: Matrix) -> list[Point]:
    """The corners of the unit square, which is where an image lies before its matrix."""
    a, b, c, d, e, f = matrix
    return [(e, f), (a + e, b + f), (a + c + e, b + d + f), (c + e, d + f)]


def bounds_of(points: list[Point]) -> Bounds:
    """The smallest box around ``points``."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _subpaths(item: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The straight subpaths of a path; one with a curve in it is no rule and is left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    curved = False
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _edges(points: list[Point]) -> Iterator[Rule]:
    """The edges of a subpath: one for a thin bar, else one for each level or upright side."""
    x0, top, x1, bottom = bounds_of(points)
    if x1 - x0 <= _THICKEST_RULE_PT or bottom - top <= _THICKEST_RULE_PT:
        if bottom - top <= x1 - x0:
            yield Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
        else:
            yield Rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
        return
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ay - by) <= _LEVEL_PT < abs(ax - bx):
            yield Rule(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2)
        elif abs(ax - bx) <= _LEVEL_PT < abs(ay - by):
            yield Rule((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by))
