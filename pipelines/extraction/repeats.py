"""Tables that a document prints twice with other figures: a draft left in the file, last year's under this year's title.

Which of the two is meant cannot be told from the page, so both are named and the document is held back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.extraction.figures import TableReading
from pipelines.extraction.folding import fold
from pipelines.extraction.records import FigureRow, ProblemRow
from pipelines.extraction.tables import PrintedTable

Key = tuple[str | None, ...]


def contradicting_repeats(tables: Sequence[PrintedTable], readings: Sequence[TableReading]) -> Iterator[ProblemRow]:
    """One blocking problem for each later table of a family that prints another figure where an earlier one has its own.

    Tables of two owners or of two years are not the same table. A key that one table prints several times is not compared.
    """
    earlier: list[tuple[PrintedTable, dict[Key, FigureRow]]] = []
    for table, reading in zip(tables, readings, strict=True):
        cells = _unique_cells(reading.figures)
        for other, others in earlier:
            if cells and _is_the_same(table, other):
                differing = next((key for key in cells if key in others and _differ(cells[key], others[key])), None)
                if differing is not None:
                    yield _problem(reading, cells[differing], others[differing])
                    break
        earlier.append((table, cells))


def _is_the_same(table: PrintedTable, other: PrintedTable) -> bool:
    def may_be_one(one: object, two: object) -> bool:
        return one is None or two is None or one == two

    owners = may_be_one(table.caption.owner, other.caption.owner)
    return table.family == other.family and owners and may_be_one(table.caption.year, other.caption.year)


def _unique_cells(figures: Sequence[FigureRow]) -> dict[Key, FigureRow]:
    keyed = [(_key(figure), figure) for figure in figures if figure.amount_yuan is not None]
    counts = Counter(key for key, _ in keyed)
    return {key: figure for key, figure in keyed if counts[key] == 1}


def _key(figure: FigureRow) -> Key:
    name = figure.row_code or fold(figure.row_name or "")
    unit = figure.unit_code or fold(figure.unit_name or "")
    return (figure.row_side, unit, name, figure.economic_code, figure.gov_economic_code, figure.column_name)


def _differ(one: FigureRow, other: FigureRow) -> bool:
    """Whether two amounts differ by more than the coarser of them is rounded."""
    difference = abs((one.amount_yuan or Decimal(0)) - (other.amount_yuan or Decimal(0)))
    return difference > max(one.step_yuan or Decimal(0), other.step_yuan or Decimal(0))


def _problem(reading: TableReading, figure: FigureRow, other: FigureRow) -> ProblemRow:
    label = figure.row_name or figure.row_code or figure.column_name
    why = (
        f"the table is printed twice with different figures: {label} is {figure.printed} on page {figure.page}"
        f" and {other.printed} on page {other.page}"
    )
    return ProblemRow(
        figure.document_id, "contradicting tables", "blocking", reading.table.table_no,
        figure.page, figure.x0, figure.top, figure.x1, figure.bottom, figure.printed, why,
    )  # fmt: skip
