"""The “三公” table in all its shapes: items as columns or as rows, years or 预算/决算 beside or below one another, units.

A number is named by its column and its row together. Whatever the shape, the body's own figures of the table's year come out
under the plain names (total, abroad, vehicle_total, ...), everything else under a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.blocks import Column
from pipelines.extraction.folding import fold
from pipelines.extraction.meanings import Meaning, meaning_of
from pipelines.extraction.naming import column_name, says_final
from pipelines.extraction.rows import TableRow
from pipelines.vocabulary import column_names

FAMILY = "three_public"
_YEAR = re.compile(r"((?:19|20)\d{2})年度?(?:预算数?|决算数?)?")
_FUND = "general_public"
_FUNDS = frozenset({"general_public", "government_fund", "state_capital"})
_MEETINGS = frozenset({"meeting", "training"})
# Rows beside the “三公” items that a 合计 over all rows takes in too.
_BEYOND = _MEETINGS | {"agency_operating", "administrative"}


@dataclass(frozen=True, slots=True)
class Context:
    """What one row's or column's name depends on in the rest of the table."""

    has_whole: bool
    has_final: bool
    has_total_row: bool
    beyond: frozenset[str] = frozenset()


def name_figures(rows: Sequence[TableRow], year: int | None) -> list[list[str | None]]:
    """The column name of every cell of every row; rows that only say an item, a year or 决算 lose that as their name."""
    below = [int(found[1]) for row in rows for text in row.labels.texts if (found := _YEAR.fullmatch(text))]
    year = year or max(below, default=None)
    meanings = [_row_meaning(row, year) for row in rows]
    columns = [column for row in rows for column, _ in row.cells]
    every = [m for m in meanings if m] + [column.meaning for column in columns]
    context = Context(
        any(m.base is not None or m.whole for m in every),
        says_final(every),
        any(row.labels.is_total and row.block.labels for row in rows),
        frozenset(m.base for m in meanings if m and m.base in _BEYOND),
    )
    named = [
        [_named(column, row, meaning, context) for column, _ in row.cells]
        for row, meaning in zip(rows, meanings, strict=True)
    ]
    plain = frozenset(name for names in named for name in names if name)
    for row, meaning in zip(rows, meanings, strict=True):
        _rename(row, meaning)
    return [[_by_fund(name, plain) for name in names] for names in named]


def _row_meaning(row: TableRow, year: int | None) -> Meaning | None:
    """What the row's labels say of its numbers: an item, a year, 预算 or 决算, a change; None where they only name the row."""
    found: Meaning | None = None
    for text in row.labels.texts:
        of_year = _YEAR.fullmatch(text)
        if of_year:
            prior = year is not None and int(of_year[1]) < year
            found = replace(found or Meaning("column"), period="prior_year" if prior else None)
            continue
        meaning = meaning_of((text,), FAMILY, year)
        if meaning.role == "column" and not (meaning.whole and meaning.base is None):
            found = meaning if found is None else replace(found, base=meaning.base or found.base)
    return found


def _named(column: Column, row: TableRow, meaning: Meaning | None, context: Context) -> str | None:
    if column.name is None:
        return None
    name: str | None = column.name
    if meaning is None and row.labels.is_total and context.beyond:
        name = _whole(column, context)
    if meaning is not None:
        name = _crossed(column, meaning, context)
    if name is not None and row.labels.is_unit_row and context.has_total_row:
        name = f"{name}_by_unit"
    return name if name in column_names() else None


def _whole(column: Column, context: Context) -> str | None:
    """The name of 合计 over rows of which some are no “三公” expenses; None where the vocabulary has no name for such a sum."""
    if column.meaning.base is not None or not context.beyond <= _MEETINGS:
        return None
    return column_name(replace(column.meaning, base="total_with_meetings"), True, context.has_final)


def _crossed(column: Column, row: Meaning, context: Context) -> str | None:
    """The name of a number whose row has a meaning of its own."""
    own = column.meaning
    if row.base is None:
        both = replace(own, period=row.period or own.period, flavour=row.flavour or own.flavour)
        crossed = column_name(both, context.has_whole, context.has_final)
        meetings = (column.name or "").endswith("_with_meetings")
        return (
            f"{crossed}_with_meetings" if crossed and meetings and not crossed.endswith("_with_meetings") else crossed
        )
    both = replace(row, period=row.period or own.period, flavour=row.flavour or own.flavour)
    name = column_name(both, True, context.has_final)
    return name if own.base in (None, "total") or name is None else f"{name}_{own.base}"


def _by_fund(name: str | None, plain: frozenset[str]) -> str | None:
    """Where items are split by fund without a sum, the general public part is the item: 三公 is a statement of that budget."""
    if name is None:
        return None
    if name.endswith(_FUND) and name not in ("", _FUND):
        bare = name.removesuffix(f"_{_FUND}")
        return bare if bare not in plain else name
    if name == _FUND:
        return "total" if "total" not in plain else f"total_{name}"
    return f"total_{name}" if name in _FUNDS else name


def _rename(row: TableRow, meaning: Meaning | None) -> None:
    """A row named by its item or year is the body's or unit's own row; 预算数 and 决算数 stay its name."""
    if meaning is None:
        return
    labels = row.labels
    if meaning.base is not None or _YEAR.fullmatch(fold(labels.name or "")) or meaning.period is not None:
        labels.name = None
    if labels.is_unit_row or labels.unit_name:
        labels.name = None
