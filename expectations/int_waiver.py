"""The reviewed waivers: one that works is quiet, one that does not says why; neither decides over a document by itself."""

from great_expectations import ExpectationSuite

from expectations.failing_rows import failing_rows

TABLE = "intermediate.int_waiver"

WORKS = """
    select document_id, 'waiver ' || cast(waiver_no as varchar) || ' of ' || identity as subject, status || ': ' || explanation as reason
    from {batch}
    where status <> 'in_force'
    order by waiver_no
"""


def suite() -> ExpectationSuite:
    """Every waiver in force."""
    return ExpectationSuite(
        name="int_waiver",
        expectations=[
            failing_rows(
                "waiver.works",
                "Every waiver still matches what it waives",
                WORKS,
                why="A waiver that has expired or matches nothing waives nothing, and whoever wrote it believes it does.",
                severity="warning",
            )
        ],
    )
