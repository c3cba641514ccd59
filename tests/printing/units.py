"""A department and its units in one table: the unit's name on its total row only, its items below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.printing.layout import Layout, Line, centred, coded_row, index_rows
from tests.printing.specification import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class UnitLines:
    """One unit: its name and its rows, the total row (without a code) first."""

    name: str
    lines: tuple[Line, ...]


def unit_table(
    family: str, title: str, columns: Sequence[tuple[str, str]], units: Sequence[UnitLines], layout: Layout
) -> Table:
    """Print the units one after the other, in one table with one header; codes repeat from unit to unit."""
    plain = replace(layout, codes="one", total="first")
    heads = (("单位名称", "科目编码", "科目名称"), (heading for _, heading in columns))
    rows = [unit_row(family, columns, unit.name, line, plain) for unit in units for line in unit.lines]
    index = [(centred("**"), *row) for row in index_rows(len(columns), plain)]
    width = (728.0 if layout.rotation else 482.0) - 260.0
    return Table(
        family=family,
        title=title,
        money_unit=layout.money_unit,
        widths_pt=(90.0, 50.0, 120.0, *([width / len(columns)] * len(columns))),
        header=(tuple(centred(text) for texts in heads for text in texts),),
        rows=(*index, *rows),
        repeat_header=layout.repeat_header,
        rotation=layout.rotation,
        sideways=layout.sideways,
        twice=layout.twice,
        open_breaks=layout.open_breaks,
    )


def unit_row(family: str, columns: Sequence[tuple[str, str]], unit: str, line: Line, layout: Layout) -> Row:
    """One row: the unit's name on its total row, blank on its items."""
    naming, amounts = 2, coded_row(family, columns, line, layout)
    meant = [
        cell and replace(cell, meaning=cell.meaning and replace(cell.meaning, unit=unit)) for cell in amounts[naming:]
    ]
    named: Row = (Cell(unit), Cell(""), Cell("")) if line.code is None else (Cell(""), Cell(line.code), Cell(line.name))
    return (*named, *meant)
