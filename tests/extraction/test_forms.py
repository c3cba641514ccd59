"""Performance forms: budgets and indicators, over page breaks and in lists."""

from __future__ import annotations

from decimal import Decimal

from printed import Table, page

from pipelines.extraction.forms import FormReading
from pipelines.extraction.pages import Page
from pipelines.extraction.reader import read_tables

TITLE = "2023年项目绩效目标表（一级项目）"
INDICATORS = ["绩效指标", "指标名称", "指标权重", "指标性质", "指标值", "计量单位", "是否核心"]
FORM = [
    ["项目名称", "某专项经费", "<", "主管部门", "109-某管委会", "<", "<"],
    ["当年预算", "860.00", "<", "<", "<", "<", "<"],
    ["项目概况", "做好某项工作。", "<", "<", "<", "<", "<"],
    INDICATORS,
    ["^", "培训场次", "20", "≥", "2", "场次", "否"],
    ["^", "企业满意度", "10", "≥", "90", "%", "是"],
]


def forms(*pages: Page) -> list[FormReading]:
    return [reading for reading in read_tables(pages, "0" * 64) if isinstance(reading, FormReading)]


def test_a_form_gives_its_budget_and_its_indicators() -> None:
    (form,) = forms(page(14, TITLE, "单位：万元", Table(FORM)))
    (budget,) = form.figures
    assert (budget.row_name, budget.column_name, budget.amount_yuan) == ("某专项经费", "budget", Decimal("8600000.00"))
    assert (budget.unit_code, budget.unit_name) == ("109", "某管委会")
    assert [(t.indicator_name, t.weight, t.operator, t.target_value) for t in form.targets] == [
        ("培训场次", Decimal(20), "≥", "2"),
        ("企业满意度", Decimal(10), "≥", "90"),
    ]
    assert [t.is_core for t in form.targets] == ["否", "是"]


def test_the_same_title_begins_the_next_form() -> None:
    first, second = forms(page(14, TITLE, "单位：万元", Table(FORM)), page(15, TITLE, "单位：万元", Table(FORM)))
    assert (first.table.table_no, second.table.table_no) == (1, 2)


def test_a_form_goes_on_over_the_page() -> None:
    rest = [["^" if c == 0 else text for c, text in enumerate(row)] for row in FORM[5:]]
    rest[0][0] = ""
    (form,) = forms(page(14, TITLE, "单位：万元", Table(FORM[:5])), page(15, Table(rest)))
    assert [(t.indicator_name, t.page) for t in form.targets] == [("培训场次", 14), ("企业满意度", 15)]
    assert {t.project_name for t in form.targets} == {"某专项经费"}


def test_a_list_of_projects_gives_each_its_own() -> None:
    rows = [
        ["序号", "项目名称", "当年财政拨款预算金额", "指标名称", "指标性质", "指标值", "计量单位"],
        ["1", "甲项目", "8.00", "甲指标", "≥", "1", "个"],
        ["^", "^", "^", "乙指标", "≥", "2", "个"],
        ["2", "乙项目", "9.00", "丙指标", "≥", "3", "个"],
    ]
    (form,) = forms(page(1, "一般性项目绩效目标表", "单位：万元", Table(rows)))
    assert [(f.row_name, f.printed) for f in form.figures] == [("甲项目", "8.00"), ("乙项目", "9.00")]
    assert [(t.project_name, t.indicator_name) for t in form.targets] == [
        ("甲项目", "甲指标"),
        ("甲项目", "乙指标"),
        ("乙项目", "丙指标"),
    ]


def test_the_overall_form_names_no_project() -> None:
    rows = [
        ["部门(单位)名称", "109-某管委会", "<", "<", "<", "<"],
        ["绩效指标", "指标", "指标权重", "计量单位", "指标性质", "指标值"],
    ]
    rows += [["^", "预算公开率", "10", "%", "=", "100"]]
    (form,) = forms(page(1, "部门整体绩效目标表", "单位：万元", Table(rows)))
    (target,) = form.targets
    assert (target.project_name, target.indicator_name, target.unit_code) == (None, "预算公开率", "109")


def test_an_empty_form_is_empty() -> None:
    rows = [["项目名称", "", "<", "<", "<", "<", "<"], INDICATORS, ["^", "", "", "", "", "", ""]]
    (form,) = forms(page(1, TITLE, "单位：万元", Table(rows)))
    assert (form.table.status, form.figures, form.targets) == ("empty", [], [])
