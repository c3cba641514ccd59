"""What columns mean in the terms of the Fiscal Data Package (``columnType``), and the units of numbers."""

from __future__ import annotations

UNITS = {"x0": "pt", "x1": "pt", "top": "pt", "bottom": "pt"}
"""Units of columns whose name does not say it; points are 1/72 inch."""

FISCAL = {
    "amount_yuan": "value",
    "fiscal_year": "date:fiscal-year",
    "kind": "phase:id",
    "kind_name": "phase:label",
    "region": "geo:source:target",
    "body": "administrative-classification:generic:level1:label",
    "unit_code": "administrative-classification:generic:level2:code",
    "unit_name": "administrative-classification:generic:level2:label",
    "fund_group": "fin-source:generic:level1:code",
    "fund_group_name": "fin-source:generic:level1:label",
    "fund": "fin-source:generic:level2:code",
    "fund_name": "fin-source:generic:level2:label",
    "project_name": "activity:generic:project:label",
}
"""Columns that mean the same in every wide table."""

LEVELS = (("class", "level1"), ("section", "level2"), ("item", "level3"))


def fiscal_type(table: str, column: str) -> str | None:
    """The ``columnType`` of a column of a wide table; None elsewhere and where the fiscal terms have no word for it."""
    if not table.startswith("wide_"):
        return None
    for word, level in LEVELS:
        if column in (f"{word}_code", f"{word}_name") and not table.startswith("wide_three_public"):
            axis = "economic" if "by_economic" in table else "functional"
            return f"{axis}-classification:generic:{level}:{'code' if column.endswith('code') else 'label'}"
    return FISCAL.get(column)


def unit(column: str) -> str | None:
    """The unit of a column: CNY or 10000 CNY for money, pt for places on a page."""
    if column.endswith("_wanyuan"):
        return "10000 CNY"
    return "CNY" if column.endswith("_yuan") else UNITS.get(column)
