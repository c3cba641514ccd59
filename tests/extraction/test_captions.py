"""Titles, units and owners above a grid or inside it; near neighbours are told apart by their titles alone."""

from __future__ import annotations

import pytest
from printed import Table, page

from pipelines.extraction.captions import caption_of, title_entry, unit_in
from pipelines.extraction.folding import fold
from pipelines.extraction.pieces import pieces_of


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("2023年重庆经开区管委会财政拨款收支总表", "appropriation_summary"),
        ("2023年重庆经开区管委会部门收支总表", "budget_summary"),
        ("预算01表 收支总表", "budget_summary"),
        ("表1：高等学校收支决算总表", "budget_summary"),
        ("收入支出决算总表", "budget_summary"),
        ("财政拨款收入支出决算总表", "appropriation_summary"),
        ("一般公共预算财政拨款支出预算表", "general_public_expenditure"),
        ("2026年部门一般公共预算支出功能分类预算表", "general_public_expenditure"),
        ("一般公共预算支出表（按功能分类）", "general_public_expenditure"),
        ("一般公共预算支出表（按经济分类）", "general_public_by_economic"),
        ("一般公共预算财政拨款基本支出预算表", "basic_expenditure"),
        ("一般公共预算基本支出明细表（按支出经济分类科目）", "basic_expenditure"),
        ("一般公共预算基本支出明细表（按支出功能分类科目）", None),
        ("一般公共预算项目支出情况表（按经济分类科目）", None),
        ("一般公共预算机关运行经费支出预算表", None),
        ("部门“三公”经费和机关运行经费预算表", "three_public"),
        ("“三公”经费、会议费、培训费支出预算表", "three_public"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund_expenditure"),
        ("国有资本经营预算支出情况表", "state_capital_expenditure"),
        ("2026年部门收入总体情况表", "revenue_summary"),
        ("支出决算表", "expenditure_summary"),
        ("市级部门支出预算总表", "expenditure_summary"),
        ("项目支出总表", "project"),
        ("2023年项目绩效目标表（一级项目）", "project"),
        ("部门（单位）整体绩效目标表", "performance_target"),
        ("2026年政府采购预算表", None),
        ("公共财政预算支出表", "general_public_expenditure"),
        ("财政专户管理资金支出表", None),
        ("表1 部门收支总体情况", "budget_summary"),
        ("部门预算收支情况表", "budget_summary"),
        ("部门支出总体情况表（按经济分类）", None),
    ],
)
def test_a_title_names_its_family(title: str, family: str | None) -> None:
    entry = title_entry(fold(title))
    assert (entry.family if entry else None) == family


@pytest.mark.parametrize(
    "line",
    ["本表反映部门本年度各项支出情况。", "收支总表 ............ 5", "二、部门收支总体情况", "单位：万元", "表三"],
)
def test_prose_and_lists_of_contents_are_no_titles(line: str) -> None:
    assert title_entry(fold(line)) is None


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("编制单位：上海市数据局 单位： 元", "元"),
        ("金额单位：人民币万元", "万元"),
        ("部门名称：某局 单位:亿元", "亿元"),
        ("单位名称：某局", None),
        ("单位：辆", None),
        ("单位（万元）", "万元"),
        ("单位：（人民币万元）", "万元"),
        ("单位：万元（保留两位小数）", "万元"),
        ("单位：人、万元", "万元"),
    ],
)
def test_a_unit_is_read_never_assumed(line: str, unit: str | None) -> None:
    assert unit_in(fold(line)) == unit


def _caption(*lines: str):
    return caption_of(page(1, *lines).lines)


def test_the_line_nearest_to_the_grid_speaks_first() -> None:
    caption = _caption("部门支出总表", "部门收入总表", "编制单位：某局 单位：元")
    assert (caption.text, caption.unit, caption.owner) == ("部门收入总表", "元", "某局")


def test_a_title_over_two_lines_is_one_title() -> None:
    caption = _caption(
        "2022年部门综合预算一般公共预算拨款“三公”经费、", "会议费、培训费表（不含上年结转）", "金额单位：万元"
    )
    assert caption.title is not None
    assert caption.title.family == "three_public"


def test_a_unit_over_two_lines_is_read() -> None:
    assert _caption("支出总表", "单位：万", "部门名称：某法院 元").unit == "万元"


def test_a_title_inside_the_grid_is_taken_off_it() -> None:
    rows = [
        ["", "<", "<"],
        ["预算07表 政府性基金预算支出表", "<", "<"],
        ["", "", "金额单位：万元"],
        ["科目编码", "科目名称", "合计"],
    ]
    (piece,) = pieces_of([page(1, Table(rows))])
    assert (piece.caption.unit, piece.sheet.texts(0)) == ("万元", ["科目编码", "科目名称", "合计"])


def test_a_grid_is_cut_where_a_title_stands_inside_it() -> None:
    rows = [["收入合计", "1.00"], ["支出预算总表", "<"], ["合计", "基本支出"], ["2.00", "2.00"]]
    first, second = pieces_of([page(1, "收支预算总表", Table(rows))])
    assert first.caption.text == "收支预算总表"
    assert second.caption.text == "支出预算总表"
    assert len(second.sheet.rows) == 2
