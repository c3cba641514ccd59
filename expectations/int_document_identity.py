"""What each document is: body, year, kind and scope were read or stated, and nothing in the document disagrees."""

from great_expectations import ExpectationSuite

from expectations.failing_rows import failing_rows

TABLE = "intermediate.int_document_identity"

LOADED = """
    select document_id, 'no reading of it was loaded' as reason
    from {batch}
    where document_id not in (select document_id from staging.stg_document)
    order by document_id
"""

KNOWN = """
    select
        document_id,
        coalesce(
            reason,
            'missing: ' || concat_ws(
                ', ',
                case when body is null then 'body' end,
                case when fiscal_year is null then 'fiscal year' end,
                case when kind is null then 'kind' end,
                case when scope is null then 'scope' end
            )
        ) as reason
    from {batch}
    where
        (reason is not null or body is null or fiscal_year is null or kind is null or scope is null)
        and document_id in (select document_id from staging.stg_document where reading_status = 'read')
    order by document_id
"""

VOCABULARY = """
    select document_id, concat_ws(' ', kind, scope, cast(fiscal_year as varchar)) as reason
    from {batch}
    where
        kind not in ('budget', 'final_accounts')
        or scope not in ('department', 'unit', 'government')
        or fiscal_year not between 1990 and 2100
    order by document_id
"""


def suite() -> ExpectationSuite:
    """Loaded, known, and in the words the warehouse uses."""
    return ExpectationSuite(
        name="int_document_identity",
        expectations=[
            failing_rows(
                "document_identity.loaded",
                "Every registered document was read",
                LOADED,
                why="A document that was registered and has no reading would be missing without a word.",
            ),
            failing_rows(
                "document_identity.known",
                "Body, year, kind and scope are known and undisputed",
                KNOWN,
                why="Nothing is defaulted: figures of an unknown body or year cannot be published.",
            ),
            failing_rows(
                "document_identity.vocabulary",
                "Kind and scope are words of the vocabulary, the year is a year",
                VOCABULARY,
                why="Readers filter by these words; another spelling would hide the document from them.",
            ),
        ],
    )
