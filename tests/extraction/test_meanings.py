"""Header paths to columns: composed from the vocabulary, refused when a cell is not explained."""

from __future__ import annotations

import pytest

from pipelines.extraction.meanings import meaning_of
from pipelines.extraction.naming import column_name


@pytest.mark.parametrize(
    ("family", "path", "name"),
    [
        pytest.param("general_public_expenditure", ("2026年预算数", "总计"), "total", id="this year's total"),
        pytest.param("general_public_expenditure", ("2025年预算数",), "prior_year", id="last year's total"),
        pytest.param(
            "general_public_expenditure", ("2025年预算数", "基本支出"), "prior_year_basic", id="last year's part"
        ),
        pytest.param(
            "general_public_expenditure", ("一般公共预算支出", "其中:基本支出"), "basic", id="a container above"
        ),
        pytest.param("general_public_expenditure", ("基本支出", "小计"), "basic", id="a subtotal is its group"),
        pytest.param("general_public_expenditure", ("基本支出", "人员经费"), "personnel", id="a part of its group"),
        pytest.param(
            "general_public_expenditure", ("2026年预算数比2025年执行数", "增减(%)"), "change_pct", id="a rate"
        ),
        pytest.param("revenue_summary", ("本年收入", "一般公共预算"), "general_public", id="a source of this year"),
        pytest.param(
            "revenue_summary", ("上年结转结余", "一般公共预算"), "carry_over_general_public", id="carried over"
        ),
        pytest.param("revenue_summary", ("事业收入", "其中:教育收费"), "education_fee_of_which", id="of which"),
        pytest.param("three_public", ("三公经费", "因公出", "国(境)", "费"), "abroad", id="a heading over three cells"),
        pytest.param("three_public", ("公务用车购置及运行费", "小计"), "vehicle_total", id="vehicles in all"),
        pytest.param("expenditure_summary", ("支出预算", "合计"), "total", id="a total under its own word"),
    ],
)
def test_names_a_column_by_its_path(family: str, path: tuple[str, ...], name: str) -> None:
    meaning = meaning_of(path, family, 2026)
    assert column_name(meaning, has_whole=True, has_final=False) == name


@pytest.mark.parametrize(
    ("path", "label", "axis"),
    [
        pytest.param(("功能分类科目", "科目编码"), "code", "function", id="a functional code"),
        pytest.param(("政府支出经济分类科目",), "name", "gov_economic", id="government economics"),
        pytest.param(("部门预算支出经济分类科目", "科目编码"), "code", "economic", id="department economics"),
        pytest.param(("预算单位",), "name", "unit", id="a unit"),
        pytest.param(("科目编码", "款"), "group", "row", id="a 款 column"),
        pytest.param(("项目", "功能分类科目编码", "合计"), "code", "function", id="the total's name under the header"),
    ],
)
def test_tells_labels_from_numbers(path: tuple[str, ...], label: str, axis: str) -> None:
    meaning = meaning_of(path, "expenditure_summary", 2026)
    assert (meaning.role, meaning.label, meaning.axis) == ("label", label, axis)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(("神秘支出",), id="an unknown word"),
        pytest.param(("基本支出", "项目支出"), id="columns that cannot hold one another"),
        pytest.param(("神秘支出", "合计"), id="an unknown word above a total"),
    ],
)
def test_refuses_what_the_vocabulary_does_not_explain(path: tuple[str, ...]) -> None:
    assert meaning_of(path, "expenditure_summary", 2026).role == "unknown"


def test_a_bare_amount_is_the_total_only_beside_parts() -> None:
    meaning = meaning_of(("支出", "预算数"), "budget_summary", 2026)
    assert column_name(meaning, has_whole=True, has_final=False) == "total"
    assert column_name(meaning, has_whole=False, has_final=False) == "amount"


def test_a_budget_beside_final_accounts_says_so() -> None:
    meaning = meaning_of(("公务接待费", "预算数"), "three_public", 2024)
    assert column_name(meaning, has_whole=True, has_final=True) == "reception_budget"


def test_last_years_final_accounts_beside_this_years_budget_are_last_years() -> None:
    meaning = meaning_of(("2025年决算数", "基本支出"), "general_public_expenditure", 2026)
    assert column_name(meaning, has_whole=True, has_final=False) == "prior_year_final_basic"
