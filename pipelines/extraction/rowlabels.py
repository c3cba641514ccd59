"""Who a row is: code, name, unit and classifications, from its label cells.

Codes come whole, split into 类, 款, 项 (repeated, or only at their own level and carried down, over pages too), or joined to a
name in one cell. What a row is called is never inferred from its numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.extraction.blocks import SIDED, Column
from pipelines.extraction.doubts import stacks_codes
from pipelines.extraction.folding import fold, unwrapped
from pipelines.extraction.sheets import SheetCell
from pipelines.vocabulary import row_words

_IN_CODE_COLUMN = re.compile(r"\[?(\d+)\]?[-_]?(.*)")
_IN_NAME_COLUMN = re.compile(r"\[(\d{3,})\][-_]?(.+)|(\d{3,})[-_](.+)|((?:\d{3}|\d{5}|\d{7}))([^\d.,、].*)")
# Function and economic codes have 3, 5 or 7 digits (政府收支分类科目); budget units (预算单位) have 6.
_UNIT_CODE_DIGITS = 6
_SHORTEST_CODE = 3


@dataclass(slots=True)
class Labels:
    """What identifies one row; codes are full, digits only."""

    code: str | None = None
    name: str | None = None
    group: str | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    economic_code: str | None = None
    economic_name: str | None = None
    gov_economic_code: str | None = None
    gov_economic_name: str | None = None
    is_total: bool = False
    is_unit_row: bool = False
    name_cell: SheetCell | None = None
    texts: tuple[str, ...] = ()
    doubt: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all identifies the row."""
        return not any(
            (self.code, self.name, self.economic_code, self.gov_economic_code, self.unit_name, self.unit_code)
        )


@dataclass(slots=True)
class Carried:
    """What rows pass on to the rows after them: the open 类 and 款 of each axis, and the unit."""

    parents: dict[str, list[str]] = field(default_factory=dict)
    unit: tuple[str | None, str | None] = (None, None)


def read_labels(cells: list[tuple[Column, SheetCell]], carried: Carried, family: str) -> Labels:
    """Who the row is, from its label cells, left to right; ``carried`` is brought up to date."""
    labels = Labels(texts=tuple(cell.folded for _, cell in cells if cell.folded))
    for axis in ("row", "economic", "gov_economic", "function", "unit"):
        of_axis = [(column, cell) for column, cell in cells if column.meaning.axis == axis]
        if of_axis:
            code, name = _code_and_name(of_axis, axis, carried, labels)
            _set(labels, axis, code, name)
    _settle_total(labels, family)
    _settle_unit(labels, carried, any(column.meaning.axis == "unit" for column, _ in cells))
    return labels


def _code_and_name(
    cells: list[tuple[Column, SheetCell]], axis: str, carried: Carried, labels: Labels
) -> tuple[str | None, str | None]:
    parts: dict[str, str] = {}
    names: list[SheetCell] = []
    seen: set[int] = set()
    for column, cell in cells:
        if id(cell) in seen or not cell.folded:
            continue
        seen.add(id(cell))
        kind = column.meaning.label or "name"
        if kind != "name" and _IN_CODE_COLUMN.fullmatch(cell.folded):
            parts[kind] = cell.folded
            labels.doubt = "several codes stand in one cell" if stacks_codes(cell) else labels.doubt
        elif cell.folded not in ("类", "款", "项"):
            names.append(cell)
    code, rest = _full_code(parts, carried.parents.setdefault(axis, []))
    if code is not None and len(code) < _SHORTEST_CODE:
        labels.doubt = f"the code {code!r} stands below no class"
    name = unwrapped(names[-1].text) if names else rest
    if axis == "row" and names:
        labels.name_cell = names[-1]
        labels.group = unwrapped(names[0].text) if len(names) > 1 else None
    if code is None and names:
        code, name = _code_in_name(names[-1], name)
    return code, name


def _code_in_name(cell: SheetCell, name: str | None) -> tuple[str | None, str | None]:
    found = _IN_NAME_COLUMN.fullmatch(cell.folded)
    if not found:
        return None, name
    code, rest = next((found[i], found[i + 1]) for i in (1, 3, 5) if found[i])
    printed = unwrapped(cell.text)
    at = next((i for i in range(len(printed)) if fold(printed[i:]) == rest), None)
    return code, printed[at:] if at is not None else rest


def _full_code(parts: dict[str, str], parents: list[str]) -> tuple[str | None, str | None]:
    """The full code of a row from its code cells, and a name printed in the same cell; ``parents`` are the open 类 and 款."""
    if not parts:
        return None, None
    code, rest = "", ""
    for depth, kind in ((0, "code"), (0, "class"), (1, "group"), (2, "item")):
        if kind not in parts:
            continue
        found = _IN_CODE_COLUMN.fullmatch(parts[kind])
        digits, tail = (found[1], found[2]) if found else ("", "")
        rest = rest or tail
        if kind == "code":
            code = parents[0] + digits if len(digits) <= 2 and parents else digits
            parents[:] = [code[:3], code[:5]] if len(code) in (3, 5, 7) else parents
        elif depth == 0:
            code = digits
            parents[:] = [digits] if len(digits) <= 3 else [digits[:3], digits[:5]]
        else:
            above = code or (parents[depth - 1] if len(parents) >= depth else "")
            code = digits if above and digits.startswith(above) else above + digits
            parents[depth:] = [code]
    return code or None, rest or None


def _set(labels: Labels, axis: str, code: str | None, name: str | None) -> None:
    if axis == "row":
        labels.code, labels.name = code, name
    elif axis == "unit":
        labels.unit_code, labels.unit_name = code, name
    elif axis == "function":
        labels.code, labels.name = labels.code or code, labels.name or name
    else:
        setattr(labels, f"{axis}_code", code)
        setattr(labels, f"{axis}_name", name)


def _settle_total(labels: Labels, family: str) -> None:
    words = row_words()
    for printed in (labels.name, labels.unit_name, labels.economic_name, labels.gov_economic_name):
        folded = fold(printed or "")
        if words.canonical_total.fullmatch(folded) and labels.code is None:
            labels.is_total = True
            labels.name = unwrapped(printed or "") if family in SIDED else "合计"
            labels.economic_name = labels.gov_economic_name = labels.unit_name = labels.unit_code = None
            return
        if words.other_total.fullmatch(folded) and labels.code is None:
            labels.is_total = True


def _settle_unit(labels: Labels, carried: Carried, has_unit_column: bool) -> None:
    """A row that names a unit alone is that unit's; the rows after it are too, until another unit is named."""
    if labels.is_total and labels.name == "合计":
        return
    if labels.unit_name or labels.unit_code:
        carried.unit = (labels.unit_code, labels.unit_name)
        if labels.code is None and labels.name is None:
            labels.code, labels.name, labels.is_unit_row = labels.unit_code, labels.unit_name, True
    elif labels.code is not None and len(labels.code) == _UNIT_CODE_DIGITS:
        carried.unit = (labels.code, labels.name)
        labels.unit_code, labels.unit_name, labels.is_unit_row = labels.code, labels.name, True
    elif labels.code is not None or has_unit_column:
        labels.unit_code, labels.unit_name = carried.unit
