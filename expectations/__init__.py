"""What must be true of the warehouse: one file per suite, the file name says which table it guards.

Every suite module has ``TABLE`` (``schema.table``, the table an expectation's ``{batch}`` reads and its result is
shown on) and ``suite()``.
Nothing here knows how the suites are run, and nothing but Great Expectations is imported.
"""

BEFORE_VERDICT = (
    "stg_document",
    "stg_problem",
    "int_document_identity",
    "int_document_coverage",
    "int_identity_blocking",
    "int_identity_warning",
    "int_expenditure_block",
    "int_expenditure_residual",
    "int_waiver",
)
"""The suites that decide over documents, judged on staging and intermediate models."""

AFTER_VERDICT = ("audit_document", "fact_expenditure")
"""The suites that guard the marts, judged when the verdicts are written and the marts are built."""
