"""Makes a whole disclosure of a budget in the manner of a Chongqing department: prose, eight tables, project forms."""

from __future__ import annotations

from decimal import Decimal

from tests.printing.budget import CENT_OF_WANYUAN, Budget, draw_budget
from tests.printing.forms import overall_target_form, project_form
from tests.printing.layout import PLAIN, Layout
from tests.printing.prose import prose
from tests.printing.specification import Disclosure
from tests.printing.tables import (
    appropriation_summary,
    basic_table,
    budget_summary,
    function_table,
    government_fund_table,
    three_public_table,
)

GENERAL_PUBLIC = "一般公共预算财政拨款支出预算表"


def draw_disclosure(
    seed: int,
    body: str,
    region: str,
    year: int = 2024,
    layout: Layout = PLAIN,
    projects: int = 4,
    step: Decimal = CENT_OF_WANYUAN,
) -> Disclosure:
    """A complete disclosure of an invented body with its own consistent figures."""
    budget = draw_budget(seed, projects, step)
    return compose(budget, draw_budget(seed + 1_000_000, projects, step), body, region, year, layout)


def compose(budget: Budget, before: Budget, body: str, region: str, year: int, layout: Layout = PLAIN) -> Disclosure:
    """Write the disclosure of a budget; ``before`` is the budget of the year before, which the prose compares with."""
    tables = (
        appropriation_summary(budget, body, year, layout),
        function_table("general_public_expenditure", budget, f"{year}年{body}{GENERAL_PUBLIC}", layout, "表二"),
        basic_table(budget, body, year, layout),
        three_public_table(budget, body, year, layout),
        government_fund_table(body, year, layout),
        budget_summary(budget, body, year, layout),
        function_table("expenditure_summary", budget, f"{year}年{body}部门支出总表", layout, "表八"),
        overall_target_form(budget, body, year, layout),
        *(project_form(project, body, year, layout) for project in budget.projects),
    )
    return Disclosure(
        body=body,
        region=region,
        year=year,
        kind="budget",
        scope="department",
        heading=(body, f"{year} 年部门预算情况说明"),
        paragraphs=prose(budget, before, body, year),
        tables=tables,
        file_name=f"{body}{year}.pdf",
        indicators={None: budget.targets, **{project.name: project.indicators for project in budget.projects}},
    )
