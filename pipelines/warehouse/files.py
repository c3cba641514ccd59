"""How DuckDB's files are laid out, and who writes them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.warehouse.literals import literal

BLOCKS = "block_size 16384"
"""The option of ``attach`` for a new file. DuckDB's own blocks are 16 times as large, for tables of millions of rows: a file of
many small tables becomes five times as large, and a commit takes ten times as long. Every DuckDB from 1.1 on reads both."""


PACKING = "dictionary"
"""How columns are compressed. By itself DuckDB tries every way on each column whenever a file is closed, which takes twice as long as
writing it; this way serves texts, which is most of what there is: the file is a twentieth larger, with 60 documents a fourth."""


def opened_to_write(path: Path | str) -> duckdb.DuckDBPyConnection:
    """A connection that may write; its file is compressed as :data:`PACKING` says. dbt's profile says the same to dbt."""
    con = duckdb.connect(path)
    con.execute(f"set force_compression = {literal(PACKING)}")
    return con


def create(path: Path) -> None:
    """Make an empty database file where there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(":memory:") as con:
            con.execute(f"attach {literal(path)} as made ({BLOCKS})")
