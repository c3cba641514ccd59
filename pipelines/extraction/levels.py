"""How deep a row lies: 0 a total, 1 类, 2 款, 3 项; by the length of its code, else by how far its name is indented."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.extraction.folding import fold
from pipelines.extraction.pages import Page
from pipelines.extraction.rows import TableRow
from pipelines.extraction.sheets import SheetCell

_BY_DIGITS = {3: 1, 5: 2, 7: 3}
_NUMBERED = ((re.compile(r"[一二三四五六七八九十]+、"), 1), (re.compile(r"[(][一二三四五六七八九十]+[)]"), 2))
# Names of one level start within this many points of each other; levels are set apart by 8 pt or more (Hangzhou: 10 pt).
_SAME_INDENT_PT = 4.0
_FLAT = frozenset({"three_public", "project", "revenue_summary"})


def row_levels(rows: Sequence[TableRow], pages: Mapping[int, Page], family: str) -> list[int | None]:
    """The level of every row; None where the table has no hierarchy."""
    if any(row.labels.code and not row.labels.is_unit_row for row in rows):
        return [_by_code(row) for row in rows]
    if family in _FLAT:
        return [0 if row.labels.is_total else None for row in rows]
    indents = _indents(rows, pages)
    return [_by_name(row, indents[at]) for at, row in enumerate(rows)]


def _by_code(row: TableRow) -> int | None:
    if row.labels.is_total or row.labels.is_unit_row:
        return 0
    return _BY_DIGITS.get(len(row.labels.code)) if row.labels.code else None


def _by_name(row: TableRow, indent: int | None) -> int | None:
    if row.labels.is_total:
        return 0
    folded = fold(row.labels.name or "")
    return next((level for pattern, level in _NUMBERED if pattern.match(folded)), indent)


def _indents(rows: Sequence[TableRow], pages: Mapping[int, Page]) -> list[int | None]:
    """The depth of each row's indentation within its block, 1 for the leftmost."""
    offsets = [_offset(row.labels.name_cell, pages[row.page]) if row.labels.name_cell else None for row in rows]
    depths: list[int | None] = []
    for row, offset in zip(rows, offsets, strict=True):
        if offset is None or row.labels.is_total:
            depths.append(None)
            continue
        steps: list[float] = []
        for other, value in zip(rows, offsets, strict=True):
            same = other.block is row.block and value is not None and not other.labels.is_total
            if same and value is not None and all(abs(value - step) > _SAME_INDENT_PT for step in steps):
                steps.append(value)
        depths.append(1 + sum(1 for step in steps if step < offset - _SAME_INDENT_PT))
    return depths


def _offset(cell: SheetCell, page: Page) -> float | None:
    """How far from its left rule the cell's first line begins; the lines a long name is wrapped into begin at the rule."""
    inside = [
        word.box
        for word in page.words
        if cell.box.x0 <= (word.box.x0 + word.box.x1) / 2 < cell.box.x1
        and cell.box.top <= (word.box.top + word.box.bottom) / 2 < cell.box.bottom
    ]
    if not inside:
        return None
    first = min(inside, key=lambda box: (box.top, box.x0))
    return min(box.x0 for box in inside if box.top < (first.top + first.bottom) / 2) - cell.box.x0
