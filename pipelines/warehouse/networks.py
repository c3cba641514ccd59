"""Documents that break an identity, with all their cells and evaluated identities, for finding where they are wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipelines.warehouse.reading import rows_of

FAILING = "select distinct document_id from intermediate.int_identity where status = 'fails' order by document_id"

EQUATIONS = """
    select
        document_id, identity_id, identity, shape, severity, difference, tolerance, table_no, row_no,
        case when shape in ('tree', 'classes') then split_part(subject_key, '/', -1) else '' end as column_name
    from intermediate.int_identity
    where status in ('holds', 'fails') and document_id in (select unnest(?))
    order by identity_id
"""

TERMS = """
    select evaluated.document_id, evaluated.identity_id, term.figure_id, case when term.position = 'lhs' then 1 else -1 end as coefficient
    from intermediate.int_identity as evaluated
    inner join intermediate.int_identity_term as term
        on evaluated.document_id = term.document_id and evaluated.identity = term.identity and evaluated.subject_key = term.subject_key
    where evaluated.status in ('holds', 'fails') and term.figure_id is not null and evaluated.document_id in (select unnest(?))
    order by evaluated.identity_id, term.figure_id
"""

CELLS = """
    with cell as (
        select
            figure.document_id, figure.figure_id, figure.printed, figure.amount_yuan, figure.table_step_yuan as step_yuan,
            figure.money_unit, figure.table_no, figure.row_no, figure.column_no, figure.column_name, figure.row_side,
            figure_row.parent_row_no, figure.page, figure.x0, figure.top, figure.x1, figure.bottom,
            concat_ws(' ', figure.row_code, figure.row_name, figure.unit_name) || ' · ' || figure.heading as label
        from intermediate.int_figure as figure
        left join intermediate.int_figure_row as figure_row
            on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
        where figure.number is null
        union all
        select
            document_id, claim_id, printed, coalesce(amount_yuan, cast(number as decimal(24, 6))), step_yuan, money_unit, 0, 0, 0, concept,
            null, null, page, x0, top, x1, bottom, '文字 ' || concept || coalesce(' ' || subject, '')
        from staging.stg_claim
        union all
        select
            document_id, target_id, weight_printed, cast(weight as decimal(24, 6)), 1, null, 0, 0, 0, 'weight', null, null,
            page, x0, top, x1, bottom, indicator_name || ' · 权重'
        from staging.stg_performance_target
    )
    select * from cell where document_id in (select unnest(?)) order by figure_id
"""


@dataclass(slots=True)
class Evaluated:
    """The rows of one document: evaluated identities, their terms with a sign, and its printed cells with page and box."""

    document_id: str
    equations: list[dict[str, Any]] = field(default_factory=list)
    terms: list[dict[str, Any]] = field(default_factory=list)
    cells: list[dict[str, Any]] = field(default_factory=list)


def failing_documents(database: Path) -> list[Evaluated]:
    """Every document in which an identity fails; those that are waived or hold are not listed."""
    with duckdb.connect(database, read_only=True) as con:
        ids = [row["document_id"] for row in rows_of(con, FAILING)]
        found = {document_id: Evaluated(document_id) for document_id in ids}
        for name, sql in (("equations", EQUATIONS), ("terms", TERMS), ("cells", CELLS)) if ids else ():
            for row in rows_of(con, sql, [ids]):
                getattr(found[row["document_id"]], name).append(row)
    return list(found.values())
