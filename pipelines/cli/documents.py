"""The documents of a home and what readers see of them: the registry, completed from the published file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipelines import publication, registry, warehouse
from pipelines.home import Home
from pipelines.registry import Registration

HELD_BACK = frozenset({"quarantined", "unreadable"})

COUNTED = """
    with tables as (
        select document_id, count(*) as tables from audit.printed_table where status in ('read', 'empty') group by document_id
    ),

    figures as (
        select document_id, count(*) as figures from audit.figure group by document_id
    ),

    identities as (
        select
            document_id,
            count(*) filter (where status = 'holds') as holds,
            count(*) filter (where status = 'fails') as fails,
            count(*) filter (where status = 'not_evaluable') as not_evaluable,
            count(*) filter (where status = 'waived') as waived
        from audit.identity
        group by document_id
    )

    select
        document.document_id, document.body, document.fiscal_year, document.kind, document.status, document.status_reason,
        coalesce(tables.tables, 0) as tables, coalesce(figures.figures, 0) as figures, coalesce(holds, 0) as holds, coalesce(fails, 0) as fails,
        coalesce(not_evaluable, 0) as not_evaluable, coalesce(waived, 0) as waived
    from audit.document
    left join tables using (document_id)
    left join figures using (document_id)
    left join identities using (document_id)
"""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as a person asks for it; ``status`` is 'registered' until a release knows it."""

    document_id: str
    key: str
    file_name: str
    status: str = "registered"
    status_reason: str | None = None
    body: str | None = None
    fiscal_year: int | None = None
    kind: str | None = None
    tables: int = 0
    figures: int = 0
    identities: dict[str, int] = field(default_factory=dict)

    @property
    def is_held_back(self) -> bool:
        """Whether readers are kept from it, or it has not got as far."""
        return self.status in HELD_BACK or self.status == "registered"


def known(home: Home) -> list[Document]:
    """Every registered document, in the order of registration."""
    rows = {row["document_id"]: row for row in _published_rows(home)}
    return [_document(one, rows.get(one.document_id)) for one in registry.registrations(home)]


def _published_rows(home: Home) -> list[dict[str, Any]]:
    release = publication.published(home)
    return warehouse.query(release.database, COUNTED) if release else []


def _document(registration: Registration, row: dict[str, Any] | None) -> Document:
    named = (registration.document_id, registration.key, registration.file_name)
    if row is None:
        return Document(*named)
    return Document(
        *named,
        status=row["status"],
        status_reason=row["status_reason"],
        body=row["body"],
        fiscal_year=row["fiscal_year"],
        kind=row["kind"],
        tables=row["tables"],
        figures=row["figures"],
        identities={name: row[name] for name in ("holds", "fails", "not_evaluable", "waived")},
    )
