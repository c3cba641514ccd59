"""Projects and performance targets."""

from __future__ import annotations

from typing import Any

from dashboard.connection import Reading

Rows = list[dict[str, Any]]

PROJECTS = """
    select p.*, u.unit_name, u.unit_level,
        (select count(*) from marts.fact_performance_target as t
         where t.document_id = p.document_id and t.project_key = p.project_key) as targets
    from marts.fact_project as p inner join marts.dim_unit as u using (unit_key)
    where p.document_id = ? order by p.amount_yuan desc nulls last, p.project_name
"""
OF_PROJECT = (
    "select * from marts.fact_performance_target where document_id = ? and project_key = ? order by page, target_key"
)
OTHERS = """
    select * from marts.fact_performance_target
    where document_id = ? and project_key not in (select project_key from marts.fact_project where document_id = ?)
    order by target_scope, project_name, page, target_key
"""


def projects(reading: Reading, document_id: str) -> Rows:
    """The projects of a disclosure, the largest first, with how many targets each has."""
    return reading.rows(PROJECTS, [document_id])


def targets(reading: Reading, document_id: str, project_key: str) -> Rows:
    """The performance targets of one project."""
    return reading.rows(OF_PROJECT, [document_id, project_key])


def other_targets(reading: Reading, document_id: str) -> Rows:
    """The targets of the whole body, and of projects that have no row of their own."""
    return reading.rows(OTHERS, [document_id, document_id])
