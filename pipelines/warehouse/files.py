"""How DuckDB's files are laid out."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.warehouse.literals import literal

BLOCKS = "block_size 16384"
"""The option of ``attach`` for a new file. DuckDB's own blocks are 16 times as large, for tables of millions of rows: a file of
many small tables becomes five times as large, and a commit takes ten times as long. Every DuckDB from 1.1 on reads both."""


def create(path: Path) -> None:
    """Make an empty database file where there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(":memory:") as con:
            con.execute(f"attach {literal(path)} as made ({BLOCKS})")
