"""For each expectation a document that breaks it and nothing else it could hide behind: the rows that go into which table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from expectations import int_identity_blocking, int_identity_warning
from tests.validation.hand_made import identity_row

Rows = Mapping[str, list[dict[str, Any]]]
Example = Callable[[str], Rows]

DOCUMENTS = "staging.stg_document"
FIGURES = "intermediate.int_figure"
IDENTITIES = "intermediate.int_identity"
PROBLEMS = "staging.stg_problem"


def document_id(expectation_id: str) -> str:
    """The document that breaks this expectation."""
    return hashlib.sha256(expectation_id.encode()).hexdigest()


def read(document: str) -> Rows:
    """A document that breaks nothing."""
    return {
        DOCUMENTS: [{"document_id": document, "reading_status": "read"}],
        FIGURES: [{"document_id": document, "amount_yuan": "800000000"}],
        "intermediate.int_document_identity": [{"document_id": document}],
        "intermediate.int_document_coverage": [{"document_id": document}],
    }


def with_identity(identity: str, severity: str, **broken: Any) -> Example:
    """A read document with one row of one identity, broken."""
    return lambda document: (
        read(document) | {IDENTITIES: [identity_row(identity, document_id=document, severity=severity, **broken)]}
    )


def with_problem(severity: str) -> Example:
    """A read document with one problem."""
    problem = {
        "problem": "unknown_heading",
        "severity": severity,
        "page": 3,
        "printed": "其他栏",
        "explanation": "not known",
    }
    return lambda document: read(document) | {PROBLEMS: [problem | {"document_id": document}]}


BROKEN_WAYS: dict[str, dict[str, Any]] = {
    "present": {"term_count": 0},
    "computable": {"rhs": None, "difference": None},
    "balanced": {"lhs": "800100000", "difference": "100000", "status": "fails"},
}


def identity_examples(prefix: str, severity: str, identities: Mapping[str, str]) -> dict[str, Example]:
    """Every identity broken in each of the three ways."""
    return {
        f"{prefix}.{identity}.{way}": with_identity(identity, severity, **broken)
        for identity in identities
        for way, broken in BROKEN_WAYS.items()
    }


EXAMPLES: dict[str, Example] = {
    "document.read": lambda document: (
        read(document)
        | {DOCUMENTS: [{"document_id": document, "reading_status": "unreadable", "reading_reason": "not a PDF"}]}
    ),
    "document.amounts": lambda document: read(document) | {FIGURES: [{"document_id": document, "amount_yuan": None}]},
    "document.once": lambda document: read(document) | {DOCUMENTS: read(document)[DOCUMENTS] * 2},
    "document.judgeable": lambda document: {
        table: rows for table, rows in read(document).items() if table != "intermediate.int_document_coverage"
    },
    "problem.blocking": with_problem("blocking"),
    "problem.warning": with_problem("warning"),
    "identity.known": with_identity("an_identity_nobody_judges", "blocking"),
    "warning.known": with_identity("an_identity_nobody_judges", "warning"),
    **identity_examples("identity", "blocking", int_identity_blocking.IDENTITIES),
    **identity_examples("warning", "warning", int_identity_warning.IDENTITIES),
}
"""By the expectation's name: what breaks it."""
