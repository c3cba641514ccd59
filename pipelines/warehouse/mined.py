"""What the mining of new identities reads: the figures that have a place in any document, and what is compared already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from pipelines.warehouse.reading import rows_of

FIGURES = """
    with placed as (
        select
            figure.document_id, figure.figure_id, figure.amount_yuan, figure.table_step_yuan as step_yuan,
            concat_ws(
                ' ', figure.table_family, figure.row_side,
                case
                    when figure_row.role = 'grand_total' then '合计'
                    when figure_row.role = 'current_total' then '本年合计'
                    when figure_row.role = 'code' then figure.row_code
                    when figure_row.role = 'class' then figure_row.folded_name
                end,
                figure.measure
            ) as key,
            row_number() over (partition by figure.document_id, figure.table_family, figure.row_side, figure_row.role, figure.row_code,
                figure_row.folded_name, figure.measure order by figure.table_no, figure.row_no) as place
        from intermediate.int_figure as figure
        inner join intermediate.int_figure_row as figure_row
            on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
        where
            figure.amount_yuan <> 0 and figure.unit_name is null
            and (figure_row.role in ('grand_total', 'current_total', 'class') or (figure_row.role = 'code' and length(figure.row_code) = 3))
            and not starts_with(figure.measure, 'change')
    )
    select * from placed where place = 1 order by document_id, key
"""
KNOWN = "select figure_ids from intermediate.int_identity where status in ('holds', 'fails', 'waived') and figure_ids is not null"


def mined_rows(database: Path) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """The figures, and the figure_ids of every identity that was evaluated."""
    with duckdb.connect(database, read_only=True) as con:
        known = [row["figure_ids"].split(",") for row in rows_of(con, KNOWN)]
        return rows_of(con, FIGURES), known
