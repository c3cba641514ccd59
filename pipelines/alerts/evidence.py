"""What speaks against a document, read from the published file: the failing identity, its figures, the likeliest cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import warehouse

FAILING = """
    select * from audit.identity
    where document_id = ? and status = 'fails' and severity = 'blocking'
    order by term_count, abs(difference) desc, identity, identity_id
"""
"""The one with the fewest terms first: it says best where to look."""

FIGURES = "select * from audit.figure where figure_id in (select unnest(?)) order by page, table_no, row_no"
HAS_REPAIRS = "select 1 from information_schema.tables where table_schema = 'audit' and table_name = 'repair'"
LIKELIEST = "select * from audit.repair where document_id = ? order by fault, rank limit 1"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A failing identity (a row of ``audit.identity``), its figures, and the likeliest cause (a row of ``audit.repair``)."""

    identity: Mapping[str, Any]
    figures: Sequence[Mapping[str, Any]]
    likeliest: Mapping[str, Any] | None

    @property
    def suspect(self) -> Mapping[str, Any]:
        """The figure to look at first: the one suspected, else the first one compared; there must be figures."""
        named = [*_listed(self.likeliest, "figure_ids"), *_listed(self.identity, "figure_ids")]
        by_id = {one["figure_id"]: one for one in self.figures}
        return next((by_id[one] for one in named if one in by_id), self.figures[0])


def failing(document_id: str, database: Path) -> list[dict[str, Any]]:
    """The blocking identities that fail, those first that the likeliest cause explains and that say best where to look."""
    found = warehouse.query(database, FAILING, [document_id])
    explained = set(_listed(_likeliest(document_id, database), "identity_ids"))
    return sorted(found, key=lambda one: one["identity_id"] not in explained)


def evidence(identity: Mapping[str, Any], database: Path) -> Evidence:
    """The identity with the cells it compares, and the likeliest cause where one was computed."""
    likeliest = _likeliest(identity["document_id"], database)
    ids = dict.fromkeys([*_listed(identity, "figure_ids"), *_listed(likeliest, "figure_ids")])
    return Evidence(identity, warehouse.query(database, FIGURES, [list(ids)]), likeliest)


def _listed(row: Mapping[str, Any] | None, column: str) -> list[str]:
    """Names joined by commas, or none."""
    return [one.strip() for one in ((row or {}).get(column) or "").split(",") if one.strip()]


def _likeliest(document_id: str, database: Path) -> Mapping[str, Any] | None:
    """The first of ``audit.repair``; None where none was computed."""
    if not warehouse.query(database, HAS_REPAIRS):
        return None
    return next(iter(warehouse.query(database, LIKELIEST, [document_id])), None)
