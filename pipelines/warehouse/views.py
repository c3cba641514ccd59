"""Which version of the dbt project the warehouse's views were made by: where it is the same, they need not be made again."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.warehouse import literals
from pipelines.warehouse.files import opened_to_write
from pipelines.warehouse.literals import literal

_TABLE = "control.built_views"


def views_made_by(warehouse_path: Path, step: str) -> str | None:
    """The fingerprint of the project that made the views of a step; None where nothing is known."""
    with duckdb.connect(warehouse_path, read_only=True) as con:
        there = f"select 1 from duckdb_tables() where schema_name || '.' || table_name = {literal(_TABLE)}"
        if not con.execute(there).fetchall():
            return None
        row = con.execute(f"select project from {_TABLE} where step = {literal(step)}").fetchone()
        return row[0] if row else None


def note_views(warehouse_path: Path, step: str, project: str | None) -> None:
    """Note which project made the views of a step; None forgets it."""
    with opened_to_write(warehouse_path) as con:
        con.execute(f"create table if not exists {_TABLE} (step varchar primary key, project varchar)")
        con.execute(f"insert or replace into {_TABLE} values {literals.rows([(step, project)])}")
