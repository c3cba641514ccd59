"""What readers find of one document in the published file, as tests compare it."""

from __future__ import annotations

from tests.integration.comparison import Cells, of_warehouse
from tests.integration.conftest import Published

FIGURES = (
    "select table_family, row_side, row_code, row_name, column_name, amount_yuan from audit.figure"
    " where document_id = ? and amount_yuan is not null and table_family <> 'performance_target'"
)
TARGETS = """
    select
        case when target_scope = 'project' then project_name else '' end,
        indicator_name, weight_printed, coalesce(operator, ''), coalesce(target_value, ''), coalesce(measure_unit, '')
    from marts.fact_performance_target
    where document_id = ?
"""


Indicator = tuple[str, str, str, str, str, str]
"""Project ('' for the whole body), indicator, weight, operator, target, unit of measure."""


def indicators_found(run: Published, name: str) -> list[Indicator]:
    """The performance indicators of a document."""
    return sorted(run.rows(TARGETS, run.document(name)))


def found(run: Published, name: str) -> Cells:
    """The amounts of a document."""
    return of_warehouse(run.rows(FIGURES, run.document(name)))
