"""Reading the warehouse and writing what was decided about its documents; no connection is left open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import duckdb


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the suites said about one document; ``reason`` names the failing identities, None where it passed."""

    document_id: str
    verdict: Literal["pass", "fail"]
    reason: str | None
    judged_at: datetime


def query(database: Path, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of one query as dictionaries, read through a read-only connection (DECIMAL arrives as ``Decimal``)."""
    with duckdb.connect(database, read_only=True) as con:
        return rows_of(con, sql, parameters)


def rows_of(con: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of one query as dictionaries, over a connection that is open."""
    result = con.execute(sql, list(parameters))
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def write_verdicts(warehouse_path: Path, verdicts: Iterable[Verdict]) -> int:
    """Replace the verdicts of these documents and return how many changed (in verdict or reason)."""
    changed = 0
    with duckdb.connect(warehouse_path) as con:
        con.execute("begin")
        for given in verdicts:
            before = con.execute(
                "select verdict, reason from control.verdict where document_id = ?", [given.document_id]
            ).fetchall()
            if before == [(given.verdict, given.reason)]:
                continue
            changed += 1
            con.execute("delete from control.verdict where document_id = ?", [given.document_id])
            con.execute(
                "insert into control.verdict values (?, ?, ?, ?)",
                [given.document_id, given.verdict, given.reason, given.judged_at],
            )
        con.execute("commit")
    return changed


def mark_published(warehouse_path: Path, document_ids: Iterable[str], published_at: datetime) -> int:
    """Note when documents first reached readers; one already noted keeps its time. Returns how many are new."""
    with duckdb.connect(warehouse_path) as con:
        known = {row[0] for row in con.execute("select document_id from control.publication").fetchall()}
        new = sorted(set(document_ids) - known)
        if new:
            con.executemany(
                "insert into control.publication values (?, ?)", [(document_id, published_at) for document_id in new]
            )
        return len(new)
