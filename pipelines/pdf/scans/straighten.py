"""Skew of a scanned page, from its long straight strokes, and the turn that removes it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.pdf.scans.ink import Picture, darkness_of, ink_of

# A page in a feeder turns by a degree or two; more than this is a page laid sideways, which is another matter.
LARGEST_SKEW_DEGREES = 5.0
_SMALLEST_SKEW_DEGREES = 0.03


@dataclass(frozen=True, slots=True)
class Turn:
    """A rotation by ``degrees`` counter-clockwise about the middle of a picture of ``width`` x ``height`` pixels."""

    degrees: float
    width: int
    height: int

    def applied_to(self, picture: Picture) -> Picture:
        """The turned picture, same size, white where nothing was."""
        if not self.degrees:
            return picture
        turned = cv2.warpAffine(
            picture, self._matrix(), (self.width, self.height), flags=cv2.INTER_CUBIC, borderValue=(255,)
        )
        return np.asarray(turned, dtype=np.uint8)

    def original_box(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """The upright box around where a box of the turned picture lies on the picture as it was, in pixels."""
        inverse = cv2.invertAffineTransform(self._matrix())
        middle = np.array([(x0 + x1) / 2, (top + bottom) / 2, 1.0])
        x, y = inverse @ middle
        half_width, half_height = (x1 - x0) / 2, (bottom - top) / 2
        return float(x - half_width), float(y - half_height), float(x + half_width), float(y + half_height)

    def _matrix(self) -> NDArray[np.float64]:
        return np.asarray(
            cv2.getRotationMatrix2D((self.width / 2, self.height / 2), self.degrees, 1.0), dtype=np.float64
        )


def straightening_turn(picture: Picture) -> Turn:
    """The turn that makes the long strokes of ``picture`` level: rules of tables, else the lines of text."""
    height, width = picture.shape
    degrees = _skew(ink_of(darkness_of(picture)))
    return Turn(degrees if abs(degrees) >= _SMALLEST_SKEW_DEGREES else 0.0, width, height)


def _skew(ink: Picture) -> float:
    degrees = _median_slope(_level_strokes(ink))
    if degrees is None:
        degrees = _median_slope(_level_strokes(_smeared(ink)))
    return degrees or 0.0


def _smeared(ink: Picture) -> Picture:
    """Characters of one line run together, so that a line of text is one stroke."""
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 25), np.uint8)), dtype=np.uint8)


def _level_strokes(ink: Picture) -> Picture:
    """Only what is about level: runs of ink that a skewed rule still has on each pixel row it crosses, joined again."""
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, 11), np.uint8))
    return np.asarray(cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((3, 9), np.uint8)), dtype=np.uint8)


def _median_slope(strokes: Picture) -> float | None:
    """Degrees by which strokes longer than a sixth of the page width descend to the right: their median, weighted by length."""
    _, labels, statistics, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    width = strokes.shape[1]
    slopes = []
    for label, (x, y, span, height, _area) in enumerate(statistics.tolist()):
        if label == 0 or span < width // 6 or height > span * np.tan(np.radians(LARGEST_SKEW_DEGREES)) + 12:
            continue
        rows, columns = np.nonzero(labels[y : y + height, x : x + span] == label)
        slopes.append((float(np.degrees(np.arctan(np.polyfit(columns, rows, 1)[0]))), span))
    return _weighted_median(slopes)


def _weighted_median(values: list[tuple[float, int]]) -> float | None:
    half, run = sum(weight for _, weight in values) / 2, 0.0
    for value, weight in sorted(values):
        run += weight
        if run >= half:
            return value
    return None
