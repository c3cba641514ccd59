"""What is to be printed: paragraphs and tables, and what each printed amount means.

A specification is the truth of a printed disclosure: the press adds nothing to it but pages and positions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

Align = Literal["left", "centre", "right"]
YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a printed amount is: its family, its row and its column in the words of the warehouse."""

    family: str
    column: str
    code: str | None = None
    name: str | None = None
    side: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell; ``columns`` and ``rows`` above one make it a merged one. ``meaning`` is set on amounts only."""

    text: str
    columns: int = 1
    rows: int = 1
    align: Align = "left"
    meaning: Meaning | None = None


Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. ``header`` and ``rows`` are full matrices; None is a position covered by a merged neighbour.

    ``widths_pt`` are the column widths. ``rotation`` is the page's ``/Rotate`` (0, 90 or 270): the table stands upright
    when displayed. A ``sideways`` table is drawn just so on a page that is not rotated: it lies on its side.
    """

    family: str
    title: str
    money_unit: str
    widths_pt: tuple[float, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    label: str = ""
    note: str = ""
    above: tuple[str, ...] = ()
    repeat_header: bool = True
    new_page: bool = True
    rotation: int = 0
    sideways: bool = False
    font_size_pt: float = 9.0
    show_unit: bool = True
    twice: bool = False
    open_breaks: bool = False

    def cells(self) -> Iterator[Cell]:
        """Every cell of the header and the rows."""
        for row in (*self.header, *self.rows):
            yield from (cell for cell in row if cell is not None)

    def amounts(self) -> Iterator[Cell]:
        """Every cell of an amount column, blank ones too, top to bottom."""
        return (cell for cell in self.cells() if cell.meaning is not None)

    def with_cells(self, change: Callable[[Cell], Cell]) -> Table:
        """The same table, each cell passed through ``change``."""
        return replace(
            self,
            header=tuple(tuple(c and change(c) for c in row) for row in self.header),
            rows=tuple(tuple(c and change(c) for c in row) for row in self.rows),
        )

    def yuan(self, cell: Cell) -> Decimal | None:
        """The amount of a cell in 元; None where the cell is blank."""
        printed = cell.text.replace(",", "").replace("\n", "")
        return Decimal(printed) * YUAN[self.money_unit] if printed else None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One performance indicator (绩效指标) as printed in a project form."""

    name: str
    weight: str
    operator: str
    target: str
    unit: str
    core: str = "否"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A whole disclosure: cover heading, prose, tables (project forms among them), in printing order."""

    body: str
    region: str
    year: int
    kind: Literal["budget", "final_accounts"]
    scope: Literal["department", "unit"]
    heading: tuple[str, ...]
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]
    file_name: str = "disclosure.pdf"
    indicators: dict[str | None, tuple[Indicator, ...]] = field(default_factory=dict)

    def table(self, family: str) -> Table:
        """The first table of a family; KeyError by name where there is none."""
        for table in self.tables:
            if table.family == family:
                return table
        raise KeyError(family)

    def with_tables(self, change: Callable[[Table], Table]) -> Disclosure:
        """The same disclosure, each table passed through ``change``."""
        return replace(self, tables=tuple(change(table) for table in self.tables))

    def amounts(self) -> Iterator[tuple[Meaning, str, Decimal | None]]:
        """Every amount cell of every table: what it is, its printed text, its value in 元."""
        for table in self.tables:
            for cell in table.amounts():
                assert cell.meaning is not None
                yield cell.meaning, cell.text, table.yuan(cell)
