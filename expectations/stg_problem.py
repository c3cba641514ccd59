"""What the reader did not understand: a blocking problem holds the document back, for what it hides cannot be
checked.
"""

from great_expectations import ExpectationSuite

from expectations.failing_rows import failing_rows

TABLE = "staging.stg_problem"

PROBLEMS = """
    select
        document_id,
        problem as subject,
        concat_ws(' ', 'page ' || cast(page as varchar), printed, explanation) as reason
    from {{batch}}
    where severity = '{severity}'
    order by document_id, page, problem
"""


def suite() -> ExpectationSuite:
    """Blocking problems and warnings, each a row of its own."""
    return ExpectationSuite(
        name="stg_problem",
        expectations=[
            failing_rows(
                "problem.blocking",
                "The reader understood everything it needed",
                PROBLEMS.format(severity="blocking"),
                why="A heading, a column or a cell that is not understood is refused and named, never guessed.",
            ),
            failing_rows(
                "problem.warning",
                "The reader had nothing to remark",
                PROBLEMS.format(severity="warning"),
                why="Things a person should look at though no figure depends on them.",
                severity="warning",
            ),
        ],
    )
