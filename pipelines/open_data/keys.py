"""Which columns of facts and wide tables point to which dimension: by name, as dbt's test `every_key_has_its_row` asks."""

from __future__ import annotations

from collections.abc import Iterable

DIMENSIONS = {
    "document_id": ("dim_document", "document_id"),
    "fiscal_year": ("dim_fiscal_year", "fiscal_year"),
    "function_code": ("dim_function", "function_code"),
    "economic_code": ("dim_economic", "economic_code"),
    "gov_economic_code": ("dim_economic", "economic_code"),
    "expenditure_type": ("dim_expenditure_type", "expenditure_type"),
    "fund": ("dim_fund", "fund"),
    "unit_key": ("dim_unit", "unit_key"),
}
"""Column of a fact: the dimension and its key."""

PRINTED_CODES = "fact_change"
"""A fact whose codes are those printed, not members of a dimension."""


def foreign_keys(schema: str, table: str, columns: Iterable[str]) -> list[tuple[str, str, str]]:
    """Column, referenced table of the same schema and its column, for each key of a table."""
    if schema == "audit" and table in ("figure", "claim", "identity", "problem", "printed_table", "repair", "coverage"):
        return [("document_id", "document", "document_id")] if "document_id" in columns else []
    if schema != "marts" or not table.startswith(("fact_", "wide_")):
        return []
    known = [column for column in columns if column in DIMENSIONS]
    return [(column, *DIMENSIONS[column]) for column in known if table != PRINTED_CODES or column == "document_id"]
