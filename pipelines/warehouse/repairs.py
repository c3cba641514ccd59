"""Keeping the hypotheses about documents that do not add up; ``basis`` says which network and which code they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipelines.warehouse import literals
from pipelines.warehouse.files import opened_to_write
from pipelines.warehouse.literals import literal

REPAIR_COLUMNS = (
    "document_id VARCHAR not null, fault INTEGER not null, rank INTEGER not null, hypothesis VARCHAR not null, "
    "identity_ids VARCHAR not null, identities VARCHAR not null, figure_ids VARCHAR not null, printed VARCHAR not null, "
    "amount_yuan DECIMAL(24,6), fitting_amount_yuan DECIMAL(24,6), fitting VARCHAR not null, explains INTEGER not null, "
    "breaks INTEGER not null, second_reading VARCHAR, cause VARCHAR, explanation VARCHAR not null, basis VARCHAR not null"
)


def known_repairs(database: Path) -> dict[str, str]:
    """Document id -> the basis its kept hypotheses come from."""
    with duckdb.connect(database, read_only=True) as con:
        return dict(con.execute("select document_id, max(basis) from control.repair group by document_id").fetchall())


def write_repairs(database: Path, found: Mapping[str, Sequence[Sequence[Any]]], failing: Iterable[str]) -> None:
    """Replace the hypotheses of the documents in ``found``, and drop those of documents that are not ``failing`` any more.

    Args:
        database: the working warehouse.
        found: document id -> rows in the order of ``REPAIR_COLUMNS``.
        failing: every document in which an identity fails now.
    """
    kept = sorted(set(failing) - set(found))
    with opened_to_write(database) as con:
        con.execute("begin")
        others = f" where document_id not in ({', '.join(map(literal, kept))})" if kept else ""
        con.execute(f"delete from control.repair{others}")
        rows = [row for rows in found.values() for row in rows]
        if rows:
            con.execute(f"insert into control.repair values {literals.rows(rows)}")
        con.execute("commit")
