"""The documents as read: each was readable, holds tables with amounts, and reached every table the verdict is made
from.
"""

from great_expectations import ExpectationSuite

from expectations.failing_rows import failing_rows

TABLE = "staging.stg_document"

READ = """
    select document_id, reading_status as subject, coalesce(reading_reason, 'the reader gave no reason') as reason
    from {batch}
    where reading_status is distinct from 'read'
    order by document_id
"""

AMOUNTS = """
    select document_id, 'no cell of any recognised table holds an amount' as reason
    from {batch}
    where
        reading_status = 'read'
        and document_id not in (select document_id from intermediate.int_figure where amount_yuan is not null)
    order by document_id
"""

JUDGEABLE = """
    select document_id, 'int_document_identity' as subject, 'the document has no row there' as reason
    from {batch}
    where document_id not in (select document_id from intermediate.int_document_identity)
    union all
    select document_id, 'int_document_coverage' as subject, 'the document has no row there' as reason
    from {batch}
    where document_id not in (select document_id from intermediate.int_document_coverage)
    order by document_id, subject
"""

UNIQUE = """
    select document_id, 'the document has ' || cast(count(*) as varchar) || ' rows' as reason
    from {batch}
    group by document_id
    having count(*) > 1 or document_id is null
"""


def suite() -> ExpectationSuite:
    """Read, with amounts, once, and in reach of the other suites."""
    return ExpectationSuite(
        name="stg_document",
        expectations=[
            failing_rows(
                "document.read",
                "The file could be read and holds tables",
                READ,
                why="A file that is no PDF, damaged, locked or without tables gives no figures to be checked.",
            ),
            failing_rows(
                "document.amounts",
                "The document holds amounts",
                AMOUNTS,
                why="A document without a single amount satisfies every identity and says nothing.",
            ),
            failing_rows(
                "document.once",
                "A document is one row",
                UNIQUE,
                why="A document is its SHA-256; two rows of it would count its figures twice.",
            ),
            failing_rows(
                "document.judgeable",
                "The document reached every table its verdict is made from",
                JUDGEABLE,
                why="A rule is not broken by a document that is not there: an empty table satisfies everything.",
            ),
        ],
    )
