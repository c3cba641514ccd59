"""Rows that the grid of a continuation page lost: the first row when no rule was drawn above it."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.pages import Box, TextLine, Word
from pipelines.extraction.pieces import Piece
from pipelines.extraction.sheets import Sheet, SheetCell

# A row whose top rule is missing stands directly above the grid: no further than this from it.
_LOST_ROW_PT = 24.0


def with_lost_row(piece: Piece) -> Sheet:
    """The sheet with the row above it that has no top rule of its own (continuation pages of several producers)."""
    sheet = piece.sheet
    lines = [line for line in piece.above if 0 <= sheet.y_edges[0] - line.box.bottom + 3 < _LOST_ROW_PT]
    words = [word for line in lines for word in line.words]
    if not words or sheet.width < 2:
        return sheet
    cells = [_gathered(sheet, column, words, lines) for column in range(sheet.width)]
    filled = [cell for cell in cells if cell is not None]
    inside = all(sheet.x_edges[0] - 1 <= w.box.x0 and w.box.x1 <= sheet.x_edges[-1] + 1 for w in words)
    if len(filled) < 2 or not inside or not any(cell.folded[:1].isdigit() for cell in filled):
        return sheet
    row: list[SheetCell | None] = [
        cell or SheetCell("", _cell_box(sheet, c, lines), 0, 0, c, c) for c, cell in enumerate(cells)
    ]
    return _shifted(sheet, row, lines)


def _gathered(sheet: Sheet, column: int, words: Sequence[Word], lines: Sequence[TextLine]) -> SheetCell | None:
    left, right = sheet.x_edges[column], sheet.x_edges[column + 1]
    inside = [word.text for word in words if left <= (word.box.x0 + word.box.x1) / 2 < right]
    return SheetCell(" ".join(inside), _cell_box(sheet, column, lines), 0, 0, column, column) if inside else None


def _cell_box(sheet: Sheet, column: int, lines: Sequence[TextLine]) -> Box:
    return Box(sheet.x_edges[column], min(line.box.top for line in lines), sheet.x_edges[column + 1], sheet.y_edges[0])


def _shifted(sheet: Sheet, row: list[SheetCell | None], lines: Sequence[TextLine]) -> Sheet:
    """A sheet with ``row`` put before its first row; the other cells keep their objects, one row further down."""
    for cell in {id(c): c for r in sheet.rows for c in r if c is not None}.values():
        cell.row, cell.last_row = cell.row + 1, cell.last_row + 1
    top = min(line.box.top for line in lines)
    return Sheet(sheet.page, [row, *sheet.rows], sheet.x_edges, [top, *sheet.y_edges])
