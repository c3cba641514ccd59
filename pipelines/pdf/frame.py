"""From PDF space to the page as read: displayed, then turned until the text stands upright, origin at the top left."""

from __future__ import annotations

from dataclasses import dataclass

Bounds = tuple[float, float, float, float]
"""x0, top, x1, bottom in points."""

Matrix = tuple[float, float, float, float, float, float]
"""A PDF matrix ``[a b c d e f]``: x' = a x + c y + e, y' = b x + d y + f."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def combine(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first and ``outer`` to its result (a form's content, then its own place)."""
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page's PDF coordinates become top-left points after a clockwise ``rotation`` of 0, 90, 180 or 270 degrees.

    ``left, bottom, right, top`` is the visible box (crop box within media box) in PDF points, before rotation.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width_pt(self) -> float:
        """Width of the rotated page in points."""
        return self.right - self.left if self.rotation % 180 == 0 else self.top - self.bottom

    @property
    def height_pt(self) -> float:
        """Height of the rotated page in points."""
        return self.top - self.bottom if self.rotation % 180 == 0 else self.right - self.left

    @property
    def matrix(self) -> Matrix:
        """The PDF matrix that takes page space to this frame."""
        if self.rotation == 90:
            return (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left)
        if self.rotation == 180:
            return (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom)
        if self.rotation == 270:
            return (0.0, -1.0, -1.0, 0.0, self.top, self.right)
        return (1.0, 0.0, 0.0, -1.0, -self.left, self.top)

    def turned(self, degrees: int) -> Frame:
        """The same page turned further clockwise by ``degrees``."""
        return Frame(self.left, self.bottom, self.right, self.top, (self.rotation + degrees) % 360)
