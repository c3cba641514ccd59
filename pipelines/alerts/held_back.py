"""Documents that readers are kept from: one cause for each version and kind of reason, and what made an end of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipelines import warehouse
from pipelines.alerts.causes import Cause
from pipelines.alerts.message import Message
from pipelines.alerts.wording import held_back, named, released
from pipelines.registry import Registration

DOCUMENTS = "select * from audit.document"
WAIVED = "select distinct document_id from audit.identity where status = 'waived'"

REACHES_READERS = frozenset({"published", "superseded"})
WITHDRAWN = "withdrawn"

REASONS = {
    "document": "unreadable",
    "document_identity": "unidentified",
    "problem": "not_understood",
    "identity": "identities",
    "coverage": "coverage",
    "waits for approval": "waiting",
}
"""What a line of ``status_reason`` starts with -> the kind of reason, the most telling first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document stands: its row of ``audit.document``, what readers see in its place, and whether it was replaced."""

    row: Mapping[str, Any]
    readers: Mapping[str, Any] | None
    replaced_by: Mapping[str, Any] | None

    @property
    def is_held_back(self) -> bool:
        """Whether somebody has to look at it."""
        status = self.row["status"]
        return status not in REACHES_READERS and status != WITHDRAWN and self.replaced_by is None


def documents_held_back(database: Path, registered: Sequence[Registration]) -> list[Cause]:
    """One cause for each document that is held back and not replaced by a better one.

    Args:
        database: the published file, or one like it.
        registered: every registered document; their order tells which of two files came later.
    """
    files = {document.document_id: document.path for document in registered}
    held = [one for one in standings(database, registered) if one.is_held_back]
    return [
        Cause(
            f"document/{one.row['document_id']}/{reason_kind(one.row)}",
            "document",
            partial(held_back, one.row, one.readers, reason_kind(one.row), database, files.get(one.row["document_id"])),
        )
        for one in held
    ]


def document_resolution(
    document_id: str, kind: str, database: Path, registered: Sequence[Registration]
) -> Message | None:
    """What made an end of a document's being held back for this kind of reason; None where it still is, for whatever reason."""
    found = {one.row["document_id"]: one for one in standings(database, registered)}
    if document_id not in found:
        return Message("已撤回", (("结果", "文件已不在清单里"),))
    one = found[document_id]
    if one.is_held_back:
        return None
    waived = {row["document_id"] for row in warehouse.query(database, WAIVED)}
    return released(one.row, one.readers, one.replaced_by, kind="waived" if document_id in waived else kind)


def standings(database: Path, registered: Sequence[Registration]) -> list[Standing]:
    """Every document with what readers see of its body, year, kind and scope.

    A file that does not say whose it is counts as replaced by a later one that is published from the same address.
    """
    rows = warehouse.query(database, DOCUMENTS)
    order = {document.document_id: document.sequence for document in registered}
    published = [row for row in rows if row["status"] == "published"]
    by_slot = {named(row): row for row in published}
    by_address = {row["source_url"]: row for row in published if row["source_url"]}
    found = []
    for row in rows:
        readers = None if None in named(row) else by_slot.get(named(row))
        other = by_address.get(row["source_url"]) if None in named(row) else readers
        found.append(Standing(row, readers, other if other and _is_later(other, row, order) else None))
    return found


def _is_later(one: Mapping[str, Any], other: Mapping[str, Any], order: Mapping[str, int]) -> bool:
    return order.get(one["document_id"], 0) > order.get(other["document_id"], 0)


def reason_kind(row: Mapping[str, Any]) -> str:
    """Why a document is held back, in one word: from the names of the expectations that its reasons start with."""
    if row["status"] != "quarantined":
        return str(row["status"])
    codes = {line.split(":")[0].split(".")[0] for line in (row["status_reason"] or "").splitlines()}
    return next((kind for code, kind in REASONS.items() if code in codes), "other")
