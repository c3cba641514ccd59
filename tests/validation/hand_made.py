"""Small warehouses made by hand: the tables the suites read, with one good document, to be broken row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

GOOD = "a" * 64
BAD = "b" * 64

MONEY = "decimal(38, 6)"

WHOLE = "未分解"
AXES = ("function_code", "expenditure_type", "economic_code", "gov_economic_code", "unit_code", "fund")

COLUMNS: dict[str, dict[str, str]] = {
    "staging.stg_document": {
        "document_id": "varchar",
        "reading_status": "varchar",
        "reading_reason": "varchar",
    },
    "staging.stg_problem": {
        "document_id": "varchar",
        "problem": "varchar",
        "severity": "varchar",
        "page": "integer",
        "printed": "varchar",
        "explanation": "varchar",
    },
    "intermediate.int_figure": {"document_id": "varchar", "amount_yuan": MONEY},
    "intermediate.int_document_identity": {
        "document_id": "varchar",
        "body": "varchar",
        "fiscal_year": "integer",
        "kind": "varchar",
        "scope": "varchar",
        "reason": "varchar",
    },
    "intermediate.int_document_coverage": {
        "document_id": "varchar",
        "rules": "integer",
        "identities_evaluated": "integer",
        "money_figures": "integer",
        "covered_figures": "integer",
    },
    "intermediate.int_expenditure_figure": {"document_id": "varchar", "unplaced": "varchar"},
    "intermediate.int_expenditure_table_cell": {
        "cell_id": "integer",
        "document_id": "varchar",
        "table_no": "integer",
        **dict.fromkeys(AXES, "varchar"),
        "amount_yuan": MONEY,
        "slack_yuan": MONEY,
    },
    "intermediate.int_expenditure_cell": {
        "cell_id": "integer",
        "cell_key": "varchar",
        "document_id": "varchar",
        **dict.fromkeys(AXES, "varchar"),
    },
    "intermediate.int_dim_expenditure_type": {"expenditure_type": "varchar", "main_type": "varchar"},
    "intermediate.int_dim_fund": {"fund": "varchar", "fund_group": "varchar"},
    "intermediate.int_expenditure_residual": {
        "cell_id": "integer",
        "residual_yuan": MONEY,
        "bound_yuan": MONEY,
        "is_finest": "boolean",
    },
    "intermediate.int_expenditure_block": {
        "cell_key": "varchar",
        "document_id": "varchar",
        "table_family": "varchar",
        "residual_yuan": MONEY,
        "bound_yuan": MONEY,
    },
    "control.verdict": {"document_id": "varchar", "verdict": "varchar"},
    "audit.document": {"document_id": "varchar", "status": "varchar", "status_reason": "varchar"},
    "marts.dim_document": {"document_id": "varchar"},
    "marts.dim_expenditure_type": {"expenditure_type": "varchar", "main_type": "varchar"},
    "marts.dim_fund": {"fund": "varchar", "fund_group": "varchar"},
    "marts.fact_revenue": {"document_id": "varchar"},
    "marts.fact_three_public": {"document_id": "varchar"},
    "marts.fact_project": {"document_id": "varchar"},
    "marts.fact_performance_target": {"document_id": "varchar"},
    "marts.fact_expenditure_version": {"document_id": "varchar"},
    "marts.fact_revenue_version": {"document_id": "varchar"},
    "marts.fact_three_public_version": {"document_id": "varchar"},
    "marts.fact_project_version": {"document_id": "varchar"},
    "marts.fact_performance_target_version": {"document_id": "varchar"},
    "marts.fact_change": {"document_id": "varchar"},
    "intermediate.int_waiver": {
        "waiver_no": "integer",
        "document_id": "varchar",
        "identity": "varchar",
        "status": "varchar",
        "explanation": "varchar",
    },
    "marts.fact_expenditure": {
        "expenditure_key": "varchar",
        "document_id": "varchar",
        **dict.fromkeys(AXES, "varchar"),
        "unit_key": "varchar",
        "row_kind": "varchar",
        "amount_yuan": MONEY,
        "bound_yuan": MONEY,
        "figure_ids": "varchar[]",
    },
    "intermediate.int_identity": {
        "identity_id": "varchar",
        "document_id": "varchar",
        "identity": "varchar",
        "severity": "varchar",
        "shape": "varchar",
        "subject": "varchar",
        "status": "varchar",
        "lhs": MONEY,
        "rhs": MONEY,
        "difference": MONEY,
        "tolerance": MONEY,
        "term_count": "integer",
        "terms": "varchar",
        "figure_ids": "varchar",
        "explanation": "varchar",
    },
}


def identity_row(identity: str, **changed: Any) -> dict[str, Any]:
    """One evaluated identity that holds: 80,000.00 万元 on both sides."""
    row = {
        "identity_id": f"{identity}-1",
        "document_id": GOOD,
        "identity": identity,
        "severity": "blocking",
        "shape": "sum",
        "subject": "合计",
        "status": "holds",
        "lhs": "800000000",
        "rhs": "800000000",
        "difference": "0",
        "tolerance": "150",
        "term_count": 2,
        "terms": "5171.57 + 74828.43",
        "explanation": None,
    }
    return row | changed


def good(document_id: str = GOOD) -> dict[str, list[dict[str, Any]]]:
    """The rows of a document that was read and breaks nothing."""
    return {
        "staging.stg_document": [{"document_id": document_id, "reading_status": "read"}],
        "intermediate.int_figure": [{"document_id": document_id, "amount_yuan": "800000000"}],
        "intermediate.int_document_identity": [
            {
                "document_id": document_id,
                "body": "重庆经济技术开发区管理委员会",
                "fiscal_year": 2023,
                "kind": "budget",
                "scope": "department",
            }
        ],
        "intermediate.int_document_coverage": [
            {
                "document_id": document_id,
                "rules": 34,
                "identities_evaluated": 688,
                "money_figures": 558,
                "covered_figures": 555,
            }
        ],
        "intermediate.int_identity": [identity_row("basic_plus_project_equals_total", document_id=document_id)],
    }


def cell(cell_id: int, amount: str, document_id: str = GOOD, **members: str) -> dict[str, Any]:
    """One printed cell of expenditure; the axes that are not named are not broken down."""
    printed = {"cell_id": cell_id, "document_id": document_id, "table_no": 2, "amount_yuan": amount, "slack_yuan": "50"}
    return dict.fromkeys(AXES, WHOLE) | printed | members


def fact(key: str, row_kind: str, amount: str, document_id: str = GOOD, **values: Any) -> dict[str, Any]:
    """One row of the star; a rounding row's bound is 150 yuan."""
    bound = "150" if row_kind == "rounding" else None
    row = {"expenditure_key": key, "document_id": document_id, "unit_key": "body", "row_kind": row_kind}
    amounts = {"amount_yuan": amount, "bound_yuan": bound, "figure_ids": ["figure"]}
    return dict.fromkeys(AXES, WHOLE) | row | amounts | values


