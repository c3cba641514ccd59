"""Reading the warehouse and writing what was decided about its documents; no connection is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipelines.warehouse import literals
from pipelines.warehouse.files import opened_to_write
from pipelines.warehouse.literals import literal


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the suites said about one document; ``reason`` names the failing identities, None where it passed."""

    document_id: str
    verdict: Literal["pass", "fail"]
    reason: str | None
    judged_at: datetime


@contextmanager
def held(database: Path, *, read_only: bool = True) -> Iterator[None]:
    """Keep a file open, so that what opens it inside in the same way does not read its catalog again (50 ms each time)."""
    with duckdb.connect(database, read_only=True) if read_only else opened_to_write(database):
        yield


def query(database: Path, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of one query as dictionaries, read through a read-only connection (DECIMAL arrives as ``Decimal``)."""
    with duckdb.connect(database, read_only=True) as con:
        return rows_of(con, sql, parameters)


def rows_of(con: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of one query as dictionaries, over a connection that is open."""
    result = con.execute(sql, list(parameters) or None)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def write_verdicts(warehouse_path: Path, verdicts: Iterable[Verdict]) -> int:
    """Replace the verdicts of these documents and return how many changed (in verdict or reason)."""
    changed = 0
    with opened_to_write(warehouse_path) as con:
        con.execute("begin")
        for given in verdicts:
            of_document = f"from control.verdict where document_id = {literal(given.document_id)}"
            before = con.execute(f"select verdict, reason {of_document}").fetchall()
            if before == [(given.verdict, given.reason)]:
                continue
            changed += 1
            con.execute(f"delete {of_document}")
            con.execute(f"insert into control.verdict values {literals.rows([astuple(given)])}")
        con.execute("commit")
    return changed


def mark_published(warehouse_path: Path, document_ids: Iterable[str], published_at: datetime) -> int:
    """Note when documents first reached readers; one already noted keeps its time. Returns how many are new."""
    with opened_to_write(warehouse_path) as con:
        known = {row[0] for row in con.execute("select document_id from control.publication").fetchall()}
        new = sorted(set(document_ids) - known)
        if new:
            rows = literals.rows((document_id, published_at) for document_id in new)
            con.execute(f"insert into control.publication values {rows}")
        return len(new)
