"""Copying what readers may see into a release: a fresh DuckDB file, and a Parquet and a CSV file for each of its tables.

The publication builds a release directory with these and swaps the ``published`` link; nothing here knows that link.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from pipelines.warehouse.files import BLOCKS, opened_to_write
from pipelines.warehouse.literals import literal

RELEASED_SCHEMAS = ("audit", "marts")
PUBLICATION = ("marts", "publication")
"""The table that says in one row what the release is."""


def _in_released() -> str:
    """The schemas of a release as a SQL list."""
    return "(" + ", ".join(literal(schema) for schema in RELEASED_SCHEMAS) + ")"


def _copy_definitions(con: duckdb.DuckDBPyConnection, release: str) -> None:
    """Create the released schemas with their tables (empty), views, macros, keys and comments.

    Views and macros name the working database; they read the release because it carries that name.
    """
    con.execute(f'copy from database working to "{release}" (schema)')
    schemas = con.execute("select schema_name from duckdb_schemas() where database_name = 'working' and not internal")
    for (schema,) in schemas.fetchall():
        if schema not in RELEASED_SCHEMAS:
            con.execute(f'drop schema "{schema}" cascade')


def _fill_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Copy the rows of every released table."""
    found = con.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'working'"
        f" and schema_name in {_in_released()} order by schema_name, table_name"
    ).fetchall()
    for schema, table in found:
        con.execute(f'insert into "{schema}"."{table}" select * from working."{schema}"."{table}"')


def _say(con: duckdb.DuckDBPyConnection, said: Mapping[str, Any]) -> None:
    """Write what only the publication knows into the one row of ``marts.publication``, where there is that table."""
    schema, table = PUBLICATION
    known = con.execute(
        "select 1 from duckdb_tables() where database_name = current_database()"
        f" and schema_name = {literal(schema)} and table_name = {literal(table)}"
    ).fetchone()
    if known and said:
        settings = ", ".join(f'"{column}" = {literal(value)}' for column, value in said.items())
        con.execute(f"update {schema}.{table} set {settings}")


def copy_release(warehouse_path: Path, release_path: Path, said: Mapping[str, Any] | None = None) -> Path:
    """Build a fresh DuckDB file with the schemas ``audit`` and ``marts`` of the working warehouse, and return its path.

    ``said`` is what only the publication knows: columns of ``marts.publication`` and their values.

    The file must have the working file's name (views carry the database name). It is checkpointed and left without
    a ``.wal``: a leftover one would be replayed into a later file of that name.

    Raises:
        FileExistsError: there is a file at ``release_path`` already.
        ValueError: the two files have different names.
    """
    if release_path.name != warehouse_path.name:
        raise ValueError(f"a release of {warehouse_path.name} cannot be named {release_path.name}")
    if release_path.exists():
        raise FileExistsError(release_path)
    release_path.parent.mkdir(parents=True, exist_ok=True)
    with opened_to_write(":memory:") as con:
        con.execute(f"attach {literal(warehouse_path)} as working (read_only)")
        con.execute(f'attach {literal(release_path)} as "{release_path.stem}" ({BLOCKS})')
        con.execute(f'use "{release_path.stem}"')
        con.execute("begin")
        _copy_definitions(con, release_path.stem)
        _fill_tables(con)
        _say(con, said or {})
        con.execute("commit")
        con.execute("checkpoint")
        con.execute("use memory")
        con.execute(f'detach "{release_path.stem}"')
    if release_path.with_name(f"{release_path.name}.wal").exists():
        raise RuntimeError(f"{release_path} was left with a write-ahead log")
    return release_path


def released_tables(database: Path) -> list[tuple[str, str]]:
    """Schema and name of every table and view of ``audit`` and ``marts``, sorted."""
    with duckdb.connect(database, read_only=True) as con:
        return con.execute(
            "select table_schema, table_name from information_schema.tables"
            f" where table_schema in {_in_released()} order by table_schema, table_name"
        ).fetchall()


def export_parquet(database: Path, folder: Path) -> list[Path]:
    """Write ``folder/<schema>/<table>.parquet`` for every released table and view, and return the files."""
    written = []
    tables = released_tables(database)
    with duckdb.connect(database, read_only=True) as con:
        for schema, table in tables:
            target = folder / schema / f"{table}.parquet"
            target.parent.mkdir(parents=True, exist_ok=True)
            con.execute(
                f'copy (select * from "{schema}"."{table}") to {literal(target)} (format parquet, compression zstd)'
            )
            written.append(target)
    return written


def export_csv(database: Path, folder: Path, missing: str) -> list[Path]:
    """Write ``folder/<schema>/<table>.csv`` for every released table and view, and return the files.

    Decimals are printed in full, lists as JSON, moments in ISO 8601 with microseconds; ``missing`` stands for NULL.
    """
    written = []
    tables = released_tables(database)
    with duckdb.connect(database, read_only=True) as con:
        for schema, table in tables:
            target = folder / schema / f"{table}.csv"
            target.parent.mkdir(parents=True, exist_ok=True)
            columns = con.execute(f'describe "{schema}"."{table}"').fetchall()
            chosen = ", ".join(
                f'to_json("{c[0]}") as "{c[0]}"' if c[1].endswith("[]") else f'"{c[0]}"' for c in columns
            )
            con.execute(
                f'copy (select {chosen} from "{schema}"."{table}") to {literal(target)}'
                f" (format csv, header, nullstr {literal(missing)}, timestampformat '%Y-%m-%dT%H:%M:%S.%f')"
            )
            written.append(target)
    return written