def published(document_id: str = GOOD) -> dict[str, list[dict[str, Any]]]:
    """The rows of a published document: classes of 300.00 and 699.99 under a printed total of 1,000.00."""
    return good(document_id) | {
        "control.verdict": [{"document_id": document_id, "verdict": "pass"}],
        "audit.document": [{"document_id": document_id, "status": "published"}],
        "intermediate.int_expenditure_figure": [{"document_id": document_id}] * 3,
        "intermediate.int_expenditure_table_cell": [
            cell(1, "10000000", document_id),
            cell(2, "3000000", document_id, function_code="201"),
            cell(3, "6999900", document_id, function_code="215"),
        ],
        "marts.dim_document": [{"document_id": document_id}],
        "marts.fact_expenditure": [
            fact("a", "published", "3000000", document_id, function_code="20103", expenditure_type="basic"),
            fact("b", "published", "6999900", document_id, function_code="215", expenditure_type="project"),
            fact("c", "rounding", "100", document_id),
        ],
    }


INTERMEDIATE_MEMBERS = {
    "intermediate.int_dim_expenditure_type": [{"expenditure_type": WHOLE, "main_type": WHOLE}],
    "intermediate.int_dim_fund": [{"fund": WHOLE, "fund_group": WHOLE}],
}
"""The members of the axes before the verdict that hold no document."""

MEMBERS = {
    "marts.dim_expenditure_type": [
        {"expenditure_type": member, "main_type": member} for member in (WHOLE, "basic", "project")
    ],
    "marts.dim_fund": [{"fund": WHOLE, "fund_group": WHOLE}],
}
"""The members of the axes that hold no document."""


def write(path: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """A DuckDB file with every table the suites read, holding these rows and nothing else."""
    with duckdb.connect(str(path)) as connection:
        for schema in ("staging", "intermediate", "control", "audit", "marts"):
            connection.execute(f"create schema {schema}")
        for table, columns in COLUMNS.items():
            connection.execute(
                f"create table {table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})"
            )
            for row in tables.get(table, ()):
                connection.execute(
                    f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values())
                )
    return path
