"""Ruling lines of a scanned page: long thin strokes of ink, level or upright."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.pdf.drawing import Rule
from pipelines.pdf.scans.ink import Picture, darkness_of, ink_of
from pipelines.pdf.scans.strokes import Stroke, level_strokes, upright_strokes

# Strokes of characters are as long as short rules: a short stroke counts only where both its ends lie on strokes that cross it;
# one of at least _LONG_PT stands by itself. A character in a low row ends 1.5 points from the rules above and below it, so only a
# stroke in line with a rule may end that far from the rules across.
_LONG_PT = 60.0
_TOUCH_PT = 0.5
_TOUCH_IN_LINE_PT = 3.0
_IN_LINE_PT = 0.8


def find_rules(picture: Picture, pixels_per_pt: float) -> tuple[list[Rule], Picture]:
    """Rules of a straightened page in points, and the picture with their ink painted white.

    Characters touch rules; without the ink of the rules they are recognised as what they are.
    """
    darkness = darkness_of(picture)
    ink = ink_of(darkness)
    level, upright = _connected(
        level_strokes(ink, darkness, pixels_per_pt), upright_strokes(ink, pixels_per_pt), pixels_per_pt
    )
    rules = _rules(level, pixels_per_pt, upright=False) + _rules(upright, pixels_per_pt, upright=True)
    cleaned = picture.copy()
    cleaned[_mask(level, upright, pixels_per_pt, picture.shape) > 0] = 255
    return rules, cleaned


def _connected(level: list[Stroke], upright: list[Stroke], pixels_per_pt: float) -> tuple[list[Stroke], list[Stroke]]:
    """The strokes that make a net: long ones, and what ends on others of the net at both ends, until nothing more is added."""
    lying = [_Beam(x, x + width, y + height / 2, height / 2, (x, y, width, height)) for x, y, width, height in level]
    standing = [
        _Beam(y, y + height, x + width / 2, width / 2, (x, y, width, height)) for x, y, width, height in upright
    ]
    net: tuple[list[_Beam], list[_Beam]] = ([], [])
    rest = (lying, standing)
    while True:
        more = tuple(
            [beam for beam in rest[way] if _belongs(beam, net[way], net[1 - way], pixels_per_pt)] for way in (0, 1)
        )
        if not any(more):
            return [beam.stroke for beam in net[0]], [beam.stroke for beam in net[1]]
        net = (net[0] + more[0], net[1] + more[1])
        rest = ([b for b in rest[0] if b not in more[0]], [b for b in rest[1] if b not in more[1]])


@dataclass(frozen=True, slots=True)
class _Beam:
    """A stroke by where it starts and ends, its middle across and half its breadth, which holds what skew is left, in pixels."""

    start: float
    end: float
    at: float
    half: float
    stroke: Stroke


def _belongs(beam: _Beam, along: list[_Beam], across: list[_Beam], pixels_per_pt: float) -> bool:
    if beam.end - beam.start >= _LONG_PT * pixels_per_pt:
        return True
    in_line = any(abs(other.at - beam.at) <= _IN_LINE_PT * pixels_per_pt for other in along)
    touch = (_TOUCH_IN_LINE_PT if in_line else _TOUCH_PT) * pixels_per_pt
    crossing = [other for other in across if other.start - touch <= beam.at <= other.end + touch]
    return all(any(abs(other.at - end) - other.half <= touch for other in crossing) for end in (beam.start, beam.end))


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
