"""How publishers lay out the same table: the options of the press, and the rows they make of a budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from tests.printing.specification import YUAN, Align, Cell, Meaning, Row, Table


@dataclass(frozen=True, slots=True)
class Layout:
    """Options of a ruled table.

    ``codes``: one column (2010301), three columns 类/款/项 with the parents repeated (``split``) or each level's own digits
    only (``ladder``), or joined with the name (2010301-行政运行). ``twice`` draws text twice, as a poor man's bold.
    ``zero`` is what is printed where there is nothing. ``narrow`` makes amounts wrap in cells. ``open_breaks`` leaves out
    the rule above the first row of a further page. ``sideways`` draws a rotated page without saying so in ``/Rotate``.
    """

    codes: Literal["one", "split", "ladder", "joined"] = "one"
    index_row: bool = False
    total: Literal["first", "last"] = "first"
    repeat_header: bool = True
    rotation: Literal[0, 90, 270] = 0
    sideways: bool = False
    money_unit: str = "万元"
    zero: str = ""
    narrow: bool = False
    grouped: bool = True
    indented: bool = False
    twice: bool = False
    open_breaks: bool = False


PLAIN = Layout()
SPLIT = ("split", "ladder")
NAMING_WIDTHS_PT = {
    "one": (67.5, 180.0),
    "split": (32.0, 28.0, 28.0, 160.0),
    "ladder": (32.0, 28.0, 28.0, 160.0),
    "joined": (240.0,),
}
NAMING_HEADS = {
    "one": ("科目编码", "科目名称"),
    "split": ("类", "款", "项", "科目名称"),
    "ladder": ("类", "款", "项", "科目名称"),
    "joined": ("功能分类科目",),
}
"""Widths and headings of the columns that name a row, by ``Layout.codes``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row to be printed: code, name, its amounts in 元 by column (None where nothing is printed)."""

    code: str | None
    name: str
    amounts: tuple[Decimal | None, ...]


def printed(amount_yuan: Decimal | None, layout: Layout) -> str:
    """An amount as printed: two decimals, rounded half up; ``layout.zero`` for zero, nothing for None."""
    if not amount_yuan:
        return "" if amount_yuan is None else layout.zero
    rounded = (amount_yuan / YUAN[layout.money_unit]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:,}" if layout.grouped else f"{rounded}"


def coded_table(
    family: str,
    title: str,
    columns: Sequence[tuple[str, str]],
    lines: Sequence[Line],
    layout: Layout = PLAIN,
    heads: tuple[str, str] | None = None,
    label: str = "",
    note: str = "",
) -> Table:
    """A table of codes, names and amounts.

    Args:
        family: the table family in the words of the warehouse.
        title: as printed above the grid.
        columns: (column of the warehouse, printed heading) for each amount column.
        lines: the rows, parents before children, without the total row; the first line has no code and is the total.
        layout: the options.
        heads: headings merged over the naming columns and over the amount columns; None prints one header row.
        label: printed above the title (表二).
        note: printed below the grid.
    """
    header = header_rows(columns, layout, heads)
    ordered = lines if layout.total == "first" else (*lines[1:], lines[0])
    rows = [coded_row(family, columns, line, layout) for line in ordered]
    return Table(
        family=family,
        title=title,
        money_unit=layout.money_unit,
        widths_pt=column_widths(len(columns), layout),
        header=header,
        rows=(*index_rows(len(columns), layout), *rows),
        label=label,
        note=note,
        repeat_header=layout.repeat_header,
        rotation=layout.rotation,
        sideways=layout.sideways,
        twice=layout.twice,
        open_breaks=layout.open_breaks,
    )


def column_widths(amounts: int, layout: Layout) -> tuple[float, ...]:
    """Widths in points: the code and name columns, then the amounts."""
    page = 728.0 if layout.rotation else 482.0
    coding = NAMING_WIDTHS_PT[layout.codes]
    each = 34.0 if layout.narrow else (page - sum(coding)) / amounts
    return (*coding, *([each] * amounts))


def header_rows(columns: Sequence[tuple[str, str]], layout: Layout, heads: tuple[str, str] | None) -> tuple[Row, ...]:
    """One header row, or two with merged headings above."""
    names = [centred(text) for text in (*NAMING_HEADS[layout.codes], *(heading for _, heading in columns))]
    if layout.codes in SPLIT and heads is None:
        heads = ("功能分类科目", "预算数")
    if heads is None or layout.codes == "joined":
        return (tuple(names),)
    if layout.codes in SPLIT:
        above = (Cell("科目编码", columns=3, align="centre"), None, None, Cell("科目名称", rows=2, align="centre"))
        below: list[Cell | None] = [*names[:3], None, *names[4:]]
    else:
        above = (Cell(heads[0], columns=2, align="centre"), None)
        below = [*names]
    return ((*above, *merged(heads[1], len(columns))), tuple(below))


def merged(text: str, columns: int) -> Row:
    """A heading over several columns."""
    return (Cell(text, columns=columns, align="centre"), *([None] * (columns - 1)))


def centred(text: str) -> Cell:
    """A heading."""
    return Cell(text, align="centre")


def index_rows(amounts: int, layout: Layout) -> tuple[Row, ...]:
    """The row that numbers the columns (** 1 2 3), where the layout has one."""
    if not layout.index_row:
        return ()
    naming = len(NAMING_HEADS[layout.codes])
    return (tuple(centred(text) for text in [*(["**"] * naming), *(str(n + 1) for n in range(amounts))]),)


def coded_row(family: str, columns: Sequence[tuple[str, str]], line: Line, layout: Layout) -> Row:
    """One row: what names it, then its amounts."""
    naming = total_cells(line, layout) if line.code is None else code_cells(line, layout)
    amounts = (
        Cell(printed(amount, layout), align="right", meaning=Meaning(family, column, line.code, line.name))
        for (column, _), amount in zip(columns, line.amounts, strict=True)
    )
    return (*naming, *amounts)


def total_cells(line: Line, layout: Layout) -> Row:
    """合计, merged over the code and name columns."""
    return merged(line.name, len(NAMING_HEADS[layout.codes]))


def code_cells(line: Line, layout: Layout) -> Row:
    """The code and name columns of a row."""
    code = line.code or ""
    name = "　" * (len(code) // 2 - 1) + line.name if layout.indented else line.name
    if layout.codes == "joined":
        return (Cell(f"{code}-{line.name}"),)
    if layout.codes == "split":
        return (Cell(code[:3]), Cell(code[3:5]), Cell(code[5:7]), Cell(name))
    if layout.codes == "ladder":
        own = {3: (code, "", ""), 5: ("", code[3:], ""), 7: ("", "", code[5:])}[len(code)]
        return (*map(Cell, own), Cell(name))
    return (Cell(code), Cell(name))


def amount_cell(family: str, column: str, text: str, align: Align = "right", **of: str | None) -> Cell:
    """An amount that stands anywhere: ``of`` says what it is (code, name, side, unit)."""
    return Cell(text, align=align, meaning=Meaning(family, column, **of))
