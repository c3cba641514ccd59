"""A ruled grid as rows and columns a reader would count: double rules joined, merged cells known by their span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
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


def replace_text(cell: SheetCell, text: str) -> SheetCell:
    """A cell in the same place with another text."""
    return SheetCell(text, cell.box, cell.row, cell.last_row, cell.col, cell.last_col)


@dataclass(slots=True)
class Sheet:
    """Rows of cells on one page; ``rows[r][c]`` is the cell that covers the position, None where the grid has a hole."""

    page: int
    rows: list[list[SheetCell | None]]
    x_edges: list[float]
    y_edges: list[float]

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
        return Sheet(self.page, rows, self.x_edges, self.y_edges[first : stop + 1])

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
    strips = []
    for cell in sorted(cells, key=lambda c: (c.box.x1 - c.box.x0) * (c.box.bottom - c.box.top)):
        span = _span(sheet, cell.box)
        if span is None:
            strips.append(cell)
        elif not _place(sheet, cell, span):
            _place_frame(sheet, cell, span, words)
    _fill_holes(sheet, words)
    for strip in strips:
        if strip.text.strip():
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


def _span(sheet: Sheet, box: Box) -> tuple[int, int, int, int] | None:
    """First and last row and column that the box covers; None for a strip between the rules of a double rule."""
    col, stop_col = _nearest(sheet.x_edges, box.x0), _nearest(sheet.x_edges, box.x1)
    row, stop_row = _nearest(sheet.y_edges, box.top), _nearest(sheet.y_edges, box.bottom)
    return None if col >= stop_col or row >= stop_row else (row, stop_row - 1, col, stop_col - 1)


def _positions(span: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    row, last_row, col, last_col = span
    return ((r, c) for r in range(row, last_row + 1) for c in range(col, last_col + 1))


def _place(sheet: Sheet, cell: Cell, span: tuple[int, int, int, int]) -> bool:
    """Put the cell where no smaller one lies; False when it is a frame around others (to be cut)."""
    present = [(other, at) for at in _positions(span) if (other := sheet.rows[at[0]][at[1]]) is not None]
    if any(other.text.strip() for other, _ in present):
        return False
    placed = SheetCell(cell.text, cell.box, *span)
    for r, c in _positions(span):
        sheet.rows[r][c] = placed
    return True


def _place_frame(sheet: Sheet, cell: Cell, span: tuple[int, int, int, int], words: Sequence[Word]) -> None:
    """A cell that holds other cells keeps what they leave free, row by row, with the words that stand there."""
    row, last_row, col, last_col = span
    for r in range(row, last_row + 1):
        free = [c for c in range(col, last_col + 1) if sheet.rows[r][c] is None]
        for first, last in _runs(free):
            box = Box(sheet.x_edges[first], sheet.y_edges[r], sheet.x_edges[last + 1], sheet.y_edges[r + 1])
            placed = SheetCell("", box, r, r, first, last)
            for c in range(first, last + 1):
                sheet.rows[r][c] = placed
            _set_text(placed, [word for word in words if _holds(box, word)])


def _fill_holes(sheet: Sheet, words: Sequence[Word]) -> None:
    """Where a rule is missing, no cell was found: words that stand there make one, over as many rows as are open."""
    for c in range(sheet.width):
        for first, last in list(_runs([r for r, row in enumerate(sheet.rows) if row[c] is None])):
            box = Box(sheet.x_edges[c], sheet.y_edges[first], sheet.x_edges[c + 1], sheet.y_edges[last + 1])
            inside = [word for word in words if _holds(box, word)]
            if inside:
                filled = SheetCell("", box, first, last, c, c)
                _set_text(filled, inside)
                for r in range(first, last + 1):
                    sheet.rows[r][c] = filled


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive numbers as first and last."""
    start = None
    for at, number in enumerate(numbers):
        start = number if start is None else start
        if at + 1 == len(numbers) or numbers[at + 1] != number + 1:
            yield start, number
            start = None


def _reread(sheet: Sheet, strip: Box, words: Sequence[Word]) -> None:
    """Read the cells next to a strip with text from the page's words."""
    touched = [cell for row in sheet.rows for cell in row if cell is not None and _touch(cell.box, strip)]
    if not touched:
        return
    high, low = min(sheet.y_edges[c.row] for c in touched), max(sheet.y_edges[c.last_row + 1] for c in touched)
    words = [word for word in words if word.box.bottom >= high and word.box.top <= low]
    for cell in {id(cell): cell for cell in touched}.values():
        box = Box(
            sheet.x_edges[cell.col],
            sheet.y_edges[cell.row],
            sheet.x_edges[cell.last_col + 1],
            sheet.y_edges[cell.last_row + 1],
        )
        _set_text(cell, [word for word in words if _holds(box, word)])


def _set_text(cell: SheetCell, words: Sequence[Word]) -> None:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.top, w.box.x0)):
        if lines and word.box.top < lines[-1][0].box.bottom - 1.0:
            lines[-1].append(word)
        else:
            lines.append([word])
    cell.text = "\n".join(" ".join(w.text for w in sorted(line, key=lambda w: w.box.x0)) for line in lines)
    cell.folded = fold(cell.text)


def _touch(cell: Box, strip: Box) -> bool:
    across = cell.x0 <= strip.x1 + 0.5 and cell.x1 >= strip.x0 - 0.5
    return across and cell.top <= strip.bottom + 0.5 and cell.bottom >= strip.top - 0.5


def _holds(box: Box, word: Word) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return box.x0 <= x < box.x1 and box.top <= y < box.bottom
