"""What could be read in two ways is refused and named: each of these once came out as a figure that nobody printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from printed import ABOVE, Table, page

from pipelines.extraction.figures import TableReading
from pipelines.extraction.pages import Page
from pipelines.extraction.reader import read, read_tables

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
TOTAL = ["", "合计", "100.00", "60.00", "40.00"]
CLASS = ["201", "一般公共服务支出", "100.00", "60.00", "40.00"]


def first(*pages: Page) -> TableReading:
    reading, *_ = read_tables(pages, "0" * 64)
    return reading


def sheet(*rows: list[str], unit: str = "单位：万元", title: str = "支出总表") -> Page:
    return page(1, title, unit, Table(list(rows)))


REFUSED = [
    pytest.param(
        sheet(["支出事项", *HEAD[2:]], CLASS[1:], TOTAL[1:]),
        "the vocabulary does not explain the heading '支出事项' of the names of its rows",
        id="names of rows under an unknown heading",
    ),
    pytest.param(sheet([*HEAD[:3], "", HEAD[4]], TOTAL, CLASS), "a column of numbers has no heading", id="no heading"),
    pytest.param(
        sheet([*HEAD[:3], "保障支出", HEAD[4]], TOTAL, CLASS),
        "the vocabulary does not explain the heading '保障支出' of a part of its total",
        id="half of a total under an unknown heading",
    ),
    pytest.param(
        sheet(
            HEAD, TOTAL, ["201", "一般公共服务支出", "60.00", "60.00", ""], ["204", "公共安全支出", ABOVE, "", "40.00"]
        ),
        "a number stands beside several rows",
        id="a number merged over two rows",
    ),
    pytest.param(
        sheet(HEAD, TOTAL, ["201\n204", "一般公共服务支出\n公共安全支出", "60.0\n4", "60.00", "40.00"]),
        "several codes stand in one cell",
        id="two rows without a rule between them",
    ),
    pytest.param(
        sheet(HEAD, ["", "合计", "10.5", "6.5", "4"], ["201", "一般公共服务支出", "6.5\n4", "6.5", "4"]),
        "'6.5\\n4' may be two numbers: read as one it has more decimals than the others of the table",
        id="two numbers below one another",
    ),
    pytest.param(
        sheet(HEAD, ["", "合计", "100②", "60", "40"]),
        "'100②' is not an amount under 合计",
        id="a note mark at a number",
    ),
    pytest.param(
        sheet([*HEAD[:2], *(f"{text}（元）" for text in HEAD[2:])], TOTAL, CLASS),
        "different money units are printed for it: 万元, 元",
        id="another unit in the headings",
    ),
    pytest.param(
        sheet(HEAD, TOTAL, unit="单位：元/万元"), "no money unit is printed above the table", id="two units listed"
    ),
]


@pytest.mark.parametrize(("printed", "reason"), REFUSED)
def test_what_could_be_read_in_two_ways_is_refused(printed: Page, reason: str) -> None:
    reading = first(printed)
    assert (reading.table.status, reading.table.reason, reading.figures) == ("refused", reason, [])
    assert next(problem.severity for problem in reading.problems if problem.problem != "unknown heading") == "blocking"


def test_a_wrapped_number_with_as_many_decimals_as_the_others_is_one() -> None:
    reading = first(sheet(HEAD, TOTAL, ["201", "一般公共服务支出", "100.0\n0", "60.00", "40.00"]))
    assert [figure.amount_yuan for figure in reading.figures if figure.row_code] == [
        Decimal(1_000_000),
        Decimal(600_000),
        Decimal(400_000),
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "单位（万元）",
        "单位：（万元）",
        "（万元）",
        "万元",
        "部门名称：某局 （万元）",
        "单位：人、万元",
        "计量单位：万元",
    ],
)
def test_a_unit_is_known_however_it_is_printed(unit: str) -> None:
    assert first(sheet(HEAD, TOTAL, CLASS, unit=unit)).table.money_unit == "万元"


@pytest.mark.parametrize("title", ["支出总表（单位：万元）", "支出总表（万元）", "支出总表 单位：万元"])
def test_a_unit_in_the_title_counts(title: str) -> None:
    reading = first(page(1, title, Table([HEAD, TOTAL, CLASS])))
    assert (reading.table.table_family, reading.table.money_unit) == ("expenditure_summary", "万元")


def test_a_unit_in_a_note_below_counts_where_no_other_is_printed() -> None:
    printed = page(1, "支出总表", Table([HEAD, TOTAL, CLASS]), "注：本表金额单位为万元。")
    assert first(printed).table.money_unit == "万元"


def test_a_unit_below_is_not_taken_where_another_table_follows() -> None:
    printed = page(1, "支出总表", Table([HEAD, TOTAL]), "收入总表", "单位：元", Table([HEAD[:3], TOTAL[:3]]))
    assert first(printed).table.reason == "no money unit is printed above the table"


def goes_on(*rows: list[str], unit: str | None = None) -> Page:
    return page(2, *([unit] if unit else []), Table(list(rows)))


ITEM = ["20103", "政府办公厅事务", "100.00", "60.00", "40.00"]


def test_columns_in_another_order_under_a_header_of_their_own_are_read_by_it() -> None:
    moved = goes_on([*HEAD[:2], "项目支出", "基本支出", "合计"], [*ITEM[:2], "40.00", "60.00", "100.00"])
    reading = first(sheet(HEAD, TOTAL, CLASS), moved)
    figures = {figure.column_name: figure.printed for figure in reading.figures if figure.row_code == "20103"}
    assert figures == {"total": "100.00", "basic": "60.00", "project": "40.00"}


@pytest.mark.parametrize(
    "continuation",
    [
        pytest.param(goes_on([*HEAD[:2], *HEAD[3:]], [*ITEM[:2], *ITEM[3:]]), id="a column is gone"),
        pytest.param(goes_on([*ITEM, "12.34"]), id="a column is added"),
    ],
)
def test_other_columns_on_the_next_page_refuse_the_table(continuation: Page) -> None:
    reading = first(sheet(HEAD, TOTAL, CLASS), continuation)
    assert reading.table.reason == "the grid on page 2 continues it with other columns"


def test_another_unit_on_the_next_page_refuses_the_table() -> None:
    reading = first(sheet(HEAD, TOTAL, CLASS), goes_on(HEAD, ITEM, unit="单位：元"))
    assert reading.table.reason == "page 2 says 元 where the table says 万元"


def twice(second_title: str, *numbers: str) -> list[str]:
    """The blocking explanations of a document that prints its table again on page 3, with other numbers."""
    between = page(2, "收入总表", "单位：万元", Table([HEAD[:3], TOTAL[:3]]))
    again = page(3, second_title, "单位：万元", Table([HEAD, ["", "合计", *numbers]]))
    readings = read_tables([sheet(HEAD, TOTAL, CLASS, title="2024年支出总表"), between, again], "0" * 64)
    return [p.explanation for reading in readings for p in reading.problems if p.severity == "blocking"]


def test_a_table_printed_twice_with_other_figures_is_named() -> None:
    why = "the table is printed twice with different figures: 合计 is 90.00 on page 3 and 100.00 on page 1"
    assert twice("支出总表", "90.00", "60.00", "30.00") == [why]


def test_a_table_printed_twice_with_the_same_figures_is_no_contradiction() -> None:
    assert twice("支出总表", "100.00", "60.00", "40.00") == []


def test_the_tables_of_two_years_do_not_contradict_each_other() -> None:
    assert twice("2023年支出总表", "90.00", "60.00", "30.00") == []


@pytest.mark.parametrize(
    ("headings", "named"),
    [
        pytest.param(("2024年预算数", "2023年预算数"), [], id="this year's and last year's"),
        pytest.param(("2023年预算数", "2022年预算数"), ["column of another year"], id="last year's table"),
        pytest.param(("2025年预算数", "2024年预算数"), ["column of another year"], id="next year's table"),
        pytest.param(("预算数", "比2023年增减"), [], id="a change against last year"),
    ],
)
def test_a_column_of_another_year_than_the_document_is_named(headings: tuple[str, str], named: list[str]) -> None:
    cover = page(1, "滨江市发展和改革局2024年部门预算")
    table = page(2, "支出总表", "单位：万元", Table([[*HEAD[:2], *headings], ["", "合计", "100.00", "90.00"]]))
    reading = read([cover, table], document_id="0" * 64, file_name="a.pdf", source_url=None, page_count=2, stated={})
    assert reading.document.fiscal_year == 2024
    assert [problem.problem for problem in reading.problems if problem.problem.startswith("column")] == named
