"""Performance forms (绩效目标表): one project or the whole body on a form, or many projects in a list; budget and indicators.

A form is read by its labels, not by its shape: a cell that is a field's name has its value in the next cell; a row that names the
columns of indicators opens them; what follows are indicators, over page breaks too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.extraction.amounts import UnreadableAmount, read_amount, step_of
from pipelines.extraction.captions import unit_in_brackets
from pipelines.extraction.figures import TableReading, table_row
from pipelines.extraction.folding import unwrapped
from pipelines.extraction.records import FigureRow, ProblemRow, TableStatus, TargetRow
from pipelines.extraction.sheets import Sheet, SheetCell
from pipelines.extraction.tables import Part, PrintedTable
from pipelines.vocabulary import money_units, row_words, target_words

_CODED_UNIT = re.compile(r"(\d{3,})[-_](.+)")
_BUDGETS = ("budget", "municipal_spending", "district_subsidy")


@dataclass(slots=True)
class _Form:
    """What is known at the current row: the open project, its unit and the columns of its indicators."""

    project: str | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    columns: dict[int, str] = field(default_factory=dict)
    project_cell: int | None = None


@dataclass(slots=True)
class FormReading(TableReading):
    """What one form gave: figures for its budgets and a target for every indicator."""

    targets: list[TargetRow] = field(default_factory=list)


def read_form(table: PrintedTable, number: int, document_id: str) -> FormReading:
    """Read one performance form or list of projects; 'empty' when it is printed without an indicator or a budget."""
    reader = _FormReader(table, number, document_id)
    for part in table.parts:
        for r in range(len(part.sheet.rows)):
            reader.take(part, r)
    return reader.outcome()


class _FormReader:
    def __init__(self, table: PrintedTable, number: int, document_id: str):
        self.table, self.number, self.document_id = table, number, document_id
        self.form = _Form()
        self.figures: list[FigureRow] = []
        self.targets: list[TargetRow] = []
        self.problems: list[ProblemRow] = []
        self.row_no = 0
        _set_unit(self.form, table.caption.owner)

    def take(self, part: Part, r: int) -> None:
        """Read row ``r`` of the part."""
        cells = [cell for cell in part.sheet.cells(r) if cell.row == r]
        roles = _indicator_columns(part.sheet, r)
        if roles is not None:
            self.form.columns = roles
        elif not self._take_fields(part, cells) and self.form.columns:
            self._take_indicator(part, part.sheet, r)

    def _take_fields(self, part: Part, cells: list[SheetCell]) -> bool:
        """Read the row as field names with values; whether it was one."""
        taken = False
        for cell, value in pairwise(cells):
            role = _role(cell.folded, "fields")
            if role is None or (self.form.columns and role not in ("project_name",)):
                continue
            taken = True
            if role == "project_name":
                self._open(unwrapped(value.text))
            elif role == "unit_name":
                _set_unit(self.form, value.folded)
            elif role in _BUDGETS:
                self._budget(part, role, cell, value)
        return taken

    def _open(self, project: str) -> None:
        self.form = _Form(project or None, self.form.unit_code, self.form.unit_name)

    def _take_indicator(self, part: Part, sheet: Sheet, r: int) -> None:
        by_role: dict[str, SheetCell] = {}
        path: list[str] = []
        for c, role in self.form.columns.items():
            cell = sheet.rows[r][c] if c < sheet.width else None
            if cell is None:
                continue
            if role == "indicator_path" and cell.folded:
                path.append(unwrapped(cell.text))
            by_role.setdefault(role, cell)
        self._list_project(part, by_role)
        name, target = by_role.get("indicator_name"), by_role.get("target_value")
        if name is None or not name.folded or name.row != r:
            return
        others = [
            cell for role, cell in by_role.items() if role in ("target_value", "weight", "operator", "measure_unit")
        ]
        if any(cell is name for cell in others) or not any(cell.folded for cell in others):
            return
        self.row_no += 1
        self.targets.append(self._target(part, by_role, name, target, path))

    def _list_project(self, part: Part, by_role: dict[str, SheetCell]) -> None:
        """In a list of projects, a new project cell opens the next project with its budget."""
        cell = by_role.get("project_name")
        if cell is None or not cell.folded or self.form.project_cell == id(cell):
            return
        self.form.project, self.form.project_cell = unwrapped(cell.text), id(cell)
        budget = by_role.get("budget")
        if budget is not None:
            self._budget(part, "budget", cell, budget)

    def _target(
        self, part: Part, by_role: dict[str, SheetCell], name: SheetCell, target: SheetCell | None, path: list[str]
    ) -> TargetRow:
        def printed(role: str) -> str | None:
            cell = by_role.get(role)
            return unwrapped(cell.text) or None if cell is not None else None

        weight = printed("weight") or ""
        return TargetRow(
            target_id=f"{self.document_id[:12]}-t{self.number:03d}-r{self.row_no:04d}-g00",
            document_id=self.document_id,
            table_no=self.number,
            page=part.page.number,
            x0=name.box.x0,
            top=name.box.top,
            x1=(target or name).box.x1,
            bottom=name.box.bottom,
            row_no=self.row_no,
            project_name=self.form.project if self.table.family == "project" else None,
            unit_code=self.form.unit_code,
            unit_name=self.form.unit_name,
            indicator_name=unwrapped(name.text),
            indicator_path="/".join(path) or None,
            weight_printed=weight,
            weight=self._weight(weight),
            operator=printed("operator"),
            target_value=unwrapped(target.text) or None if target is not None else None,
            measure_unit=printed("measure_unit"),
            is_core=printed("is_core"),
            method=part.page.method,
        )

    @staticmethod
    def _weight(printed: str):
        try:
            amount = read_amount(printed, row_words().blank_marks)
        except UnreadableAmount:
            return None
        return amount.value if amount else None

    def _budget(self, part: Part, role: str, label: SheetCell, value: SheetCell) -> None:
        if self.form.project is None:
            return
        try:
            amount = read_amount(value.text, row_words().blank_marks)
        except UnreadableAmount as error:
            self._say(part, value, f"{error} as the budget of {self.form.project}")
            return
        if amount is not None and self._unit(part, value) is None:
            self._say(part, value, "no money unit is printed on the form")
            return
        self.row_no += 1
        self.figures.append(self._figure(part, role, label, value, amount))

    def _unit(self, part: Part, value: SheetCell) -> str | None:
        """The money unit of a budget: one in brackets in its own row (项目资金（元）), else the form's."""
        labels = (cell.folded for cell in part.sheet.cells(value.row) if cell is not value)
        return next(filter(None, map(unit_in_brackets, labels)), None) or self.table.unit

    def _figure(self, part: Part, role: str, label: SheetCell, value: SheetCell, amount) -> FigureRow:
        column = 1 + _BUDGETS.index(role)
        word, box = self._unit(part, value), value.box
        unit = money_units().get(word or "")
        return FigureRow(
            figure_id=f"{self.document_id[:12]}-t{self.number:03d}-r{self.row_no:04d}-c{column:02d}",
            document_id=self.document_id, table_family="project", table_no=self.number, page=part.page.number,
            x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, row_no=self.row_no, row_side=None, row_code=None,
            row_name=self.form.project, row_level=None, row_is_total=False, unit_code=self.form.unit_code,
            unit_name=self.form.unit_name, economic_code=None, economic_name=None, gov_economic_code=None,
            gov_economic_name=None, column_no=column, column_name=role, heading=unwrapped(label.text),
            printed=unwrapped(value.text), money_unit=word,
            amount_yuan=amount.value * unit if amount and unit is not None else None,
            step_yuan=step_of(amount.places, unit) if amount and unit is not None else None,
            number=None, method=part.page.method,
        )  # fmt: skip

    def _say(self, part: Part, cell: SheetCell, explanation: str) -> None:
        box = cell.box
        self.problems.append(
            ProblemRow(
                self.document_id,
                "unreadable amount",
                "warning",
                self.number,
                part.page.number,
                box.x0,
                box.top,
                box.x1,
                box.bottom,
                unwrapped(cell.text),
                explanation,
            )
        )

    def outcome(self) -> FormReading:
        """What the form gave."""
        refusal = self.problems[0].explanation if self.problems else None
        is_empty = not self.targets and not any(figure.printed for figure in self.figures)
        status: TableStatus = "refused" if refusal else "empty" if is_empty else "read"
        kept = status == "read"
        names = [figure.column_name for figure in self.figures] if kept else []
        row = table_row(self.table, self.number, self.document_id, status, refusal, self.row_no if kept else 0, names)
        return FormReading(row, self.figures if kept else [], self.problems, self.targets if kept else [])


def _set_unit(form: _Form, printed: str | None) -> None:
    if printed:
        coded = _CODED_UNIT.fullmatch(printed)
        form.unit_code, form.unit_name = (coded[1], coded[2]) if coded else (None, printed)


def _role(folded: str, part: str) -> str | None:
    return next((role for role, pattern in target_words()[part].items() if pattern.fullmatch(folded)), None)


def _indicator_columns(sheet: Sheet, r: int) -> dict[int, str] | None:
    """The columns of indicators that the row names, by sheet column; None when it is no such row."""
    roles: dict[int, str] = {}
    groups: dict[int, str] = {}
    for cell in sheet.cells(r):
        role = _role(cell.folded, "columns") if cell.folded else None
        if role == "indicator_group":
            groups[cell.col] = "indicator_name"
        elif role is not None and role not in ("other", "serial"):
            roles[cell.col] = role
    if "indicator_name" not in roles.values():
        roles |= groups
    named = set(roles.values())
    return roles if {"indicator_name", "target_value"} <= named else None
