"""Small warehouses made by hand: the tables the suites read, with one good document, to be broken row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

GOOD = "a" * 64
BAD = "b" * 64

MONEY = "decimal(38, 6)"

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


def write(path: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """A DuckDB file with every table the suites read, holding these rows and nothing else."""
    with duckdb.connect(str(path)) as connection:
        for schema in ("staging", "intermediate", "marts"):
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
