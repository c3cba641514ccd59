"""Results to verdicts: a document fails when one of its rows breaks a critical expectation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipelines.validation.judgement import DocumentVerdict, ExpectationResult, Reason
from pipelines.validation.reasons import row_text


def verdicts(document_ids: Iterable[str], results: Sequence[ExpectationResult]) -> tuple[DocumentVerdict, ...]:
    """One verdict for each document, with a reason for every failing row of it, in the order of the suites."""
    reasons: dict[tuple[str, str], list[Reason]] = defaultdict(list)
    for result in results:
        for row in result.rows:
            said = Reason(result.expectation_id, row_text(result.description, row))
            reasons[str(row.get("document_id")), result.severity].append(said)
    return tuple(
        DocumentVerdict(document_id, tuple(reasons[document_id, "critical"]), tuple(reasons[document_id, "warning"]))
        for document_id in document_ids
    )
