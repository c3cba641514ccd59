"""What readers are told of each document, and that nothing of a document that failed is in the marts."""

from great_expectations import ExpectationSuite

from expectations.failing_rows import failing_rows

TABLE = "audit.document"

FACTS = ("fact_expenditure", "fact_revenue", "fact_three_public", "fact_project", "fact_performance_target")
PASSED = "'published', 'superseded', 'withdrawn'"
MARTS = {
    **dict.fromkeys(FACTS, "'published'"),
    **{f"{fact}_version": PASSED for fact in FACTS},
    "fact_change": PASSED,
    "dim_document": PASSED,
}
"""Which documents may have rows in which mart: the facts are the current state, their versions all that passed."""

ACCOUNTED = """
    select document_id, 'it is known and has no row' as reason
    from intermediate.int_document_identity
    where document_id not in (select document_id from {batch})
    order by document_id
"""

EXPLAINED = """
    select document_id, coalesce(status, 'no status') as reason
    from {batch}
    where
        coalesce(status, '') not in ('published', 'quarantined', 'superseded', 'withdrawn', 'unreadable')
        or (status in ('quarantined', 'withdrawn', 'unreadable') and coalesce(status_reason, '') = '')
    order by document_id
"""

HELD_BACK = (
    " union all ".join(
        f"""
    select document_id, 'marts.{mart}' as subject, 'it is not for readers here and has ' || cast(count(*) as varchar) || ' rows' as reason
    from marts.{mart}
    where document_id not in (select document_id from {{batch}} where status in ({statuses}))
    group by document_id"""
        for mart, statuses in MARTS.items()
    )
    + """
    order by document_id, subject
"""
)


def suite() -> ExpectationSuite:
    """Every document accounted for, every absence explained, nothing held back that is there all the same."""
    return ExpectationSuite(
        name="audit_document",
        expectations=[
            failing_rows(
                "audit_document.accounted",
                "Every document that was registered or read has a row",
                ACCOUNTED,
                why="A document must not disappear between the inbox and the reader.",
            ),
            failing_rows(
                "audit_document.explained",
                "Every status is of the vocabulary, and who is held back is told why",
                EXPLAINED,
                why="Whoever is on call starts from this reason.",
            ),
            failing_rows(
                "audit_document.held_back",
                "Nothing of a document that did not pass is in a mart",
                HELD_BACK,
                why="A quarantined document's figures must not reach a reader.",
            ),
        ],
    )
