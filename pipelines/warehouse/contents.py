"""What is in a database, for people: how many rows each table has, and the first of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq


def row_counts(database: Path, schemas: Iterable[str]) -> dict[str, int]:
    """Rows of every table and view of these schemas, by ``schema.table``, sorted; read in one snapshot."""
    wanted = ", ".join(f"'{schema}'" for schema in schemas)
    with duckdb.connect(database, read_only=True) as con:
        con.execute("begin")
        tables = con.execute(
            "select table_schema, table_name from information_schema.tables"
            f" where table_schema in ({wanted}) order by table_schema, table_name"
        ).fetchall()
        return {f"{schema}.{table}": _count(con, schema, table) for schema, table in tables}


def _count(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> int:
    """The rows of one table or view."""
    row = con.execute(f'select count(*) from "{schema}"."{table}"').fetchone()
    return row[0] if row else 0


@dataclass(frozen=True, slots=True)
class Preview:
    """A table as a person looks at it: how many rows it has, and the first of them as dictionaries."""

    rows: int
    first: list[dict[str, Any]]


def previews(database: Path, tables: Iterable[tuple[str, str]], limit: int = 5) -> dict[tuple[str, str], Preview]:
    """Previews of many tables, by (schema, table), read through one connection.

    Raises:
        duckdb.CatalogException: there is no such table.
    """
    with duckdb.connect(database, read_only=True) as con:
        return {named: Preview(_count(con, *named), _first(con, *named, limit)) for named in tables}


def _first(con: duckdb.DuckDBPyConnection, schema: str, table: str, limit: int) -> list[dict[str, Any]]:
    """The first rows of one table or view."""
    result = con.execute(f'select * from "{schema}"."{table}" limit {int(limit)}')
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def landed_rows(landed: Path, raw_table: str) -> list[dict[str, Any]]:
    """The landed rows of one document and raw table, as dictionaries."""
    return pq.ParquetFile(landed / f"{raw_table}.parquet").read().to_pylist()


def landed_count(landed: Path, raw_table: str) -> int:
    """How many rows of a raw table one document has."""
    return pq.read_metadata(landed / f"{raw_table}.parquet").num_rows
