"""For each expectation a document that breaks it and nothing else it could hide behind: the rows that go into which table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from expectations import int_identity_blocking, int_identity_warning
from tests.validation.hand_made import AXES, WHOLE, good, identity_row, published

Rows = Mapping[str, list[dict[str, Any]]]
Example = Callable[[str], Rows]

DOCUMENTS = "staging.stg_document"
FIGURES = "intermediate.int_figure"
COVERAGE = "intermediate.int_document_coverage"
DOCUMENT_IDENTITY = "intermediate.int_document_identity"
IDENTITIES = "intermediate.int_identity"
PROBLEMS = "staging.stg_problem"


def document_id(expectation_id: str) -> str:
    """The document that breaks this expectation."""
    return hashlib.sha256(expectation_id.encode()).hexdigest()


def changed(table: str, **columns: Any) -> Example:
    """A good document with other values in its one row of a table."""
    return lambda document: good(document) | {table: [good(document)[table][0] | columns]}


def without(table: str) -> Example:
    """A good document that has no row in one table."""
    return lambda document: {name: rows for name, rows in good(document).items() if name != table}


def with_identity(identity: str, severity: str, **broken: Any) -> Example:
    """A good document with one more identity, broken; of the same identity it has no other."""
    return lambda document: (
        good(document)
        | {
            IDENTITIES: [
                *(row for row in good(document)[IDENTITIES] if row["identity"] != identity),
                identity_row(identity, document_id=document, severity=severity, **broken),
            ]
        }
    )


def with_problem(severity: str) -> Example:
    """A good document with one problem."""
    problem = {
        "problem": "unknown_heading",
        "severity": severity,
        "page": 3,
        "printed": "其他栏",
        "explanation": "not known",
    }
    return lambda document: good(document) | {PROBLEMS: [problem | {"document_id": document}]}


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


def left_over(document: str, residual: str, bound: str) -> Rows:
    """A good document with one table that leaves ``residual`` yuan between a total and the rows below it."""
    key, cell = f"{document}|total", int(document[:6], 16)
    amounts = {"residual_yuan": residual, "bound_yuan": bound}
    return good(document) | {
        "intermediate.int_expenditure_cell": [{"cell_id": cell, "cell_key": key, "document_id": document}],
        "intermediate.int_expenditure_residual": [{"cell_id": cell, "is_finest": False} | amounts],
        "intermediate.int_expenditure_block": [{"cell_key": key, "document_id": document} | amounts],
    }


def summing_to(document: str, printed: str, kept: str) -> Rows:
    """A good document with one printed total, and what stands in the star for it."""
    number = int(document[:6], 16)
    whole = dict.fromkeys(AXES, WHOLE) | {"cell_id": number, "document_id": document}
    amounts = {"table_no": 1, "amount_yuan": printed, "slack_yuan": "50"}
    return good(document) | {
        "intermediate.int_expenditure_cell": [whole | {"cell_key": document}],
        "intermediate.int_expenditure_table_cell": [whole | amounts],
        "intermediate.int_expenditure_residual": [{"cell_id": number, "residual_yuan": kept, "is_finest": True}],
    }


BEFORE_VERDICT: dict[str, Example] = {
    "document.read": changed(DOCUMENTS, reading_status="unreadable", reading_reason="not a PDF"),
    "document.amounts": changed(FIGURES, amount_yuan=None),
    "document.once": lambda document: good(document) | {DOCUMENTS: good(document)[DOCUMENTS] * 2},
    "document.judgeable": without(COVERAGE),
    "document_identity.loaded": without(DOCUMENTS),
    "document_identity.known": changed(
        DOCUMENT_IDENTITY, fiscal_year=None, reason="neither read nor stated: fiscal year"
    ),
    "document_identity.vocabulary": changed(DOCUMENT_IDENTITY, kind="预算"),
    "coverage.evaluated": changed(COVERAGE, identities_evaluated=0),
    "coverage.total": changed(IDENTITIES, identity="children_sum_to_parent"),
    "coverage.figures": changed(COVERAGE, covered_figures=334),
    "problem.blocking": with_problem("blocking"),
    "problem.warning": with_problem("warning"),
    "identity.known": with_identity("an_identity_nobody_judges", "blocking"),
    "warning.known": with_identity("an_identity_nobody_judges", "warning"),
    "star.additive": lambda document: summing_to(document, "1000", "900"),
    "star.rounding": lambda document: left_over(document, "300", "150"),
    "waiver.works": lambda document: (
        good(document)
        | {
            "intermediate.int_waiver": [
                {"waiver_no": 1, "document_id": document, "identity": "i", "status": "expired", "explanation": "over"},
                {
                    "waiver_no": 2,
                    "document_id": "works",
                    "identity": "i",
                    "status": "in_force",
                    "explanation": "waived",
                },
            ]
        }
    ),
    **identity_examples("identity", "blocking", int_identity_blocking.IDENTITIES),
    **identity_examples("warning", "warning", int_identity_warning.IDENTITIES),
}
"""By the expectation's name: what breaks it."""


FACT = "marts.fact_expenditure"
STATUS = "audit.document"


def star(place: int, **columns: Any) -> Example:
    """A published document with other values in one row of the star."""

    def broken(document: str) -> Rows:
        rows = published(document)
        rows[FACT][place] |= columns
        return rows

    return broken


AFTER_VERDICT: dict[str, Example] = {
    "audit_document.accounted": lambda document: good(document),
    "audit_document.explained": lambda document: (
        good(document) | {STATUS: [{"document_id": document, "status": "quarantined", "status_reason": ""}]}
    ),
    "audit_document.held_back": lambda document: (
        good(document)
        | {
            STATUS: [{"document_id": document, "status": "quarantined", "status_reason": "why"}],
            "marts.fact_revenue_version": [{"document_id": document}],
        }
    ),
    "fact_expenditure.present": lambda document: (
        published(document) | {FACT: [], "intermediate.int_expenditure_table_cell": []}
    ),
    "fact_expenditure.keys": star(1, unit_key=None),
    "fact_expenditure.printed": star(1, figure_ids=[]),
    "fact_expenditure.rounding": star(2, bound_yuan="99"),
    "fact_expenditure.additive": star(0, amount_yuan="3000100"),
}
"""By the expectation's name: what breaks it."""
