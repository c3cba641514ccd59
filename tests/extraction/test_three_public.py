"""The “三公” table comes out under the same names whatever its shape."""

from __future__ import annotations

import pytest
from printed import Table, page

from pipelines.extraction.reader import read_tables

THIS_YEAR = {
    "total": "9.00",
    "abroad": "2.00",
    "vehicle_total": "4.00",
    "vehicle_purchase": "1.00",
    "vehicle_running": "3.00",
    "reception": "3.00",
}
ITEMS = ["合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"]
PARTS = ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"]
NUMBERS = list(THIS_YEAR.values())
LAST = [f"{n}0" for n in range(1, 7)]


def _one_row() -> list[list[str]]:
    return [["2026年预算数", "<", "<", "<", "<", "<"], ITEMS, PARTS, NUMBERS]


def _two_years() -> list[list[str]]:
    head = ["2025年预算数", "<", "<", "<", "<", "<", "2026年预算数", "<", "<", "<", "<", "<"]
    return [head, ITEMS * 2, PARTS * 2, LAST + NUMBERS]


def _with_meetings() -> list[list[str]]:
    head = ["合计", "“三公”经费", "<", "<", "<", "<", "<", "会议费", "培训费"]
    second = ["^", "小计", *ITEMS[1:], "^", "^"]
    third = ["^", "^", *PARTS[1:], "^", "^"]
    return [head, second, third, ["14.00", *NUMBERS, "2.00", "3.00"]]


def _transposed() -> list[list[str]]:
    rows = [["项目", "合计", "一般公共预算", "政府性基金预算"], ["行政经费", "50.00", "50.00", "0.00"]]
    names = ["“三公”经费", "其中：（一）因公出国（境）支出", "（二）公务用车购置及运行维护支出", "1.公务用车购置费"]
    names += ["2.公务用车运行维护费", "（三）公务接待费支出"]
    return [*rows, *([name, number, number, "0.00"] for name, number in zip(names, NUMBERS, strict=True))]


def _years_below() -> list[list[str]]:
    return [["年度", *ITEMS], ["^", *PARTS], ["2025年", *LAST], ["2026年", *NUMBERS], ["增减变化金额", *LAST]]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(_one_row(), id="one row"),
        pytest.param(_two_years(), id="last year first"),
        pytest.param(_with_meetings(), id="with meetings and training"),
        pytest.param(_transposed(), id="items as rows"),
        pytest.param(_years_below(), id="years below one another"),
    ],
)
def test_every_shape_gives_the_same_figures(rows: list[list[str]]) -> None:
    (reading,) = read_tables([page(1, "“三公”经费支出表", "单位：万元", Table(rows))], "0" * 64)
    found = {f.column_name: f.printed for f in reading.figures if f.column_name in THIS_YEAR and f.row_name is None}
    assert found == THIS_YEAR
    names = [f.column_name for f in reading.figures]
    assert all(names.count(name) == 1 for name in THIS_YEAR)


def test_budget_and_final_accounts_in_pairs() -> None:
    rows = [
        ["合计", "<", "公务接待费", "<"],
        ["预算数", "决算数", "预算数", "决算数"],
        ["0.95", "0.90", "0.95", "0.90"],
    ]
    (reading,) = read_tables([page(1, "“三公”经费支出决算表", "单位：万元", Table(rows))], "0" * 64)
    found = {f.column_name: f.printed for f in reading.figures}
    assert found == {"total_budget": "0.95", "total": "0.90", "reception_budget": "0.95", "reception": "0.90"}


def test_units_below_a_total_do_not_add_to_it() -> None:
    rows = [["单位名称", "合计", "公务接待费"], ["合计", "9.00", "9.00"], ["某中心", "4.00", "4.00"]]
    (reading,) = read_tables([page(1, "“三公”经费预算表", "单位：万元", Table(rows))], "0" * 64)
    assert [f.column_name for f in reading.figures] == ["total", "reception", "total_by_unit", "reception_by_unit"]
    assert reading.figures[2].unit_name == "某中心"


BEYOND = [
    ["项目", "2025年预算数", "2026年预算数", "增减"],
    ["合计", "12.00", "11.00", "-1.00"],
    ["一、“三公”经费小计", "9.00", "8.00", "-1.00"],
    ["1.因公出国（境）费", "1.00", "1.00", "0.00"],
    ["2.公务接待费", "8.00", "7.00", "-1.00"],
]


def test_a_total_over_meetings_and_training_too_is_not_that_of_the_three() -> None:
    rows = [*BEYOND, ["二、会议费", "1.00", "1.00", "0.00"], ["三、培训费", "2.00", "2.00", "0.00"]]
    (reading,) = read_tables([page(1, "“三公”经费、会议费、培训费支出情况表", "单位：万元", Table(rows))], "0" * 64)
    found = {f.column_name: f.printed for f in reading.figures if f.row_no <= 2}
    assert found == {
        "prior_year_total_with_meetings": "12.00",
        "total_with_meetings": "11.00",
        "change_total_with_meetings": "-1.00",
        "prior_year": "9.00",
        "total": "8.00",
        "change": "-1.00",
    }


def test_a_total_over_the_operating_costs_of_the_agency_has_no_name_and_is_not_read() -> None:
    rows = [*BEYOND, ["二、机关运行经费", "3.00", "3.00", "0.00"]]
    (reading,) = read_tables([page(1, "“三公”经费、机关运行经费情况表", "单位：万元", Table(rows))], "0" * 64)
    assert {f.printed for f in reading.figures if f.row_name == "合计"} == set()
    assert {f.printed for f in reading.figures if f.column_name == "total"} == {"8.00"}
