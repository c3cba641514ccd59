"""Ruling lines: what the page's path objects draw, as horizontal and vertical edges."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from pipelines.pdf.frame import IDENTITY, Frame, Matrix, combine

# A filled bar up to this thickness is a rule and has one edge, its middle; pdfplumber's finder would merge its two
# sides anyway (its snap tolerance is 3 points).
_THICKEST_RULE_PT = 3.0
# Ends of one straight rule may differ by this much (a rule drawn by a rounding producer).
_LEVEL_PT = 0.5

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


def read_rules(page: Any, frame: Frame) -> tuple[list[Rule], int]:
    """The rules drawn on ``page`` (raw pdfium handle), form XObjects included, and the number of images."""
    rules: list[Rule] = []
    images = 0
    for item, matrix in _objects(page, frame.matrix):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            if _is_painted(item):
                for points in _subpaths(item, combine(_matrix(item), matrix)):
                    rules.extend(_edges(points))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images += 1
    return rules, images


def _objects(page: Any, matrix: Matrix) -> Iterator[tuple[Any, Matrix]]:
    """Path and image objects of the page with the matrix of the form XObjects around them."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _unfold(pdfium.FPDFPage_GetObject(page, index), matrix, 0)


def _unfold(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM or depth > 12:
        yield item, matrix
        return
    inner = combine(_matrix(item), matrix)
    for index in range(pdfium.FPDFFormObj_CountObjects(item)):
        yield from _unfold(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _is_painted(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke):
        return False
    return bool(fill.value or stroke.value)


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
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
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
