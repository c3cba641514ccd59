"""Performance forms (绩效目标表): one of the whole body, one of each project."""

from __future__ import annotations

from dataclasses import replace

from tests.printing.budget import Budget, Project
from tests.printing.layout import Layout, amount_cell, centred, printed
from tests.printing.specification import Cell, Row, Table

GOAL = (
    "一是保障人员支出和单位正常运转；二是稳步推进重点工作；三是提升公共服务水平，全年任务按期完成，群众满意度稳步提高。"
)
HEADS = ("指标名称", "指标权重", "指标性质", "指标值", "计量单位", "是否核心")


def overall_target_form(budget: Budget, body: str, year: int, layout: Layout) -> Table:
    """整体绩效目标表: the whole body's expenditure, its goal in words and its indicators."""
    family = "performance_target"
    whole = printed(budget.basic() + budget.project(), layout)
    top: Row = (
        Cell("部门(单位)名称", align="centre"), Cell(f"109-{body}", columns=2), None,
        Cell("部门支出预算数", align="centre"), amount_cell(family, "total", whole, name=body), None,
    )  # fmt: skip
    stretched = replace(top[4], columns=2) if top[4] else None
    rows: list[Row] = [
        (*top[:4], stretched, None),
        (Cell("当年整体绩效目标", align="centre"), Cell(GOAL, columns=5), None, None, None, None),
        indicator_heads(("指标", "指标权重", "计量单位", "指标性质", "指标值"), len(budget.targets)),
        *((None, *centre_all(i.name, i.weight, i.unit, i.operator, i.target)) for i in budget.targets),
    ]
    title = f"{year}年{body}部门（单位）整体绩效目标表"
    return form(family, title, (77.0, 135.0, 67.5, 67.5, 67.5, 67.5), rows, layout, "表十")


def project_form(project: Project, body: str, year: int, layout: Layout) -> Table:
    """项目绩效目标表 of one project: name, budget, words, indicators."""
    words = f"围绕{project.name[:4]}，按照年度工作安排组织实施，保障相关工作有序推进。" * 2
    amount = amount_cell("project", "total", printed(project.amount, layout), "left", name=project.name)
    rows: list[Row] = [
        (
            Cell("项目名称", align="centre"), Cell(project.name, columns=2), None,
            Cell("主管部门", align="centre"), Cell(f"109-{body}", columns=3), None, None,
        ),
        (Cell("当年预算", align="centre"), replace(amount, columns=6), *([None] * 5)),
        *((centred(head), Cell(words, columns=6), *([None] * 5)) for head in ("项目概况", "立项依据", "当年绩效目标")),
        indicator_heads(HEADS, len(project.indicators)),
        *((None, *centre_all(i.name, i.weight, i.operator, i.target, i.unit, i.core)) for i in project.indicators),
    ]  # fmt: skip
    title, widths = f"{year}年项目绩效目标表（一级项目）", (67.5, 130.0, 67.5, 53.0, 56.0, 54.0, 54.0)
    table = form("project", title, widths, rows, layout, "表十一")
    return replace(table, above=(f"编制单位：109-{body}",))


def form(family: str, title: str, widths: tuple[float, ...], rows: list[Row], layout: Layout, label: str) -> Table:
    """A form is one block of merged cells that stays together on its page."""
    return Table(family, title, layout.money_unit, widths, tuple(rows), (), label)


def indicator_heads(heads: tuple[str, ...], indicators: int) -> Row:
    """绩效指标 beside all its rows, then the headings of the indicators."""
    return (Cell("绩效指标", rows=indicators + 1, align="centre"), *(centred(head) for head in heads))


def centre_all(name: str, *texts: str) -> Row:
    """A name, then centred cells."""
    return (Cell(name), *(centred(text) for text in texts))
