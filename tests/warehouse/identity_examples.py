"""For every identity a small disclosure that satisfies it and one that does not, in the form of truth files.

The failing disclosure differs from the passing one by the mistake alone; ``difference`` is what the identity must say, in 元.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

Table = dict[str, Any]
Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Example:
    """What is printed where the identity holds, and where it fails."""

    holds: dict[str, Any]
    fails: dict[str, Any]
    difference: str
    beside: tuple[dict[str, Any], ...] = field(default=())
    same_body: bool = True


def table(family: str, columns: str, *rows: Row, side: str | None = None, unit: str = "万元") -> Table:
    """A table; each row is (code, name, amounts...), with ``side`` for all of its rows."""
    printed = [
        {"code": code, "name": name, "values": list(values)} | ({"side": side} if side else {})
        for code, name, *values in rows
    ]
    return {"family": family, "title": family, "money_unit": unit, "columns": columns.split(), "rows": printed}


def both_sides(family: str, columns: str, revenue: list[Row], expenditure: list[Row]) -> Table:
    """A summary table: its revenue rows, then its expenditure rows."""
    left = table(family, columns, *revenue, side="revenue")
    left["rows"] += table(family, columns, *expenditure, side="expenditure")["rows"]
    return left


def units(one: Table, *names: str | None) -> Table:
    """The same table with a unit printed on each row; a row of the unit itself has no code."""
    rows = [row | ({"unit": name} if name else {}) for row, name in zip(one["rows"], names, strict=True)]
    return one | {"rows": rows}


def claim(concept: str, printed: str, **more: str) -> dict[str, str]:
    """One statement of the prose."""
    return {"concept": concept, "printed": printed} | more


def document(label: str, year: int = 2023, **content: Any) -> dict[str, Any]:
    """A truth with these tables, claims and targets."""
    return {
        "slug": label, "sha256": sha256(label.encode()).hexdigest(), "body": label, "region": "某市", "year": year,
        "kind": "budget", "scope": "department", "tables": [], "verified": [],
    } | content  # fmt: skip


def tables(*printed: Table) -> dict[str, Any]:
    return {"tables": list(printed)}


def prose(*stated: dict[str, str], printed: tuple[Table, ...] = ()) -> dict[str, Any]:
    return {"claims": list(stated), "tables": list(printed)}


def indicators(*weights: str) -> dict[str, Any]:
    listed = [{"name": f"指标{number}", "weight": weight} for number, weight in enumerate(weights, 1)]
    return {"performance_targets": [{"project": "某项目", "indicators": listed}]}


def function(total: str, basic: str, project: str, *rows: Row) -> Table:
    return table("general_public_expenditure", "total basic project", (None, "合计", total, basic, project), *rows)


def economic(*rows: Row) -> Table:
    return table("basic_expenditure", "total personnel operating", *rows)


PENSION = ("301", "工资福利支出", "5.00", "5.00", None)
BASIC = [(None, "合计", "9.00", "7.00", "2.00"), PENSION]
SPENT = function("10.00", "4.00", "6.00", ("201", "一般公共服务支出", "10.00", "4.00", "6.00"))
LAST_YEAR = document("same body", 2022, **tables(SPENT)) | {"sha256": sha256(b"last year").hexdigest()}

BUDGETED = document("same body", 2023, **tables(SPENT)) | {"sha256": sha256(b"this year's budget").hexdigest()}


def department(second: str, total: str) -> dict[str, Any]:
    """A department that lists two units, both of which have documents of their own."""
    rows = (
        (None, "合计", total),
        (None, "甲所", "10.00"),
        ("201", "一般公共服务支出", "10.00"),
        (None, "乙所", second),
        ("201", "一般公共服务支出", second),
    )
    return tables(units(table("general_public_expenditure", "total", *rows), None, "甲所", "甲所", "乙所", "乙所"))


def of_unit(name: str, total: str) -> dict[str, Any]:
    """The document of one unit."""
    spent = table("general_public_expenditure", "total", (None, "合计", total), ("201", "一般公共服务支出", total))
    return document(name, **tables(spent)) | {"scope": "unit"}


EXAMPLES: dict[str, Example] = {
    "basic_plus_project_equals_total": Example(
        tables(function("10.00", "4.00", "6.01")), tables(function("10.00", "4.00", "6.02")), "-200"
    ),
    "personnel_plus_operating_equals_basic": Example(
        tables(
            table("general_public_expenditure", "basic personnel operating", (None, "合计", "4.00", "3.00", "1.00"))
        ),
        tables(table("general_public_expenditure", "basic personnel operating", (None, "合计", "4.00", "1.00", None))),
        "30000",
    ),
    "personnel_plus_operating_equals_total": Example(
        tables(economic(("301", "工资福利支出", "5.00", "4.00", "1.00"))),
        tables(economic(("301", "工资福利支出", "50.00", "4.00", "1.00"))),
        "450000",
    ),
    "sources_sum_to_total": Example(
        tables(
            table(
                "revenue_summary",
                "total general_public other_income",
                ("201", "一般公共服务支出", "9.00", "7.00", "2.00"),
            )
        ),
        tables(
            table(
                "revenue_summary",
                "total general_public other_income",
                ("201", "一般公共服务支出", "9.00", "2.00", "2.00"),
            )
        ),
        "50000",
    ),
    "current_sources_sum_to_current_total": Example(
        tables(
            table(
                "revenue_summary",
                "current_total general_public business_income",
                (None, "合计", "9.00", "7.00", "2.00"),
            )
        ),
        tables(
            table(
                "revenue_summary",
                "current_total general_public business_income",
                (None, "合计", "9.00", "7.00", "3.00"),
            )
        ),
        "-10000",
    ),
    "carry_over_parts_sum": Example(
        tables(
            table(
                "revenue_summary",
                "carry_over carry_over_general_public carry_over_unit_funds",
                (None, "合计", "3.00", "1.00", "2.00"),
            )
        ),
        tables(
            table(
                "revenue_summary",
                "carry_over carry_over_general_public carry_over_unit_funds",
                (None, "合计", "3.00", "1.00", "1.00"),
            )
        ),
        "10000",
    ),
    "appropriation_equals_funds": Example(
        tables(
            table(
                "revenue_summary",
                "fiscal_appropriation general_public government_fund",
                (None, "合计", "3.00", "1.00", "2.00"),
            )
        ),
        tables(
            table(
                "revenue_summary",
                "fiscal_appropriation general_public government_fund",
                (None, "合计", "3.00", "1.00", "1.00"),
            )
        ),
        "10000",
    ),
    "funds_sum_to_total": Example(
        tables(
            table(
                "appropriation_summary",
                "total general_public government_fund",
                (None, "教育支出", "3.00", "1.00", "2.00"),
                side="expenditure",
            )
        ),
        tables(
            table(
                "appropriation_summary",
                "total general_public government_fund",
                (None, "教育支出", "3.00", "1.00", "3.00"),
                side="expenditure",
            )
        ),
        "-10000",
    ),
    "three_public_parts_sum": Example(
        tables(
            table(
                "three_public",
                "total abroad vehicle_total vehicle_purchase vehicle_running reception",
                (None, None, "288.79", "37.00", "166.20", "5.00", "161.20", "85.59"),
            )
        ),
        tables(
            table(
                "three_public",
                "total abroad vehicle_total vehicle_purchase vehicle_running reception",
                (None, None, "283.79", "37.00", "166.20", "5.00", "161.20", "85.59"),
            )
        ),
        "-50000",
    ),
    "vehicle_equals_purchase_plus_running": Example(
        tables(
            table(
                "three_public",
                "total vehicle_total vehicle_purchase vehicle_running",
                (None, None, "166.20", "166.20", "5.00", "161.20"),
            )
        ),
        tables(
            table(
                "three_public",
                "total vehicle_total vehicle_purchase vehicle_running",
                (None, None, "166.20", "166.20", "5.00", "16.12"),
            )
        ),
        "1450800",
    ),
    "children_sum_to_parent": Example(
        tables(
            table(
                "general_public_expenditure",
                "total",
                ("201", "甲", "3.00"),
                ("20101", "乙", "1.01"),
                ("20102", "丙", "2.00"),
            )
        ),
        tables(
            table(
                "general_public_expenditure",
                "total",
                ("201", "甲", "3.00"),
                ("20101", "乙", "1.02"),
                ("20102", "丙", "2.00"),
            )
        ),
        "-200",
    ),
    "categories_sum_to_total": Example(
        tables(
            table(
                "general_public_expenditure",
                "total",
                (None, "合计", "3.00"),
                ("201", "甲", "1.00"),
                ("20101", "乙", "1.00"),
                ("203", "丙", "1.99"),
            )
        ),
        tables(
            table(
                "general_public_expenditure",
                "total",
                (None, "合计", "3.00"),
                ("201", "甲", "1.00"),
                ("20101", "乙", "1.00"),
                ("203", "丙", "0.20"),
            )
        ),
        "18000",
    ),
    "listed_projects_sum_to_total": Example(
        tables(table("project", "budget", (None, "合计", "6.00"), (None, "甲项目", "2.00"), (None, "乙项目", "4.00"))),
        tables(table("project", "budget", (None, "合计", "6.00"), (None, "甲项目", "2.00"), (None, "乙项目", "3.00"))),
        "10000",
    ),
    "economic_classes_sum_to_total": Example(
        tables(
            table(
                "basic_expenditure",
                "total",
                (None, "合计", "3.00"),
                ("301", "甲", "1.00"),
                ("30101", "乙", "1.00"),
                ("302", "丙", "2.00"),
            )
        ),
        tables(
            table(
                "basic_expenditure",
                "total",
                (None, "合计", "3.00"),
                ("301", "甲", "1.00"),
                ("30101", "乙", "1.00"),
                ("302", "丙", "2.10"),
            )
        ),
        "-1000",
    ),
    "department_equals_sum_of_units": Example(
        tables(
            units(
                table(
                    "general_public_expenditure",
                    "total",
                    (None, "合计", "3.00"),
                    (None, "甲局", "1.00"),
                    ("201", "一般公共服务支出", "1.00"),
                    (None, "乙局", "2.00"),
                    ("201", "一般公共服务支出", "2.00"),
                ),
                None,
                "甲局",
                "甲局",
                "乙局",
                "乙局",
            )
        ),
        tables(
            units(
                table(
                    "general_public_expenditure",
                    "total",
                    (None, "合计", "3.00"),
                    (None, "甲局", "1.00"),
                    ("201", "一般公共服务支出", "1.00"),
                    (None, "乙局", "2.50"),
                    ("201", "一般公共服务支出", "2.50"),
                ),
                None,
                "甲局",
                "甲局",
                "乙局",
                "乙局",
            )
        ),
        "-5000",
    ),
    "summary_categories_sum_to_total": Example(
        tables(
            both_sides(
                "budget_summary",
                "amount",
                [(None, "收入总计", "3.00")],
                [(None, "一、教育支出", "1.00"), (None, "二、外交支出", "2.01"), (None, "支出总计", "3.00")],
            )
        ),
        tables(
            both_sides(
                "budget_summary",
                "amount",
                [(None, "收入总计", "3.00")],
                [(None, "一、教育支出", "1.00"), (None, "二、外交支出", "2.20"), (None, "支出总计", "3.00")],
            )
        ),
        "-2000",
    ),
    "revenue_equals_expenditure": Example(
        tables(both_sides("budget_summary", "amount", [(None, "收入总计", "3.00")], [(None, "支出总计", "3.00")])),
        tables(both_sides("budget_summary", "amount", [(None, "收入总计", "3.00")], [(None, "支出总计", "3.01")])),
        "-100",
    ),
    "same_figure_across_tables": Example(
        tables(
            both_sides("budget_summary", "amount", [], [(None, "支出总计", "3.00")]),
            table("expenditure_summary", "total", (None, "合计", "3.00")),
        ),
        tables(
            both_sides("budget_summary", "amount", [], [(None, "支出总计", "3.00")]),
            table("expenditure_summary", "total", (None, "合计", "3.01")),
        ),
        "-100",
    ),
    "function_rows_agree_across_tables": Example(
        tables(
            SPENT,
            table(
                "expenditure_summary",
                "total basic project",
                (None, "合计", "10.00", "4.00", "6.00"),
                ("201", "一般公共服务支出", "10.00", "4.00", "6.00"),
            ),
        ),
        tables(
            SPENT,
            table(
                "expenditure_summary",
                "total basic project",
                (None, "合计", "10.00", "4.00", "6.00"),
                ("201", "一般公共服务支出", "10.00", "4.01", "5.99"),
            ),
        ),
        "100",
    ),
    "class_totals_agree_across_tables": Example(
        tables(
            both_sides(
                "appropriation_summary", "total general_public", [], [(None, "一、一般公共服务支出", "10.00", "10.00")]
            ),
            SPENT,
        ),
        tables(
            both_sides(
                "appropriation_summary", "total general_public", [], [(None, "一、一般公共服务支出", "10.01", "10.01")]
            ),
            SPENT,
        ),
        "100",
    ),
    "economic_total_equals_basic_by_function": Example(
        tables(SPENT, economic((None, "合计", "4.00", "3.00", "1.00"))),
        tables(SPENT, economic((None, "合计", "4.01", "3.00", "1.00"))),
        "100",
    ),
    "personnel_equals_301_plus_303": Example(
        tables(
            economic(
                (None, "合计", "9.00", "7.00", "2.00"),
                PENSION,
                ("303", "对个人和家庭的补助", "2.01", "2.01", None),
                ("302", "商品和服务支出", "2.00", None, "2.00"),
            )
        ),
        tables(
            economic(
                (None, "合计", "9.00", "7.00", "2.00"),
                PENSION,
                ("303", "对个人和家庭的补助", "1.00", "1.00", None),
                ("302", "商品和服务支出", "2.00", None, "2.00"),
            )
        ),
        "10000",
    ),
    "operating_equals_other_classes": Example(
        tables(
            economic(
                *BASIC, ("302", "商品和服务支出", "1.50", None, "1.50"), ("310", "资本性支出", "0.50", None, "0.50")
            )
        ),
        tables(
            economic(
                *BASIC, ("302", "商品和服务支出", "1.50", None, "1.50"), ("310", "资本性支出", "0.05", None, "0.05")
            )
        ),
        "4500",
    ),
    "projects_sum_to_project_expenditure": Example(
        tables(SPENT, table("project", "budget", (None, "甲项目", "2.00"), (None, "乙项目", "4.00"))),
        tables(SPENT, table("project", "budget", (None, "甲项目", "2.00"), (None, "乙项目", "4.10"))),
        "1000",
    ),
    "claim_equals_table": Example(
        prose(claim("general_public.basic", "4"), printed=(SPENT,)),
        prose(claim("general_public.basic", "5"), printed=(SPENT,)),
        "10000",
    ),
    "procurement_parts_sum": Example(
        prose(
            claim("procurement.total", "6"),
            claim("procurement.goods", "1.00"),
            claim("procurement.works", "2.00"),
            claim("procurement.services", "3.00"),
        ),
        prose(
            claim("procurement.total", "6.00"),
            claim("procurement.goods", "1.00"),
            claim("procurement.works", "2.00"),
            claim("procurement.services", "3.10"),
        ),
        "-1000",
    ),
    "procurement_general_public_parts_sum": Example(
        prose(
            claim("procurement.general_public.total", "6.00"),
            claim("procurement.general_public.goods", "1.00"),
            claim("procurement.general_public.works", "2.00"),
            claim("procurement.general_public.services", "3.00"),
        ),
        prose(
            claim("procurement.general_public.total", "6.00"),
            claim("procurement.general_public.goods", "1.00"),
            claim("procurement.general_public.works", "2.00"),
            claim("procurement.general_public.services", "30.00"),
        ),
        "-270000",
    ),
    "three_public_claims_sum": Example(
        prose(
            claim("three_public.total", "288.79"),
            claim("three_public.abroad", "37.00"),
            claim("three_public.reception", "85.59"),
            claim("three_public.vehicle_running", "161.20"),
            claim("three_public.vehicle_purchase", "5.00"),
        ),
        prose(
            claim("three_public.total", "288.79"),
            claim("three_public.abroad", "37.00"),
            claim("three_public.reception", "85.59"),
            claim("three_public.vehicle_running", "161.20"),
            claim("three_public.vehicle_purchase", "6.00"),
        ),
        "-10000",
    ),
    "vehicles_sum": Example(
        prose(
            claim("vehicles.total", "3", unit="辆"),
            claim("vehicles.kind", "1", unit="辆", subject="一般公务用车"),
            claim("vehicles.kind", "2", unit="辆", subject="执法执勤用车"),
        ),
        prose(
            claim("vehicles.total", "3", unit="辆"),
            claim("vehicles.kind", "1", unit="辆", subject="一般公务用车"),
            claim("vehicles.kind", "1", unit="辆", subject="执法执勤用车"),
        ),
        "1",
    ),
    "basic_and_project_changes_sum": Example(
        prose(
            claim("change.general_public_expenditure", "0.00"),
            claim("change.general_public.basic", "15.49", direction="decrease"),
            claim("change.general_public.project", "15.49"),
        ),
        prose(
            claim("change.general_public_expenditure", "0.00"),
            claim("change.general_public.basic", "15.49", direction="decrease"),
            claim("change.general_public.project", "15.94"),
        ),
        "-4500",
    ),
    "three_public_changes_sum": Example(
        prose(
            claim("change.three_public.total", "4.12", direction="decrease"),
            claim("change.three_public.abroad", "6.00"),
            claim("change.three_public.reception", "5.70", direction="decrease"),
            claim("change.three_public.vehicle_total", "4.42", direction="decrease"),
        ),
        prose(
            claim("change.three_public.total", "4.12"),
            claim("change.three_public.abroad", "6.00"),
            claim("change.three_public.reception", "5.70", direction="decrease"),
            claim("change.three_public.vehicle_total", "4.42", direction="decrease"),
        ),
        "82400",
    ),
    "pension_by_function_equals_economic": Example(
        tables(
            function("4.00", "4.00", "0.00", ("2080505", "养老", "4.00", "4.00", None)),
            economic(("30108", "养老", "4.00", "4.00", None)),
        ),
        tables(
            function("4.00", "4.00", "0.00", ("2080505", "养老", "4.00", "4.00", None)),
            economic(("30108", "养老", "4.10", "4.10", None)),
        ),
        "-1000",
    ),
    "annuity_by_function_equals_economic": Example(
        tables(
            function("4.00", "4.00", "0.00", ("2080506", "年金", "4.00", "4.00", None)),
            economic(("30109", "年金", "4.00", "4.00", None)),
        ),
        tables(
            function("4.00", "4.00", "0.00", ("2080506", "年金", "4.00", "4.00", None)),
            economic(("30109", "年金", "4.10", "4.10", None)),
        ),
        "-1000",
    ),
    "housing_fund_by_function_equals_economic": Example(
        tables(
            function("4.00", "4.00", "0.00", ("2210201", "公积金", "4.00", "4.00", None)),
            economic(("30113", "公积金", "4.00", "4.00", None)),
        ),
        tables(
            function("4.00", "4.00", "0.00", ("2210201", "公积金", "4.00", "4.00", None)),
            economic(("30113", "公积金", "4.10", "4.10", None)),
        ),
        "-1000",
    ),
    "performance_weights_sum": Example(indicators("40", "30", "20"), indicators("40", "30", "10"), "-10"),
    "prior_year_column_equals_last_year": Example(
        tables(table("general_public_expenditure", "prior_year total", ("201", "一般公共服务支出", "10.00", "9.00"))),
        tables(table("general_public_expenditure", "prior_year total", ("201", "一般公共服务支出", "10.01", "9.00"))),
        "100",
        beside=(LAST_YEAR,),
    ),
    "department_equals_unit_documents": Example(
        department("5.00", "15.00"),
        department("6.00", "16.00"),
        "10000",
        beside=(of_unit("甲所", "10.00"), of_unit("乙所", "5.00")),
        same_body=False,
    ),
    "budget_column_equals_budget_document": Example(
        tables(table("general_public_expenditure", "budget total", ("201", "一般公共服务支出", "10.00", "9.00")))
        | {"kind": "final_accounts"},
        tables(table("general_public_expenditure", "budget total", ("201", "一般公共服务支出", "10.01", "9.00")))
        | {"kind": "final_accounts"},
        "100",
        beside=(BUDGETED,),
    ),
}

SLIPPED = document(
    "an amount that slipped into the column of another fund",
    **tables(
        both_sides(
            "appropriation_summary",
            "total general_public government_fund",
            [(None, "一、本年收入", "3.00", None, None), (None, "收入总计", "3.00", None, None)],
            [
                (None, "一、本年支出", "3.00", None, "3.00"),
                (None, "一、教育支出", "1.00", "1.00", None),
                (None, "二、外交支出", "2.00", "2.00", None),
                (None, "支出总计", "3.00", "3.00", None),
            ],
        )
    ),
)
"""Along its row the amount still adds up; no class has anything in the column it stands in."""

UNITS_WITHOUT_AMOUNTS = document(
    "units whose rows are headings",
    **tables(
        units(
            table(
                "project",
                "total",
                (None, "合计", "3.00"),
                (None, "甲所", None),
                (None, "修缮", "1.00"),
                (None, "会议", "2.00"),
            ),
            None,
            "甲所",
            "甲所",
            "甲所",
        )
    ),
)
"""What stands beside a unit's name is blank: no sum of units is printed, so nothing says that it differs."""
