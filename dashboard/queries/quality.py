"""What the identities found, what was not understood, and what may be wrong where something does not add up."""

from __future__ import annotations

from typing import Any

from dashboard.connection import Reading

Rows = list[dict[str, Any]]

COUNTS = """
    select count(*) filter (where i.status = 'holds') as holds, count(*) filter (where i.status = 'fails') as fails,
        count(*) filter (where i.status = 'waived') as waived,
        count(*) filter (where i.status = 'not_evaluable') as not_evaluable
    from audit.identity as i
    where ?::varchar is null or i.document_id = ?
"""
PUBLISHED_COUNTS = """
    select count(*) filter (where i.status = 'holds') as holds, count(*) filter (where i.status = 'fails') as fails,
        count(*) filter (where i.status = 'waived') as waived,
        count(*) filter (where i.status = 'not_evaluable') as not_evaluable
    from audit.identity as i inner join marts.dim_document as d on d.document_id = i.document_id and d.is_current
"""
BY_IDENTITY = """
    select identity, severity,
        count(*) filter (where status = 'holds') as holds, count(*) filter (where status = 'fails') as fails,
        count(*) filter (where status = 'waived') as waived,
        count(*) filter (where status = 'not_evaluable') as not_evaluable
    from audit.identity where document_id = ?
    group by identity, severity
    order by fails desc, waived desc, severity, holds desc, identity
"""
# An explanation says the identity in words, then how far its sides are apart, or why there is nothing to compare.
NAMES = """
    select identity, coalesce(
        min(split_part(explanation, ':', 1)) filter (where status <> 'not_evaluable'),
        min(nullif(regexp_extract(explanation, '^nothing to compare is printed: (.+)$', 1), '')), identity) as said
    from audit.identity group by identity
"""
# What a page lists at most; each row says how many there are.
LISTED = 200
OPEN = f"""
    select *, count(*) over () as of_all from audit.identity where document_id = ? and status in ('fails', 'waived')
    order by status, severity, abs(difference) desc nulls last, identity, subject limit {LISTED}
"""
PROBLEMS = f"""
    select *, count(*) over () as of_all from audit.problem where document_id = ?
    order by severity, page nulls first limit {LISTED}
"""
REPAIRS = f"""
    select *, count(*) over () as of_all from audit.repair where document_id = ? order by fault, rank limit {LISTED}
"""


def counts(reading: Reading, document_id: str | None = None) -> dict[str, int]:
    """How many comparisons hold, fail, are waived or could not be made, in one document or in all."""
    return reading.rows(COUNTS, [document_id, document_id])[0]


def published_counts(reading: Reading) -> dict[str, int]:
    """The same over the disclosures that readers see."""
    return reading.rows(PUBLISHED_COUNTS)[0]


def by_identity(reading: Reading, document_id: str) -> Rows:
    """The same for each identity of a document, what fails first."""
    return reading.rows(BY_IDENTITY, [document_id])


def names(reading: Reading) -> dict[str, str]:
    """What each identity says, in words."""
    return {row["identity"]: row["said"] for row in reading.rows(NAMES)}


def open_ones(reading: Reading, document_id: str) -> Rows:
    """The comparisons that fail or are waived, with both sides."""
    return reading.rows(OPEN, [document_id])


def problems(reading: Reading, document_id: str) -> Rows:
    """What was not understood."""
    return reading.rows(PROBLEMS, [document_id])


def repairs(reading: Reading, document_id: str) -> Rows:
    """The hypotheses about what does not add up, in order."""
    return reading.rows(REPAIRS, [document_id])
