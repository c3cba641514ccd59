"""Pages drawn by the tests themselves: lines of text and ruled grids, as the PDF gateway would hand them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.extraction.pages import Box, Cell, Grid, Page, TextLine, Word

LEFT = "<"
"""A position covered by the cell to its left."""
ABOVE = "^"
"""A position covered by the cell above it."""

ROW_PT = 20.0
CHARACTER_PT = 6.0
WIDTH_PT = 90.0


@dataclass
class Table:
    """Rows of texts; ``LEFT`` and ``ABOVE`` merge cells, ``widths`` are in points (all alike unless told)."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[float] | None = None
    left: float = 40.0


@dataclass
class Unruled:
    """One row of texts where a table's columns would be, without any rule."""

    texts: Sequence[str]
    left: float = 40.0


@dataclass
class Drawn:
    """A page in the making."""

    top: float = 40.0
    lines: list[TextLine] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


def page(number: int, *content: str | Table | Unruled, method: str = "text") -> Page:
    """A page with ``content`` from top to bottom: lines of text, tables."""
    drawn = Drawn()
    for item in content:
        if isinstance(item, str):
            _draw_line(drawn, item, 60.0)
            drawn.top += ROW_PT
        elif isinstance(item, Unruled):
            _draw_unruled(drawn, item)
        else:
            _draw_table(drawn, item)
    return Page(
        number, 842.0, 595.0, 0, tuple(drawn.lines), tuple(drawn.grids), tuple(drawn.words),
        method=method,  # pyright: ignore[reportArgumentType]
    )  # fmt: skip


def _draw_line(drawn: Drawn, text: str, left: float, top: float | None = None) -> None:
    at = drawn.top if top is None else top
    words, x = [], left
    for part in text.split(" "):
        width = max(len(part), 1) * CHARACTER_PT
        words.append(Word(part, Box(x, at + 4, x + width, at + 14)))
        x += width + 8
    drawn.lines.append(TextLine(text, Box(left, at + 4, x, at + 14), tuple(words)))
    drawn.words.extend(words)


def _draw_unruled(drawn: Drawn, row: Unruled) -> None:
    words = []
    for c, text in enumerate(row.texts):
        left = row.left + c * WIDTH_PT + 3
        if text:
            words.append(Word(text, Box(left, drawn.top + 4, left + 40, drawn.top + 14)))
    box = Box(words[0].box.x0, drawn.top + 4, words[-1].box.x1, drawn.top + 14)
    drawn.lines.append(TextLine(" ".join(word.text for word in words), box, tuple(words)))
    drawn.words.extend(words)
    drawn.top += ROW_PT


def _draw_table(drawn: Drawn, table: Table) -> None:
    rows = [list(row) for row in table.rows]
    count = len(rows[0])
    widths = list(table.widths or [WIDTH_PT] * count)
    edges = [table.left + sum(widths[:c]) for c in range(count + 1)]
    cells: list[list[Cell | None]] = [[None] * count for _ in rows]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text not in (LEFT, ABOVE):
                cells[r][c] = _cell(rows, r, c, edges, drawn)
    box = Box(edges[0], drawn.top, edges[-1], drawn.top + ROW_PT * len(rows))
    drawn.grids.append(Grid(box, tuple(tuple(row) for row in cells)))
    drawn.top = box.bottom + 6


def _cell(rows: list[list[str]], r: int, c: int, edges: list[float], drawn: Drawn) -> Cell:
    last_col = c
    while last_col + 1 < len(rows[r]) and rows[r][last_col + 1] == LEFT:
        last_col += 1
    last_row = r
    while last_row + 1 < len(rows) and rows[last_row + 1][c] == ABOVE:
        last_row += 1
    box = Box(edges[c], drawn.top + r * ROW_PT, edges[last_col + 1], drawn.top + (last_row + 1) * ROW_PT)
    text = rows[r][c]
    if text.strip():
        indent = (len(text) - len(text.lstrip(" "))) * 5.0
        drawn.words.append(
            Word(text.strip(), Box(box.x0 + 3 + indent, box.top + 4, box.x0 + 20 + indent, box.top + 14))
        )
    return Cell(text.strip(" "), box)
