"""The boxes that are read, one line of one cell each: where the engine sees text, cut at rules, and no ink left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import cv2
import numpy as np

from pipelines.pdf.drawing import Rule
from pipelines.pdf.scans.engine import Pixels
from pipelines.pdf.scans.ink import Picture

# A rule this close to the side of a box does not cut it.
_SIDE_PX = 4
# A level rule cuts a box only in its middle: boxes reach a little over the text.
_MIDDLE = 0.25
# Ink this near to a box, in heights of the box, belongs to its line: a minus sign, a last digit.
_REACH = 0.5
# The lowest lone piece of ink that is a character, in heights of a line; a dash alone stands for blank.
_LOWEST = 0.4
_LEAST_INK_PX = 12
# A box this much of which lies in a larger one holds nothing of its own.
_SAME = 0.6


def line_boxes(located: Sequence[Pixels], rules: Sequence[Rule], ink: Picture, pixels_per_pt: float) -> list[Pixels]:
    """The boxes of lines and parts of lines in pixels.

    Args:
        located: where the engine sees text.
        rules: the page's rules, in points.
        ink: 255 where something is printed that is no rule.
        pixels_per_pt: the picture's scale.
    """
    scaled = [
        Rule(r.x0 * pixels_per_pt, r.top * pixels_per_pt, r.x1 * pixels_per_pt, r.bottom * pixels_per_pt) for r in rules
    ]
    level = [rule for rule in scaled if rule.is_horizontal]
    upright = [rule for rule in scaled if not rule.is_horizontal]
    cut = [part for box in located for half in _cut_level(box, level) for part in _cut_upright(half, upright)]
    cut = _once([box for box in cut if _has_ink(box, ink)])
    boxes = [_grown(box, cut, upright, ink) for box in cut]
    return boxes + list(_left_out(boxes, scaled, ink))


def _once(boxes: Sequence[Pixels]) -> list[Pixels]:
    """The boxes without those that lie in another for the most part: where the engine sees one text twice."""
    kept: list[Pixels] = []
    for box in sorted(boxes, key=_area, reverse=True):
        if all(_common(box, other) < _SAME * _area(box) for other in kept):
            kept.append(box)
    return kept


def _area(box: Pixels) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _common(one: Pixels, other: Pixels) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


def _cut_upright(box: Pixels, upright: Sequence[Rule]) -> Iterator[Pixels]:
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    cuts = sorted({r.x0 for r in upright if r.top <= middle <= r.bottom and x0 + _SIDE_PX < r.x0 < x1 - _SIDE_PX})
    for left, right in zip([x0, *cuts], [*cuts, x1], strict=True):
        yield left, top, right, bottom


def _cut_level(box: Pixels, level: Sequence[Rule]) -> Iterator[Pixels]:
    x0, top, x1, bottom = box
    middle, margin = (x0 + x1) / 2, _MIDDLE * (bottom - top)
    cuts = sorted({r.top for r in level if r.x0 <= middle <= r.x1 and top + margin < r.top < bottom - margin})
    for above, below in zip([top, *cuts], [*cuts, bottom], strict=True):
        yield x0, above, x1, below


def _part(box: Pixels, ink: Picture) -> Picture:
    x0, top, x1, bottom = box
    return ink[max(0, round(top)) : max(0, round(bottom)), max(0, round(x0)) : max(0, round(x1))]


def _has_ink(box: Pixels, ink: Picture) -> bool:
    return int(np.count_nonzero(_part(box, ink))) >= _LEAST_INK_PX


def _grown(box: Pixels, others: Sequence[Pixels], upright: Sequence[Rule], ink: Picture) -> Pixels:
    """The box with the ink beside it that lies within reach, up to the next rule and the next box."""
    x0, top, x1, bottom = box
    middle, reach = (top + bottom) / 2, _REACH * (bottom - top)
    walls = [r.x0 for r in upright if r.top <= middle <= r.bottom]
    lefts = [other[0] for other in others if other[1] < middle < other[3]]
    rights = [other[2] for other in others if other[1] < middle < other[3]]
    low = max([0.0, *(x for x in walls + rights if x <= x0 + _SIDE_PX)])
    high = min([float(ink.shape[1]), *(x for x in walls + lefts if x >= x1 - _SIDE_PX)])
    quarter = (bottom - top) / 5
    inked = np.count_nonzero(_part((0, top + quarter, ink.shape[1], bottom - quarter), ink), axis=0) >= 2
    return _spread(inked, x0, low, reach, -1), top, _spread(inked, x1, high, reach, 1), bottom


def _spread(inked: np.ndarray, start: float, limit: float, reach: float, step: int) -> float:
    """The last inked column from ``start`` on in the direction of ``step`` that is within reach of the one before it."""
    last, column = start, round(start)
    while 0 <= column < len(inked) and (column - limit) * step < 0 and abs(column - last) <= reach:
        if inked[column]:
            last = float(column)
        column += step
    return last


def _left_out(boxes: Sequence[Pixels], rules: Sequence[Rule], ink: Picture) -> Iterator[Pixels]:
    """Boxes around characters inside the grids that no box holds: the engine overlooks a single digit in a cell."""
    if not boxes or not rules:
        return
    rest = ink.copy()
    for x0, top, x1, bottom in boxes:
        cv2.rectangle(rest, (round(x0) - 2, round(top) - 2), (round(x1) + 2, round(bottom) + 2), (0,), -1)
    height = median(bottom - top for _, top, _, bottom in boxes)
    joined = cv2.dilate(rest, np.ones((3, max(3, round(_REACH * height))), np.uint8))
    _, labels, statistics, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    left, right = min(r.x0 for r in rules), max(r.x1 for r in rules)
    high, low = min(r.top for r in rules), max(r.bottom for r in rules)
    for label, (x, y, width, tall, _area) in enumerate(statistics.tolist()):
        if not label or tall < _LOWEST * height or not (left < x + width / 2 < right and high < y + tall / 2 < low):
            continue
        own = (labels[y : y + tall, x : x + width] == label) & (rest[y : y + tall, x : x + width] > 0)
        ys, xs = np.nonzero(own)
        if len(xs) >= _LEAST_INK_PX and ys.max() - ys.min() + 1 >= _LOWEST * height and xs.max() - xs.min() >= 3:
            yield float(x + xs.min() - 2), float(y + ys.min() - 3), float(x + xs.max() + 3), float(y + ys.max() + 4)
