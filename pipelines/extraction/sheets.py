"""A ruled grid as rows and columns a reader would count: double rules joined, merged cells known by their span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.extraction.folding import fold
from pipelines.extraction.pages import Box, Cell, Grid, Word

# Rules closer than this are one printed rule. Cells drawn with a box around their text give a rule three edges, up to 6.1 pt
# apart across (Jiangsu 2018) and 4.1 pt along; the lowest row of text seen is 7 pt high, the narrowest column 15 pt wide.
_GAP_ACROSS_PT = 6.3
_GAP_ALONG_PT = 5.2


@dataclass(eq=False, slots=True)
class SheetCell:
    """One printed cell: its text and the rows and columns it spans (``last`` inclusive)."""

    text: str
    box: Box
    row: int
    last_row: int
    col: int
    last_col: int
    folded: str = field(default="")

    def __post_init__(self) -> None:
        self.folded = fold(self.text)

    def covers(self, col: int) -> bool:
        """Whether the cell spans the column."""
        return self.col <= col <= self.last_col


@dataclass(slots=True)
class Sheet:
    """Rows of cells on one page; ``rows[r][c]`` is the cell that covers the position, None where the grid has a hole.

    ``overlaps`` are cells with text that lie on another cell with text: the sheet cannot be trusted where they are.
    """

    page: int
    rows: list[list[SheetCell | None]]
    x_edges: list[float]
    y_edges: list[float]
    overlaps: list[SheetCell] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.x_edges) - 1

    def cells(self, row: int) -> list[SheetCell]:
        """The distinct cells that cover the row, left to right."""
        seen: list[SheetCell] = []
        for cell in self.rows[row]:
            if cell is not None and (not seen or seen[-1] is not cell):
                seen.append(cell)
        return seen

    def texts(self, row: int) -> list[str]:
        """Folded texts of the row's non-blank cells, left to right."""
        return [cell.folded for cell in self.cells(row) if cell.folded]

    def part(self, first: int, stop: int) -> Sheet:
        """The rows ``first`` to ``stop`` (exclusive) as a sheet of their own, counted from 0."""
        if first == 0 and stop == len(self.rows):
            return self
        moved: dict[int, SheetCell] = {}
        rows = [[cell and _moved(cell, first, stop, moved) for cell in row] for row in self.rows[first:stop]]
        overlaps = [moved[id(cell)] for cell in self.overlaps if id(cell) in moved]
        return Sheet(self.page, rows, self.x_edges, self.y_edges[first : stop + 1], overlaps)

    @property
    def box(self) -> Box:
        """The rectangle around the sheet."""
        return Box(self.x_edges[0], self.y_edges[0], self.x_edges[-1], self.y_edges[-1])


def _moved(cell: SheetCell, first: int, stop: int, moved: dict[int, SheetCell]) -> SheetCell:
    """The cell in a part that begins at row ``first``; the same object for every position it covers."""
    if id(cell) not in moved:
        last = min(cell.last_row, stop - 1) - first
        moved[id(cell)] = SheetCell(cell.text, cell.box, max(cell.row - first, 0), last, cell.col, cell.last_col)
    return moved[id(cell)]


def sheet_of(grid: Grid, page: int, words: Sequence[Word]) -> Sheet | None:
    """The grid as a sheet, or None when it has no area.

    A cell between two rules of a double rule has no area of its own; a text that the rule cut through is read anew from the
    page's words, whole words going to the cell their middle lies in.
    """
    cells = [cell for row in grid.rows for cell in row if cell is not None]
    x_edges = _edges((edge for cell in cells for edge in (cell.box.x0, cell.box.x1)), _GAP_ACROSS_PT)
    y_edges = _edges((edge for cell in cells for edge in (cell.box.top, cell.box.bottom)), _GAP_ALONG_PT)
    if len(x_edges) < 2 or len(y_edges) < 2:
        return None
    sheet = Sheet(page, [[None] * (len(x_edges) - 1) for _ in y_edges[1:]], x_edges, y_edges)
    strips = [cell for cell in cells if not _place(sheet, cell) and cell.text.strip()]
    for strip in strips:
        _reread(sheet, strip.box, words)
    return sheet


def _edges(values: Iterable[float], gap: float) -> list[float]:
    """Positions of printed rules: edges with gaps below ``gap`` between them are one rule, at their middle."""
    runs: list[list[float]] = []
    for value in sorted(set(values)):
        if runs and value - runs[-1][-1] <= gap:
            runs[-1].append(value)
        else:
            runs.append([value])
    return [(run[0] + run[-1]) / 2 for run in runs]


def _nearest(edges: Sequence[float], value: float) -> int:
    at = bisect_left(edges, value)
    if at == len(edges) or (at > 0 and value - edges[at - 1] <= edges[at] - value):
        return at - 1
    return at


def _place(sheet: Sheet, cell: Cell) -> bool:
    """Put the cell on the sheet; False for a strip without area. Where two meet, the one with text stays."""
    box = cell.box
    col, stop_col = _nearest(sheet.x_edges, box.x0), _nearest(sheet.x_edges, box.x1)
    row, stop_row = _nearest(sheet.y_edges, box.top), _nearest(sheet.y_edges, box.bottom)
    if col >= stop_col or row >= stop_row:
        return False
    placed = SheetCell(cell.text, box, row, stop_row - 1, col, stop_col - 1)
    for r in range(row, stop_row):
        for c in range(col, stop_col):
            present = sheet.rows[r][c]
            if present is None or not present.text.strip():
                sheet.rows[r][c] = placed
            elif cell.text.strip() and present not in sheet.overlaps:
                sheet.overlaps.append(present)
    return True


def _reread(sheet: Sheet, strip: Box, words: Sequence[Word]) -> None:
    """Read the cells next to a strip with text from the page's words."""
    touched = [cell for row in sheet.rows for cell in row if cell is not None and _touch(cell.box, strip)]
    for cell in {id(cell): cell for cell in touched}.values():
        inside = [word for word in words if _holds(cell, sheet, word)]
        lines: list[list[Word]] = []
        for word in sorted(inside, key=lambda w: (w.box.top, w.box.x0)):
            if lines and word.box.top < lines[-1][0].box.bottom - 1.0:
                lines[-1].append(word)
            else:
                lines.append([word])
        cell.text = "\n".join(" ".join(w.text for w in sorted(line, key=lambda w: w.box.x0)) for line in lines)
        cell.folded = fold(cell.text)


def _touch(cell: Box, strip: Box) -> bool:
    return (
        cell.x0 <= strip.x1 + 0.5 and cell.x1 >= strip.x0 - 0.5
        and cell.top <= strip.bottom + 0.5 and cell.bottom >= strip.top - 0.5
    )  # fmt: skip


def _holds(cell: SheetCell, sheet: Sheet, word: Word) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    left, right = sheet.x_edges[cell.col], sheet.x_edges[cell.last_col + 1]
    top, bottom = sheet.y_edges[cell.row], sheet.y_edges[cell.last_row + 1]
    return left <= x < right and top <= y < bottom
