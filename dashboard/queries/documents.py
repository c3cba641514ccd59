"""Which disclosures there are, what became of them, and how well they are read."""

from __future__ import annotations

from typing import Any

from dashboard.connection import Reading

Rows = list[dict[str, Any]]

CURRENT = """
    with spent as (
        select document_id, sum(amount_yuan) as amount_yuan, bool_or(trust = 'waived') as waived, bool_and(trust = 'single') as single
        from marts.fact_expenditure group by document_id
    )
    select d.document_id, d.file_name, d.source_url, d.body, d.region, d.fiscal_year, d.kind, d.scope, d.version, d.page_count,
        s.amount_yuan, s.waived, s.single
    from marts.dim_document as d left join spent as s on s.document_id = d.document_id
    where d.is_current
    order by d.body, d.fiscal_year desc, d.kind, d.scope
"""

EVERY = """
    select d.*, coalesce(c.identities_held, 0) as held, coalesce(c.identities_failed, 0) as failed,
        coalesce(c.identities_not_evaluable, 0) as not_evaluable, c.tables_read, c.tables_empty, c.tables_refused,
        c.money_figures, c.covered_figures, c.rules, c.rules_evaluated
    from audit.document as d
    left join audit.coverage as c using (document_id)
    order by d.status <> 'quarantined', d.body nulls last, d.fiscal_year, d.kind, d.scope, d.version
"""

STATUSES = (
    "select status, count(*) as documents, sum(page_count) as pages from audit.document group by status order by status"
)
FIGURES = """
    select count(*) as figures, count(distinct f.document_id) as documents,
        count(*) filter (where f.confirmed_by > 0) as confirmed
    from audit.figure as f inner join marts.dim_document as d on f.document_id = d.document_id and d.is_current
"""
TRUST = """
    select trust, row_kind, count(*) as numbers from marts.fact_expenditure
    where row_kind = 'published' group by all order by trust
"""
ACCURACY = """
    select table_family, count(distinct document_id) as documents, sum(cells)::bigint as cells,
        sum(matched)::bigint as matched, sum(wrong)::bigint as wrong,
        sum(missing)::bigint as missing, sum(extra)::bigint as extra, sum(silent)::bigint as silent
    from audit.accuracy group by table_family order by cells desc
"""
ANY = "select * from audit.document where document_id = ?"
VERSIONS = """
    select d.* from audit.document as d
    inner join audit.document as one on one.document_id = ?
        and d.body = one.body and d.fiscal_year = one.fiscal_year and d.kind = one.kind and d.scope = one.scope
    order by d.version, d.extracted_at
"""
CHANGES = """
    select c.*, old.file_name as old_file_name
    from marts.fact_change as c left join audit.document as old on old.document_id = c.previous_document_id
    where c.document_id = ?
    order by abs(c.difference_yuan) desc nulls last, c.table_family, c.row_code nulls last, c.row_name
"""
TABLES = (
    "select table_family, title, status, reason, first_page, last_page from audit.printed_table where document_id = ?"
)


def current(reading: Reading) -> Rows:
    """The disclosures readers see, with their total expenditure in 元."""
    return reading.rows(CURRENT)


def every(reading: Reading) -> Rows:
    """Every registered document, what is held back first, with its coverage."""
    return reading.rows(EVERY)


def one(reading: Reading, document_id: str) -> dict[str, Any] | None:
    """One registered document, whatever became of it."""
    return next(iter(reading.rows(ANY, [document_id])), None)


def statuses(reading: Reading) -> dict[str, dict[str, Any]]:
    """How many documents and pages have each status."""
    return {row["status"]: row for row in reading.rows(STATUSES)}


def figures(reading: Reading) -> dict[str, Any]:
    """How many printed numbers the disclosures hold that readers see, and how many are confirmed."""
    return reading.rows(FIGURES)[0]


def trust(reading: Reading) -> dict[str, int]:
    """How many published amounts are trusted how far."""
    return {row["trust"]: row["numbers"] for row in reading.rows(TRUST)}


def accuracy(reading: Reading) -> Rows:
    """How well the reader reads, by table family."""
    return reading.rows(ACCURACY)


def versions(reading: Reading, document_id: str) -> Rows:
    """All versions of a disclosure, oldest first."""
    return reading.rows(VERSIONS, [document_id])


def changes(reading: Reading, document_id: str) -> Rows:
    """What a version changed, the largest difference first."""
    return reading.rows(CHANGES, [document_id])


def tables(reading: Reading, document_id: str) -> Rows:
    """The tables a document prints."""
    return reading.rows(TABLES, [document_id])
