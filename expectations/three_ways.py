"""One identity, judged three ways on ``intermediate.int_identity``: present, computable, balanced.

Balanced alone is not enough: an identity without terms balances (0 = 0), and a bound on a missing side is NULL, which
no bound rejects. An identity that could not be evaluated and says why is no failure here; ``int_document_coverage``
counts those.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from expectations.failing_rows import FailingRows, failing_rows

COLUMNS = """document_id, identity, subject, status,
        cast(lhs as varchar) as lhs, cast(rhs as varchar) as rhs, cast(difference as varchar) as difference,
        cast(tolerance as varchar) as tolerance, term_count,
        case when shape = 'weights' or identity = 'vehicles_sum' then 'number' else 'yuan' end as unit"""

PRESENT = f"""
    select {COLUMNS}, 'evaluated without a single term' as reason
    from {{batch}}
    where
        identity = '$identity' and severity = '$severity'
        and status in ('holds', 'fails', 'waived')
        and coalesce(term_count, 0) < 1
    order by document_id, subject
"""

COMPUTABLE = f"""
    select {COLUMNS}, 'evaluated with a side missing, or not evaluated without a reason' as reason
    from {{batch}}
    where
        identity = '$identity' and severity = '$severity'
        and case status
            when 'holds' then lhs is null or rhs is null or difference is null or tolerance is null
            when 'fails' then lhs is null or rhs is null or difference is null or tolerance is null
            when 'waived' then lhs is null or rhs is null
            when 'not_evaluable' then coalesce(explanation, '') = ''
            else true
        end
    order by document_id, subject
"""

BALANCED = f"""
    select {COLUMNS}, 'printed: ' || terms as reason
    from {{batch}}
    where
        identity = '$identity' and severity = '$severity'
        and (
            status = 'fails'
            or (status = 'holds' and abs(lhs - rhs) > tolerance)
            or (status in ('holds', 'fails') and lhs - rhs <> difference)
        )
    order by document_id, abs(lhs - rhs) desc, subject
"""

KNOWN = """
    select document_id, identity as subject, 'no expectation judges this identity' as reason
    from {batch}
    where coalesce(severity, '') not in ('blocking', 'warning') or (severity = '$severity' and identity not in ($identities))
    group by document_id, identity
    order by document_id, identity
"""

WAYS = {
    "present": (PRESENT, "有项可验", "Without terms an identity balances vacuously."),
    "computable": (COMPUTABLE, "无缺项", "A missing side is NULL, and a comparison with NULL rejects nothing."),
    "balanced": (BALANCED, "勾稽相符", "Within half a unit of the last printed digit of each of its numbers."),
}

Severity = Literal["blocking", "warning"]
GX_SEVERITY: dict[Severity, Literal["critical", "warning"]] = {"blocking": "critical", "warning": "warning"}


def three_ways(identity: str, rule: str, severity: Severity) -> list[FailingRows]:
    """The three expectations of one identity, named ``identity.<identity>.<way>`` (``warning.<identity>.<way>``).

    Rows carry their own severity: a figure of the prose may only warn where another blocks.
    """
    prefix = "identity" if severity == "blocking" else "warning"
    return [
        failing_rows(
            f"{prefix}.{identity}.{way}",
            f"{rule} · {said}",
            query.replace("$identity", identity).replace("$severity", severity),
            why=why,
            severity=GX_SEVERITY[severity],
        )
        for way, (query, said, why) in WAYS.items()
    ]


def known(severity: Severity, identities: Iterable[str]) -> FailingRows:
    """No row of this severity is of an identity that the suite does not list; a new identity cannot pass unjudged."""
    listed = ", ".join(f"'{name}'" for name in identities)
    return failing_rows(
        f"{'identity' if severity == 'blocking' else 'warning'}.known",
        "Every evaluated identity is judged",
        KNOWN.replace("$identities", listed).replace("$severity", severity),
        why="An identity that no expectation names would be evaluated and never judged.",
    )
