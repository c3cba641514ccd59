"""What is printed on a scanned page, apart from paper, shade and grain."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Grey levels, shape (height, width), 0 black to 255 white."""

# Strokes of characters and rules are thinner than this, shades are not.
_THICKEST_PX = 7
# At 200 dpi the window holds three lines of text.
_AROUND_PX = 41
# Grain of 10 grey levels leaves 10 between paper and what is darker than paper by chance.
_FAINTEST = 30


def darkness_of(picture: Picture) -> Picture:
    """By how many grey levels each pixel is darker than the paper or shade around it, 0 where it is not.

    The paper is the median around of what is left without strokes: a mean, or a median with them, is darkened by dense text
    and hides a grey rule that runs under it.
    """
    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    bare = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((_THICKEST_PX, _THICKEST_PX), np.uint8))
    return np.asarray(cv2.subtract(cv2.medianBlur(bare, _AROUND_PX), smooth), dtype=np.uint8)


def ink_of(darkness: Picture) -> Picture:
    """255 where something is printed, 0 on paper and on even shades."""
    _, ink = cv2.threshold(darkness, _FAINTEST, 255, cv2.THRESH_BINARY)
    return np.asarray(ink, dtype=np.uint8)
