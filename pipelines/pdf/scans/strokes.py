"""Straight strokes of ink on a scanned page, long and thin enough to be rules."""

from __future__ import annotations

import cv2
import numpy as np

from pipelines.pdf.scans.ink import Picture

# The shortest strokes looked at, in points.
_SHORTEST_LEVEL_PT = 12.0
_SHORTEST_UPRIGHT_PT = 9.0
_THICKEST_PT = 3.0
_GAP_PT = 0.8
# A rule with a character at it is told from it by the part of its breadth that is inked over most of its length.
_MOST = 0.75
# Two strokes in line are one rule where some ink, averaged over so many pixels, runs on between them.
_LONGEST_FAINT_PT = 60.0
_SURE_PT = 60.0
_FAINT_LEVELS = 15.0
_FAINT_PX = 9

Stroke = tuple[int, int, int, int]
"""x, y, width, height in pixels."""


def level_strokes(ink: Picture, darkness: Picture, pixels_per_pt: float) -> list[Stroke]:
    """Strokes from left to right; those that are one faint rule are joined."""
    length = round(_SHORTEST_LEVEL_PT * pixels_per_pt)
    return _joined(_strokes(ink, length, pixels_per_pt), darkness, pixels_per_pt)


def upright_strokes(ink: Picture, pixels_per_pt: float) -> list[Stroke]:
    """Strokes from top to bottom; those of characters below each other are in line, too, so nothing is joined."""
    length = round(_SHORTEST_UPRIGHT_PT * pixels_per_pt)
    return [
        (y, x, height, width) for x, y, width, height in _strokes(np.ascontiguousarray(ink.T), length, pixels_per_pt)
    ]


def _strokes(ink: Picture, length: int, pixels_per_pt: float) -> list[Stroke]:
    gap = max(2, round(_GAP_PT * pixels_per_pt))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    # noise breaks thin strokes and skew leaves steps: thicken across by one pixel before opening along
    thickened = cv2.dilate(closed, np.ones((3, 1), np.uint8))
    strokes = np.asarray(cv2.morphologyEx(thickened, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), dtype=np.uint8)
    _, labels, statistics, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    thickest = _THICKEST_PT * pixels_per_pt + 2
    found: list[Stroke] = []
    for label, (x, y, width, height, _area) in enumerate(statistics.tolist()):
        if label and height <= thickest:
            found.append((x, y, width, height))
        elif label and width > 4 * height:
            top, bottom = _band(labels[y : y + height, x : x + width] == label)
            if 0 < bottom - top <= thickest:
                found.append((x, y + top, width, bottom - top))
    return found


def _band(component: np.ndarray) -> tuple[int, int]:
    """First and last pixel row that are inked over most of the length; (0, 0) if there is none."""
    rows = np.nonzero(component.mean(axis=1) >= _MOST)[0]
    return (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)


def _joined(strokes: list[Stroke], darkness: Picture, pixels_per_pt: float) -> list[Stroke]:
    """Strokes in line with faint ink all the way between them put together, as long as one of them is surely a rule."""
    longest, sure = _LONGEST_FAINT_PT * pixels_per_pt, _SURE_PT * pixels_per_pt
    joined: list[Stroke] = []
    for stroke in sorted(strokes):
        for number in range(len(joined) - 1, -1, -1):
            left, top, span, breadth = joined[number]
            x, y, width, height = stroke
            gap = x - (left + span)
            in_line = abs((top + breadth / 2) - (y + height / 2)) <= 2
            if not in_line or gap > longest or max(span, width) < sure:
                continue
            if gap <= 0 or _runs_on(darkness, left + span, x, (top + breadth // 2 + y + height // 2) // 2):
                low, high = min(top, y), max(top + breadth, y + height)
                joined[number] = (left, low, max(span, x + width - left), high - low)
                break
        else:
            joined.append(stroke)
    return joined


def _runs_on(darkness: Picture, left: int, right: int, middle: int) -> bool:
    """Whether the gap is darker than paper all along; text in a cell leaves white at its sides."""
    part = darkness[max(0, middle - 2) : middle + 3, max(0, left - _FAINT_PX) : right + _FAINT_PX].astype(np.float32)
    return part.size > 0 and bool(cv2.blur(part.mean(axis=0)[None, :], (_FAINT_PX, 1)).min() >= _FAINT_LEVELS)
