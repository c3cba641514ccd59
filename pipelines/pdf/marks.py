"""The marks by which a cell is shown on its page: the cell, its row and its column, always in the same colours."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.pages import Box
from pipelines.pdf.pictures import Mark

CELL_COLOUR, ROW_COLOUR, COLUMN_COLOUR = "crimson", "royalblue", "seagreen"


def cell_marks(cell: Box, row: Sequence[Box], column: Sequence[Box]) -> list[Mark]:
    """The marks of a cell, given the boxes of the cells of its row and of its column, the cell's own among them."""
    return [
        Mark(around(row), ROW_COLOUR, filled=True),
        Mark(around(column), COLUMN_COLOUR, filled=True),
        Mark(cell, CELL_COLOUR),
    ]


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around all of them; there is at least one."""
    left, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    return Box(left, top, max(box.x1 for box in boxes), max(box.bottom for box in boxes))
