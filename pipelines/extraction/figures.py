"""The numbers of a table: every cell of a figure column with who it belongs to, its place, its unit and its exact amount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.extraction.amounts import MOST_PLACES, Amount, UnreadableAmount, places_of, read_amount, step_of
from pipelines.extraction.folding import unwrapped
from pipelines.extraction.layout import SIDED, Column
from pipelines.extraction.levels import row_levels
from pipelines.extraction.pages import Box, Page
from pipelines.extraction.records import FigureRow, PrintedTableRow, ProblemRow
from pipelines.extraction.rows import Carried, TableRow, rows_of
from pipelines.extraction.sheets import SheetCell
from pipelines.extraction.tables import PrintedTable
from pipelines.vocabulary import columns, money_units, row_words


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


class _TableReader:
    def __init__(self, table: PrintedTable, number: int, document_id: str):
        self.table = table
        self.number = number
        self.document_id = document_id
        self.family = table.family or ""
        self.problems: list[ProblemRow] = []
        self.unit_yuan = money_units().get(table.unit or "")

    def read(self) -> TableReading:
        layout = self.table.layout
        assert layout is not None
        for column in layout.unknown:
            self._say("unknown heading", "warning", column.box, column.heading, self.table.parts[0].page.number,
                      f"the vocabulary does not explain the heading; the column is not read in {self.family}")  # fmt: skip
        refusal = self.table.refusal or layout.refusal
        rows = [] if refusal else self._rows()
        figures = self._figures(rows)
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
        for part in self.table.parts:
            rows.extend(rows_of(part.sheet, part.first, blocks, part.index, carried, self.family))
        order = {id(block): at for at, block in enumerate(blocks)}
        rows.sort(key=lambda row: order[id(row.block)])
        has_labels = any(block.labels for block in blocks)
        for row in rows:
            if has_labels and row.labels.is_blank and row.block.labels and len(rows) > 1 and not row.is_empty:
                box = row.cells[0][1].box
                self._say("row without a name", "blocking", box, row.cells[0][1].text, row.page,
                          "a row holds numbers and neither a name nor a code")  # fmt: skip
        return rows

    def _figures(self, rows: list[TableRow]) -> list[FigureRow]:
        pages = {part.page.number: part.page for part in self.table.parts}
        levels = row_levels(rows, pages, self.family)
        figures: list[FigureRow] = []
        for number, row in enumerate(rows, start=1):
            for column, cell in _single(row):
                if column.name is not None:
                    amount = self._amount(column, cell.text, cell.box, row)
                    figures.append(
                        self._figure(number, row, levels[number - 1], column, cell.text, cell.box, amount, pages)
                    )
            self._complain_about_merged(row)
        return figures

    def _complain_about_merged(self, row: TableRow) -> None:
        for _, cell in row.cells:
            named = [c for c, other in row.cells if other is cell and c.name is not None]
            if len(named) > 1 and cell.folded and any(char.isdigit() for char in cell.folded):
                self._say("number over several columns", "blocking", cell.box, cell.text, row.page,
                          f"a number spans the columns {', '.join(c.name or '' for c in named)}")  # fmt: skip
                return

    def _amount(self, column: Column, text: str, box: Box, row: TableRow) -> Amount | None:
        try:
            amount = read_amount(text, row_words().blank_marks)
            if amount is not None and amount.is_percent and _kind(column.name) != "percent":
                raise UnreadableAmount(f"{text!r} is a percentage")
            if amount is not None and self.unit_yuan is not None:
                if places_of(amount.value * self.unit_yuan) > MOST_PLACES:
                    raise UnreadableAmount(f"{text!r} has more places than can be kept")
            return amount
        except UnreadableAmount as error:
            self._say("unreadable amount", "blocking", box, text, row.page, f"{error} under {column.heading}")
            return None

    def _figure(
        self, number: int, row: TableRow, level: int | None, column: Column, text: str, box: Box,
        amount: Amount | None, pages: dict[int, Page],
    ) -> FigureRow:  # fmt: skip
        is_money = _kind(column.name) == "money"
        unit = self.unit_yuan if is_money else None
        labels = row.labels
        return FigureRow(
            figure_id=f"{self.document_id[:12]}-t{self.number:03d}-r{number:04d}-c{column.index + 1:02d}",
            document_id=self.document_id,
            table_family=self.family,
            table_no=self.number,
            page=row.page,
            x0=box.x0,
            top=box.top,
            x1=box.x1,
            bottom=box.bottom,
            row_no=number,
            row_side=row.block.side if self.family in SIDED else None,  # pyright: ignore[reportArgumentType]
            row_code=labels.code,
            row_name=labels.name,
            row_level=level,
            row_is_total=labels.is_total,
            unit_code=labels.unit_code,
            unit_name=labels.unit_name,
            economic_code=labels.economic_code,
            economic_name=labels.economic_name,
            gov_economic_code=labels.gov_economic_code,
            gov_economic_name=labels.gov_economic_name,
            column_no=column.index + 1,
            column_name=column.name or "",
            heading=column.heading,
            printed=unwrapped(text),
            money_unit=self.table.unit if is_money else None,
            amount_yuan=amount.value * unit if amount and unit is not None else None,
            step_yuan=step_of(amount.places, unit) if amount and unit is not None else None,
            number=amount.value if amount and not is_money else None,
            method=pages[row.page].method,
        )

    def _say(self, problem: str, severity: str, box: Box, printed: str, page: int, explanation: str) -> None:
        self.problems.append(
            ProblemRow(
                self.document_id,
                problem,
                severity,
                self.number,
                page,  # pyright: ignore[reportArgumentType]
                box.x0,
                box.top,
                box.x1,
                box.bottom,
                unwrapped(printed),
                explanation,
            )  # fmt: skip
        )

    def _outcome(self, rows: list[TableRow], figures: list[FigureRow], refusal: str | None) -> TableReading:
        layout = self.table.layout
        is_empty = refusal is None and not any(figure.printed for figure in figures)
        status = "refused" if refusal else "empty" if is_empty else "read"
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


def _single(row: TableRow) -> Iterable[tuple[Column, SheetCell]]:
    """The row's cells, a cell over several columns only at the first that has a name."""
    seen: set[int] = set()
    for column, cell in row.cells:
        if id(cell) in seen or (cell.last_col > cell.col and column.name is None):
            continue
        seen.add(id(cell))
        yield column, cell


def _kind(name: str | None) -> str:
    if name is None:
        return "money"
    if name.startswith("change_pct"):
        return "percent"
    column = columns().get(name)
    return column.kind if column else "money"


def table_row(
    table: PrintedTable,
    number: int,
    document_id: str,
    status: str,
    reason: str | None,
    row_count: int,
    names: Iterable[str],
) -> PrintedTableRow:
    """The landed row of one printed table; ``boxes`` lists page and rectangle of each part."""
    boxes = []
    for part in table.parts:
        box = part.sheet.box
        boxes.append(f"{part.page.number}:{box.x0:.1f},{box.top:.1f},{box.x1:.1f},{box.bottom:.1f}")
    return PrintedTableRow(
        document_id, number, table.family, table.caption.text, table.parts[0].page.number, table.last_page,
        table.unit, status, reason, row_count, ",".join(dict.fromkeys(names)), ";".join(boxes),  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
