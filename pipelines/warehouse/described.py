"""What a released file says of itself: its tables, columns, types, keys and comments, and which file feeds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb


@dataclass(frozen=True, slots=True)
class DescribedColumn:
    """One column: its DuckDB type, whether a row may leave it empty, and its comment."""

    name: str
    data_type: str
    nullable: bool
    comment: str


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """One table or view with its columns in order; ``primary_key`` is empty for a view."""

    schema: str
    name: str
    comment: str
    columns: tuple[DescribedColumn, ...]
    primary_key: tuple[str, ...]


def described(database: Path, schemas: Iterable[str]) -> list[DescribedTable]:
    """Every table and view of these schemas, by schema and name."""
    wanted = "(" + ", ".join(f"'{schema}'" for schema in schemas) + ")"
    with duckdb.connect(database, read_only=True) as con:
        comments = _comments(con, wanted)
        keys = _primary_keys(con, wanted)
        columns = _columns(con, wanted)
    return [
        DescribedTable(*named, comments.get(named, ""), tuple(columns[named]), keys.get(named, ()))
        for named in sorted(columns)
    ]


def document_sources(database: Path) -> list[dict[str, Any]]:
    """The publishers' files behind a release, by body, year and version: what ``audit.document`` knows of each."""
    with duckdb.connect(database, read_only=True) as con:
        if not con.execute(
            "select 1 from duckdb_tables() where schema_name = 'audit' and table_name = 'document'"
        ).fetchone():
            return []
        result = con.execute(
            "select document_id, file_name, source_url, body, fiscal_year, kind, scope, version, status"
            " from audit.document order by body nulls last, fiscal_year, kind, scope, version, document_id"
        )
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _comments(con: duckdb.DuckDBPyConnection, schemas: str) -> dict[tuple[str, str], str]:
    rows = con.execute(
        f"select schema_name, table_name, comment from duckdb_tables() where schema_name in {schemas}"
        f" union all select schema_name, view_name, comment from duckdb_views() where schema_name in {schemas}"
    ).fetchall()
    return {(schema, name): comment or "" for schema, name, comment in rows}


def _primary_keys(con: duckdb.DuckDBPyConnection, schemas: str) -> dict[tuple[str, str], tuple[str, ...]]:
    rows = con.execute(
        "select schema_name, table_name, constraint_column_names from duckdb_constraints()"
        f" where constraint_type = 'PRIMARY KEY' and schema_name in {schemas}"
    ).fetchall()
    return {(schema, name): tuple(columns) for schema, name, columns in rows}


def _columns(con: duckdb.DuckDBPyConnection, schemas: str) -> dict[tuple[str, str], list[DescribedColumn]]:
    rows = con.execute(
        "select schema_name, table_name, column_name, data_type, is_nullable, comment from duckdb_columns()"
        f" where schema_name in {schemas} order by schema_name, table_name, column_index"
    ).fetchall()
    found: dict[tuple[str, str], list[DescribedColumn]] = {}
    for schema, table, name, data_type, nullable, comment in rows:
        found.setdefault((schema, table), []).append(DescribedColumn(name, data_type, nullable, comment or ""))
    return found
