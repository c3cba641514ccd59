"""Ruling lines of a scanned page: long thin strokes of ink, level or upright."""

from __future__ import annotations

import cv2
import numpy as np

from pipelines.pdf.drawing import Rule
from pipelines.pdf.scans.straighten import Picture

# The shortest strokes looked at, in points. Strokes of characters are as long: a short stroke counts only where both its ends
# lie on strokes that cross it; one of at least _LONG_PT stands by itself.
_SHORTEST_LEVEL_PT = 12.0
_SHORTEST_UPRIGHT_PT = 9.0
_LONG_PT = 60.0
_THICKEST_PT = 3.0
_GAP_PT = 0.8
_TOUCH_PT = 3.0

Stroke = tuple[int, int, int, int]
"""x, y, width, height in pixels."""


def find_rules(picture: Picture, pixels_per_pt: float) -> tuple[list[Rule], Picture]:
    """Rules of a straightened page in points, and the picture with their ink painted white.

    Characters touch rules; without the ink of the rules they are recognised as what they are.
    """
    ink = np.asarray(
        cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 25), dtype=np.uint8
    )
    level, upright = _connected(
        _strokes(ink, pixels_per_pt, upright=False), _strokes(ink, pixels_per_pt, upright=True), pixels_per_pt
    )
    rules = _rules(level, pixels_per_pt, upright=False) + _rules(upright, pixels_per_pt, upright=True)
    cleaned = picture.copy()
    cleaned[_mask(level, upright, pixels_per_pt, picture.shape) > 0] = 255
    return rules, cleaned


def _strokes(ink: Picture, pixels_per_pt: float, *, upright: bool) -> list[Stroke]:
    """Bounding boxes (x, y, width, height in pixels) of straight strokes long and thin enough to be rules."""
    gap = max(2, round(_GAP_PT * pixels_per_pt))
    length = round((_SHORTEST_UPRIGHT_PT if upright else _SHORTEST_LEVEL_PT) * pixels_per_pt)
    close = np.ones((gap, 1) if upright else (1, gap), np.uint8)
    along = np.ones((length, 1) if upright else (1, length), np.uint8)
    # noise breaks thin strokes and skew leaves steps: thicken across by one pixel before opening along
    across = np.ones((1, 3) if upright else (3, 1), np.uint8)
    strokes = cv2.morphologyEx(cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, close), across), cv2.MORPH_OPEN, along)
    _, _, statistics, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    thickest = _THICKEST_PT * pixels_per_pt + 2
    found = []
    for x, y, width, height, _area in statistics[1:].tolist():
        thickness = width if upright else height
        if thickness <= thickest:
            found.append((x, y, width, height))
    return found


def _connected(level: list[Stroke], upright: list[Stroke], pixels_per_pt: float) -> tuple[list[Stroke], list[Stroke]]:
    """The strokes that make a net: long ones, and what ends on others of the net at both ends, until nothing more is added."""
    touch, long = _TOUCH_PT * pixels_per_pt, _LONG_PT * pixels_per_pt
    net_level, net_upright = [s for s in level if s[2] >= long], [s for s in upright if s[3] >= long]
    rest_level, rest_upright = [s for s in level if s[2] < long], [s for s in upright if s[3] < long]
    while True:
        more_upright = [
            s for s in rest_upright if _is_held(s[1], s[1] + s[3], s[0] + s[2] / 2, net_level, touch, across=False)
        ]
        net_upright = net_upright + more_upright
        more_level = [
            s for s in rest_level if _is_held(s[0], s[0] + s[2], s[1] + s[3] / 2, net_upright, touch, across=True)
        ]
        net_level = net_level + more_level
        if not more_upright and not more_level:
            return net_level, net_upright
        rest_upright = [s for s in rest_upright if s not in more_upright]
        rest_level = [s for s in rest_level if s not in more_level]


def _is_held(start: float, end: float, at: float, others: list[Stroke], touch: float, *, across: bool) -> bool:
    """Whether crossing strokes pass near both ends of a stroke that runs from ``start`` to ``end`` at the coordinate ``at``."""
    held_start = held_end = False
    for x, y, width, height in others:
        middle, low, high = (x + width / 2, y, y + height) if across else (y + height / 2, x, x + width)
        if low - touch <= at <= high + touch:
            held_start = held_start or abs(middle - start) <= touch
            held_end = held_end or abs(middle - end) <= touch
    return held_start and held_end


def _rules(strokes: list[Stroke], pixels_per_pt: float, *, upright: bool) -> list[Rule]:
    rules = []
    for x, y, width, height in strokes:
        if upright:
            middle = (x + width / 2) / pixels_per_pt
            rules.append(Rule(middle, y / pixels_per_pt, middle, (y + height) / pixels_per_pt))
        else:
            middle = (y + height / 2) / pixels_per_pt
            rules.append(Rule(x / pixels_per_pt, middle, (x + width) / pixels_per_pt, middle))
    return rules


def _mask(
    level: list[Stroke],
    upright: list[Stroke],
    pixels_per_pt: float,
    shape: tuple[int, ...],
) -> Picture:
    mask = np.zeros(shape, np.uint8)
    margin = max(1, round(0.3 * pixels_per_pt))
    for x, y, width, height in level:
        cv2.rectangle(mask, (x, y - margin), (x + width, y + height + margin), (255,), -1)
    for x, y, width, height in upright:
        cv2.rectangle(mask, (x - margin, y), (x + width + margin, y + height), (255,), -1)
    return mask
