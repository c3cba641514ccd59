"""The control tables: what SQL must know that no document prints (registrations, rules, verdicts, publications)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.vocabulary.concepts import concept_targets, load_concepts
from pipelines.vocabulary.identities import Identity, load_identities
from pipelines.warehouse.repairs import REPAIR_COLUMNS

CONTROL_TABLES = {
    "registration": (
        "document_id VARCHAR not null, file_name VARCHAR not null, source_url VARCHAR, registered_at TIMESTAMP not null, "
        "sequence INTEGER not null, stated_body VARCHAR, stated_region VARCHAR, stated_year INTEGER, "
        "stated_kind VARCHAR, stated_scope VARCHAR"
    ),
    "loaded": (
        "document_id VARCHAR not null, fingerprint VARCHAR not null, landed_at TIMESTAMP not null, "
        "loaded_at TIMESTAMP not null"
    ),
    "verdict": ("document_id VARCHAR not null, verdict VARCHAR not null, reason VARCHAR, judged_at TIMESTAMP not null"),
    "publication": "document_id VARCHAR not null, published_at TIMESTAMP not null",
    "source": (
        "url VARCHAR not null, source VARCHAR not null, role VARCHAR not null, found_on VARCHAR, status VARCHAR not null, "
        "http_status INTEGER, message VARCHAR, document_id VARCHAR, failures INTEGER not null, found_at TIMESTAMP not null, "
        "checked_at TIMESTAMP, changed_at TIMESTAMP"
    ),
    "due_date": (
        "kind VARCHAR not null, month_no INTEGER not null, day_no INTEGER not null, years_after INTEGER not null, "
        "through_year INTEGER not null"
    ),
    "decision": (
        "document_id VARCHAR not null, decision VARCHAR not null, decided_by VARCHAR not null, reason VARCHAR not null, "
        "decided_at TIMESTAMP not null"
    ),
    "waiver": (
        "waiver_no INTEGER not null, identity VARCHAR not null, document_id VARCHAR not null, subject VARCHAR, "
        "difference_yuan DECIMAL(38,6), reason VARCHAR not null, owner VARCHAR not null, expires DATE, "
        "has_expired BOOLEAN not null, flaw VARCHAR"
    ),
    "repair": REPAIR_COLUMNS,
    "identity_rule": (
        "identity VARCHAR not null, chinese VARCHAR not null, severity VARCHAR not null, shape VARCHAR not null, "
        "families VARCHAR not null, row_side VARCHAR, below VARCHAR, columns VARCHAR not null, "
        "blank VARCHAR not null, source VARCHAR not null"
    ),
    "identity_term": (
        "identity VARCHAR not null, position VARCHAR not null, pair INTEGER not null, term INTEGER not null, "
        "rank INTEGER not null, table_family VARCHAR, row_kind VARCHAR, row_side VARCHAR, column_name VARCHAR, "
        "concept VARCHAR, inside VARCHAR not null"
    ),
    "row_name": "role VARCHAR not null, name VARCHAR not null",
    "concept": (
        "concept VARCHAR not null, chinese VARCHAR not null, description VARCHAR not null, measure VARCHAR not null, "
        "severity VARCHAR not null, rank INTEGER not null, table_family VARCHAR, row_kind VARCHAR, row_side VARCHAR, "
        "column_name VARCHAR"
    ),
}
"""Every control table and its columns; lists are text with commas around each name (``,total,basic,``)."""


def _listed(names: Sequence[object]) -> str:
    """Names with commas around each, so that SQL finds one by ``,name,``."""
    return "," + "".join(f"{name}," for name in names)


def _rule(identity: Identity) -> tuple[Any, ...]:
    """The row of ``control.identity_rule``."""
    return (
        identity.name, identity.chinese, identity.severity, identity.shape, _listed(identity.families),
        identity.side, identity.below,
        _listed(identity.columns), identity.blank, identity.source,
    )  # fmt: skip


def _terms(identity: Identity) -> Iterator[tuple[Any, ...]]:
    """The rows of ``control.identity_term``."""
    for term in identity.terms:
        yield (
            identity.name, term.position, term.pair, term.term, term.rank, term.table_family, term.row_kind,
            term.row_side, term.column_name, term.concept, term.inside,
        )  # fmt: skip


def _row_names() -> Iterator[tuple[str, str]]:
    """Names of rows by role: those of ``identities.toml``, those concepts point at, and the functional classes."""
    concepts = load_concepts()
    roles = {**concepts.rows, **load_identities().rows, "functional_class": concepts.names["functional_class"]}
    for role, names in roles.items():
        for name in sorted(set(names)):
            yield role, name


def rules() -> Mapping[str, Sequence[tuple[Any, ...]]]:
    """The rows of the control tables that hold vocabulary; they are replaced whole when they change."""
    identities = load_identities().identities.values()
    targets = [
        (
            target["concept"], target["chinese"], target["description"], target["measure"], target["severity"],
            target["rank"], target["family"], target["row"], target["side"], target["column"],
        )
        for target in concept_targets()
    ]  # fmt: skip
    return {
        "identity_rule": [_rule(identity) for identity in identities],
        "identity_term": [row for identity in identities for row in _terms(identity)],
        "row_name": list(_row_names()),
        "concept": targets,
    }
