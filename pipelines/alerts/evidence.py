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
REPAIRS = "select * from audit.repair where document_id = ?"
SAID_IN = ("explanation", "hypothesis")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A failing identity (a row of ``audit.identity``), its figures, which one to look at first, and the likeliest cause."""

    identity: Mapping[str, Any]
    figures: Sequence[Mapping[str, Any]]
    suspect_id: str | None
    hypothesis: str | None

    @property
    def suspect(self) -> Mapping[str, Any]:
        """The figure to look at first; there must be figures."""
        return next((one for one in self.figures if one["figure_id"] == self.suspect_id), self.figures[0])


def failing(document_id: str, database: Path) -> list[dict[str, Any]]:
    """The blocking identities that fail, the one that says best where to look first; one a repair names before all."""
    found = warehouse.query(database, FAILING, [document_id])
    likeliest = _likeliest(document_id, database) or {}
    named = {likeliest.get("identity"), likeliest.get("identity_id")} - {None}
    return sorted(found, key=lambda one: not named & {one["identity"], one["identity_id"]})


def evidence(identity: Mapping[str, Any], database: Path) -> Evidence:
    """The identity with the cells it compares, and the likeliest hypothesis where one was computed."""
    likeliest = _likeliest(identity["document_id"], database) or {}
    ids = [one for one in (identity["figure_ids"] or "").split(",") if one]
    suspect = likeliest.get("figure_id")
    figures = warehouse.query(database, FIGURES, [list(dict.fromkeys([*ids, *([suspect] if suspect else [])]))])
    said = next((str(likeliest[name]) for name in SAID_IN if likeliest.get(name)), None)
    return Evidence(identity, figures, suspect or (ids[0] if ids else None), said)


def _likeliest(document_id: str, database: Path) -> Mapping[str, Any] | None:
    """The first of ``audit.repair``; None where none was computed."""
    if not warehouse.query(database, HAS_REPAIRS):
        return None
    found = warehouse.query(database, REPAIRS, [document_id])
    return min(found, key=lambda row: row.get("rank") or 0, default=None)
