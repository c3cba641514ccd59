"""The raw tables' columns, derived from the record dataclasses: one definition for Parquet and for DuckDB.

Money (a field whose name ends in ``_yuan``) is DECIMAL(24,6); other exact numbers (counts, percentages, weights) are
DECIMAL(38,12).
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa

from pipelines.extraction import records

FAMILIES = (
    "budget_summary",
    "revenue_summary",
    "expenditure_summary",
    "appropriation_summary",
    "general_public_expenditure",
    "basic_expenditure",
    "general_public_by_economic",
    "three_public",
    "government_fund_expenditure",
    "state_capital_expenditure",
    "project",
)
"""Table families whose cells are landed as ``FigureRow``, each in a raw table of its own."""

RAW_TABLES: dict[str, type] = {
    "document": records.DocumentRow,
    "identity_evidence": records.IdentityEvidenceRow,
    "page": records.PageRow,
    "printed_table": records.PrintedTableRow,
    "problem": records.ProblemRow,
    "claim": records.ClaimRow,
    "performance_target": records.TargetRow,
    **dict.fromkeys(FAMILIES, records.FigureRow),
}
"""Every raw table and the record it holds."""

MEASURED = frozenset({"read_seconds"})
"""Fields that differ between two readings of the same bytes and so are no part of what was read."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its Arrow and its DuckDB type, and whether a row may leave it empty."""

    name: str
    arrow: pa.DataType
    duckdb: str
    nullable: bool


def _without_none(hint: Any) -> tuple[Any, bool]:
    """Split ``X | None`` into X and True; anything else is itself and False."""
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return hint, False
    kept = [part for part in typing.get_args(hint) if part is not type(None)]
    return kept[0], True


def _types(name: str, hint: Any) -> tuple[pa.DataType, str]:
    """The Arrow and DuckDB types of one field."""
    if hint is Decimal:
        return (
            (pa.decimal128(24, 6), "DECIMAL(24,6)")
            if name.endswith("_yuan")
            else (pa.decimal128(38, 12), "DECIMAL(38,12)")
        )
    if typing.get_origin(hint) is typing.Literal:
        return pa.string(), "VARCHAR"
    plain = {
        str: (pa.string(), "VARCHAR"),
        bool: (pa.bool_(), "BOOLEAN"),
        int: (pa.int32(), "INTEGER"),
        float: (pa.float64(), "DOUBLE"),
    }
    return plain[hint]


@cache
def columns(record: type) -> tuple[Column, ...]:
    """The columns of a record dataclass, in its field order.

    Raises:
        KeyError: a field has a type that no column type is known for.
    """
    hints = typing.get_type_hints(record)
    found = []
    for field in fields(record):
        hint, nullable = _without_none(hints[field.name])
        arrow, duckdb = _types(field.name, hint)
        found.append(Column(field.name, arrow, duckdb, nullable))
    return tuple(found)


def arrow_schema(raw_table: str) -> pa.Schema:
    """The Parquet schema of one raw table."""
    return pa.schema([pa.field(c.name, c.arrow, nullable=c.nullable) for c in columns(RAW_TABLES[raw_table])])


def duckdb_columns(record: type) -> str:
    """The column list of a ``create table`` for one record."""
    return ", ".join(f"{c.name} {c.duckdb}{'' if c.nullable else ' not null'}" for c in columns(record))


def rows_by_table(reading: records.Reading) -> dict[str, list[Any]]:
    """A reading's rows under the raw table they belong to; figures go to their family's table.

    Raises:
        KeyError: a figure's ``table_family`` has no raw table.
    """
    rows: dict[str, list[Any]] = {name: [] for name in RAW_TABLES}
    listed: dict[str, Iterable[Any]] = {
        "document": [reading.document],
        "identity_evidence": reading.evidence,
        "page": reading.pages,
        "printed_table": reading.tables,
        "problem": reading.problems,
        "claim": reading.claims,
        "performance_target": reading.targets,
    }
    for name, given in listed.items():
        rows[name].extend(given)
    for figure in reading.figures:
        rows[figure.table_family].append(figure)
    return rows
