"""The numbers of a table: every cell of a figure column with who it belongs to, its place, its unit and its exact amount."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from pipelines.extraction import three_public
from pipelines.extraction.amounts import MOST_PLACES, Amount, UnreadableAmount, places_of, read_amount, step_of
from pipelines.extraction.blocks import SIDED, Column
from pipelines.extraction.doubts import doubtful_wraps
from pipelines.extraction.folding import unwrapped
from pipelines.extraction.levels import row_levels
from pipelines.extraction.pagebreaks import join_cut_rows
from pipelines.extraction.pages import Box
from pipelines.extraction.records import FigureRow, PrintedTableRow, ProblemRow, TableStatus
from pipelines.extraction.rowlabels import Carried
from pipelines.extraction.rows import TableRow, combine_classifications, doubt_garbled, rows_of
from pipelines.extraction.sheets import SheetCell
from pipelines.extraction.tables import PrintedTable
from pipelines.vocabulary import columns, money_units, row_words

Severity = Literal["blocking", "warning"]


@dataclass(slots=True)
class TableReading:
    """What one table gave: its own row, its figures, and what was not understood."""

    table: PrintedTableRow
    figures: list[FigureRow] = field(default_factory=list)
    problems: list[ProblemRow] = field(default_factory=list)


def read_table(table: PrintedTable, number: int, document_id: str) -> TableReading:
    """Read one table of figures.

    It is 'refused' when its columns cannot be told, its money unit is not printed, a number cannot be read or stands in no row;
    'empty' when it is printed without a single number; 'read' otherwise.
    """
    reader = _TableReader(table, number, document_id)
    return reader.read()


@dataclass(frozen=True, slots=True)
class _Printed:
    """One printed cell of numbers: its row (with number and level), its column, the name of both together, the cell."""

    number: int
    row: TableRow
    level: int | None
    column: Column
    name: str
    cell: SheetCell


class _TableReader:
    def __init__(self, table: PrintedTable, number: int, document_id: str):
        self.table = table
        self.number = number
        self.document_id = document_id
        self.family = table.family or ""
        self.pages = {part.page.number: part.page for part in table.parts}
        self.problems: list[ProblemRow] = []
        self.unit_yuan = money_units().get(table.unit or "")

    def read(self) -> TableReading:
        layout = self.table.layout
        assert layout is not None
        for column in layout.unknown:
            why = f"the vocabulary does not explain the heading; the column is not read in {self.family}"
            self._say("unknown heading", "warning", column.box, column.heading, self.table.parts[0].page.number, why)
        refusal = self.table.refusal or layout.refusal
        rows = [] if refusal else self._rows()
        figures = [self._figure(printed) for printed in self._printed(rows)]
        if not refusal and any(f.printed and f.number is None and f.money_unit is None for f in figures):
            refusal = "no money unit is printed above the table"
        blocking = [p for p in self.problems if p.severity == "blocking"]
        refusal = refusal or (blocking[0].explanation if blocking else None)
        return self._outcome(rows, figures, refusal)

    def _rows(self) -> list[TableRow]:
        assert self.table.layout is not None
        blocks = self.table.layout.blocks
        carried = [Carried() for _ in blocks]
        rows: list[TableRow] = []
        for number, block in enumerate(blocks):
            of_block: list[TableRow] = []
            opening: set[int] = set()
            for part in self.table.parts:
                opening |= {len(of_block)} if part.first == 0 else set()
                of_block.extend(rows_of(part.sheet, part.first, block, part.index, carried[number], self.family))
            rows.extend(join_cut_rows(of_block, opening))
        combine_classifications(rows)
        doubt_garbled(rows)
        for row in rows:
            self._complain_about_row(row)
        self._complain_about_repeated_rows(rows)
        self._complain_about_wraps(rows)
        return rows

    def _complain_about_repeated_rows(self, rows: list[TableRow]) -> None:
        """Rows that only a column under an unexplained heading tells apart (资金性质) are parts of an item, not the item."""
        layout = self.table.layout
        assert layout is not None
        first = min((c.index for block in layout.blocks for c in block.figures if c.is_figure), default=0)
        unknown = next((c for c in layout.unknown if c.path and c.index < first), None)
        if unknown is None:
            return
        why = f"rows of one name are told apart by {unknown.heading}, which the vocabulary does not explain"
        seen: set[tuple[object, ...]] = set()
        for row in rows:
            labels = row.labels
            classes = (labels.code, labels.economic_code, labels.gov_economic_code)
            who = (id(row.block), labels.name, labels.unit_code, labels.unit_name, *classes)
            if who in seen and not row.is_empty and not labels.is_total:
                self._say("row in doubt", "blocking", row.cells[0][1].box, labels.name or "", row.page, why)
                return
            seen.add(who)

    def _complain_about_wraps(self, rows: list[TableRow]) -> None:
        pages = {id(cell): row.page for row in rows for column, cell in row.cells if column.is_figure}
        cells = {id(cell): cell for row in rows for column, cell in row.cells if column.is_figure}
        for cell in doubtful_wraps(cells.values()):
            why = f"{cell.text!r} may be two numbers: read as one it has more decimals than the others of the table"
            self._say("number in doubt", "blocking", cell.box, cell.text, pages[id(cell)], why)

    def _printed(self, rows: list[TableRow]) -> Iterator[_Printed]:
        levels = row_levels(rows, self.pages, self.family)
        if self.family == three_public.FAMILY:
            names = three_public.name_figures(rows, self.table.year)
        else:
            names = [[column.name for column, _ in row.cells] for row in rows]
        for number, (row, level, named) in enumerate(zip(rows, levels, names, strict=True), start=1):
            seen: set[int] = set()
            for (column, cell), name in zip(row.cells, named, strict=True):
                if name is not None and id(cell) not in seen:
                    seen.add(id(cell))
                    yield _Printed(number, row, level, column, name, cell)

    def _complain_about_row(self, row: TableRow) -> None:
        """A row with numbers and no name, and a number that stands under several columns, are not understood."""
        if row.labels.is_blank and row.block.labels and not row.is_empty:
            cell = row.cells[0][1]
            why = "a row holds numbers and neither a name nor a code"
            self._say("row without a name", "blocking", cell.box, cell.text, row.page, why)
        if row.labels.doubt is not None:
            cell = row.cells[0][1]
            self._say("row in doubt", "blocking", cell.box, row.labels.name or "", row.page, row.labels.doubt)
        for _, cell in row.cells:
            named = [c.name for c, other in row.cells if other is cell and c.name is not None]
            if len(named) > 1 and any(char.isdigit() for char in cell.folded):
                why = f"a number spans the columns {', '.join(named)}"
                self._say("number over several columns", "blocking", cell.box, cell.text, row.page, why)
                return

    def _amount(self, printed: _Printed) -> Amount | None:
        text = printed.cell.text
        try:
            amount = read_amount(text, row_words().blank_marks)
            if amount is not None and amount.is_percent and kind_of(printed.name) != "percent":
                raise UnreadableAmount(f"{text!r} is a percentage")
            unit = self.unit_yuan
            if amount is not None and unit is not None and places_of(amount.value * unit) > MOST_PLACES:
                raise UnreadableAmount(f"{text!r} has more places than can be kept")
            return amount
        except UnreadableAmount as error:
            why = f"{error} under {printed.column.heading}"
            self._say("unreadable amount", "blocking", printed.cell.box, text, printed.row.page, why)
            return None

    def _figure(self, printed: _Printed) -> FigureRow:
        amount = self._amount(printed)
        is_money = kind_of(printed.name) == "money"
        unit = self.unit_yuan if is_money else None
        row, labels, box = printed.row, printed.row.labels, printed.cell.box
        return FigureRow(
            figure_id=f"{self.document_id[:12]}-t{self.number:03d}-r{printed.number:04d}-c{printed.column.index + 1:02d}",
            document_id=self.document_id,
            table_family=self.family,
            table_no=self.number,
            page=row.page,
            x0=box.x0,
            top=box.top,
            x1=box.x1,
            bottom=box.bottom,
            row_no=printed.number,
            row_side=row.block.side if self.family in SIDED else None,
            row_code=labels.code,
            row_name=labels.name,
            row_level=printed.level,
            row_is_total=labels.is_total,
            unit_code=labels.unit_code,
            unit_name=labels.unit_name,
            economic_code=labels.economic_code,
            economic_name=labels.economic_name,
            gov_economic_code=labels.gov_economic_code,
            gov_economic_name=labels.gov_economic_name,
            column_no=printed.column.index + 1,
            column_name=printed.name,
            heading=printed.column.heading,
            printed=unwrapped(printed.cell.text),
            money_unit=self.table.unit if is_money else None,
            amount_yuan=amount.value * unit if amount and unit is not None else None,
            step_yuan=step_of(amount.places, unit) if amount and unit is not None else None,
            number=amount.value if amount and not is_money else None,
            method=self.pages[row.page].method,
        )

    def _say(self, problem: str, severity: Severity, box: Box, printed: str, page: int, explanation: str) -> None:
        self.problems.append(
            ProblemRow(
                self.document_id,
                problem,
                severity,
                self.number,
                page,
                box.x0,
                box.top,
                box.x1,
                box.bottom,
                unwrapped(printed),
                explanation,
            )
        )

    def _outcome(self, rows: list[TableRow], figures: list[FigureRow], refusal: str | None) -> TableReading:
        layout = self.table.layout
        is_empty = refusal is None and not any(figure.printed for figure in figures)
        status: TableStatus = "refused" if refusal else "empty" if is_empty else "read"
        if refusal and not any(p.severity == "blocking" for p in self.problems):
            box = self.table.parts[0].sheet.box
            self._say(
                "table refused",
                "blocking",
                box,
                self.table.caption.text or "",
                self.table.parts[0].page.number,
                refusal,
            )
        names = [c.name for block in (layout.blocks if layout else []) for c in block.figures if c.name]
        kept = figures if status == "read" else []
        row = table_row(self.table, self.number, self.document_id, status, refusal, len(rows) if kept else 0, names)
        return TableReading(row, kept, self.problems)


def kind_of(name: str) -> str:
    """What the cells of a column hold: 'money', 'percent' or 'count'."""
    if name.startswith("change_pct"):
        return "percent"
    column = columns().get(name)
    return column.kind if column else "money"


def table_row(
    table: PrintedTable,
    number: int,
    document_id: str,
    status: TableStatus,
    reason: str | None,
    row_count: int,
    names: Iterable[str],
) -> PrintedTableRow:
    """The landed row of one printed table; ``boxes`` is a JSON list of [page, x0, top, x1, bottom], one for each part."""
    boxes = []
    for part in table.parts:
        box = part.sheet.box
        boxes.append([part.page.number, *(round(side, 1) for side in (box.x0, box.top, box.x1, box.bottom))])
    return PrintedTableRow(
        document_id, number, table.family, table.caption.text, table.parts[0].page.number, table.last_page,
        table.unit, status, reason, row_count, ",".join(dict.fromkeys(names)), json.dumps(boxes),
    )  # fmt: skip
