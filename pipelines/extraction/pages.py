"""The page as the extraction sees it: words, text lines and ruled grids, in points from the top left of the page.

The PDF gateway fills these; nothing here knows where they came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Method = Literal["text", "ocr"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in PDF points, origin at the top left of the page as read.

    The page as read is the page as displayed (after ``/Rotate``), except where text was drawn sideways: then it is
    turned further until the text stands upright, ``Page.turned`` says by how much, ``Page.as_displayed`` leads back.
    """

    x0: float
    top: float
    x1: float
    bottom: float

    def turn(self, degrees: int, width_pt: float, height_pt: float) -> Box:
        """Where the box lies after its page of ``width_pt`` x ``height_pt`` is turned clockwise by ``degrees``."""
        if degrees % 360 == 90:
            return Box(height_pt - self.bottom, self.x0, height_pt - self.top, self.x1)
        if degrees % 360 == 180:
            return Box(width_pt - self.x1, height_pt - self.bottom, width_pt - self.x0, height_pt - self.top)
        if degrees % 360 == 270:
            return Box(self.top, width_pt - self.x1, self.bottom, width_pt - self.x0)
        return self


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap between them, on one baseline, in reading order."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text outside every grid, or of the whole page: its words joined as printed."""

    text: str
    box: Box
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    r"""One cell of a ruled grid; ``text`` keeps the line breaks inside the cell as ``\n``."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page: ``rows[r][c]`` is None where a merged neighbour covers the position."""

    box: Box
    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. ``lines`` are all text lines top to bottom, those inside grids too; ``grids`` top to bottom.

    ``width_pt`` and ``height_pt`` are those of the page as read. ``rotation`` is the whole clockwise turn in degrees
    from the page's content to the page as read: ``/Rotate`` plus ``turned``, which is 0 unless text was drawn sideways.
    ``image_only`` pages have images and no text. ``notes`` name what was dropped or put right.
    """

    number: int
    width_pt: float
    height_pt: float
    rotation: int
    lines: tuple[TextLine, ...] = ()
    grids: tuple[Grid, ...] = ()
    words: tuple[Word, ...] = ()
    method: Method = "text"
    image_only: bool = False
    notes: tuple[str, ...] = field(default=())
    turned: int = 0

    def as_displayed(self, box: Box) -> Box:
        """The same place on the page as a viewer displays it; the PDF gateway applies this to every landed box."""
        return box.turn(-self.turned, self.width_pt, self.height_pt)
