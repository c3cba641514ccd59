"""The money unit of a whole table: what its caption, its headings, its continuation pages and its foot say of it.

Two that differ are never weighed against each other: the table is refused, since every figure hangs on the choice.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.extraction.captions import unit_in, unit_in_brackets
from pipelines.extraction.folding import fold
from pipelines.extraction.tables import PrintedTable

# Lines below a table that are looked through for a note on its unit.
_FOOT_LINES = 4


def settle_unit(table: PrintedTable) -> None:
    """Give the table its unit: the caption's, else one in a heading, else the nearest line above, else a note below it."""
    in_columns = set(_in_columns(table))
    named = in_columns | ({table.unit} if table.unit else set())
    if len(named) > 1:
        table.refusal = table.refusal or f"different money units are printed for it: {', '.join(sorted(named))}"
    table.unit = table.unit or next(
        (unit for units in (_in_header(table), _above(table), _below(table)) for unit in units), None
    )


def _in_columns(table: PrintedTable) -> Iterator[str]:
    """The units in the headings of columns that are read."""
    for column in table.layout.columns if table.layout else ():
        for text in column.path if column.is_figure else ():
            unit = unit_in(text) or unit_in_brackets(text)
            if unit is not None:
                yield unit


def _in_header(table: PrintedTable) -> Iterator[str]:
    sheet = table.parts[0].sheet
    for r in range(table.layout.header_rows if table.layout else min(3, len(sheet.rows))):
        for cell in sheet.cells(r):
            unit = unit_in(cell.folded) or unit_in_brackets(cell.folded)
            if unit is not None:
                yield unit


def _above(table: PrintedTable) -> Iterator[str]:
    part = table.parts[0]
    above = [line for line in part.page.lines if line.box.bottom <= part.sheet.y_edges[0] + 3]
    return filter(None, (unit_in(fold(line.text)) for line in reversed(above)))


def _below(table: PrintedTable) -> Iterator[str]:
    """The unit that a note under the last part names, unless another grid follows, whose it may be."""
    part = table.parts[-1]
    bottom = part.sheet.y_edges[-1]
    if any(grid.box.top >= bottom - 3 for grid in part.page.grids):
        return iter(())
    below = [line for line in part.page.lines if line.box.top >= bottom - 3][:_FOOT_LINES]
    return filter(None, (unit_in(fold(line.text).replace("单位为", "单位:")) for line in below))
