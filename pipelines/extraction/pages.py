"""The page as the extraction sees it: words, text lines and ruled grids, in points from the top left of the displayed page.

The PDF gateway fills these; nothing here knows where they came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Method = Literal["text", "ocr"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in PDF points, origin at the top left of the page as displayed (after ``/Rotate``)."""

    x0: float
    top: float
    x1: float
    bottom: float


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
    """One cell of a ruled grid; ``text`` keeps the line breaks inside the cell as ``\\n``."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page: ``rows[r][c]`` is None where a merged neighbour covers the position."""

    box: Box
    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One displayed page. ``lines`` are all text lines top to bottom, those inside grids too; ``grids`` top to bottom."""

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
