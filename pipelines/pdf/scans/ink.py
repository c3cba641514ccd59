"""What is printed on a scanned page, apart from paper, shade and grain."""

from __future__ import annotations

import cv2
import numpy as np

from pipelines.pdf.scans.straighten import Picture

# At 200 dpi the window holds three lines of text, less than half of it ink.
_AROUND_PX = 41
# Grain of 10 grey levels is 5 after smoothing.
_FAINTEST = 22


def darkness_of(picture: Picture) -> Picture:
    """By how many grey levels each pixel is darker than the paper or shade around it, 0 where it is not.

    The paper is the median around: a mean would be darkened by text and hide a grey rule that runs under it.
    """
    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    return np.asarray(cv2.subtract(cv2.medianBlur(smooth, _AROUND_PX), smooth), dtype=np.uint8)


def ink_of(darkness: Picture) -> Picture:
    """255 where something is printed, 0 on paper and on even shades."""
    _, ink = cv2.threshold(darkness, _FAINTEST, 255, cv2.THRESH_BINARY)
    return np.asarray(ink, dtype=np.uint8)
