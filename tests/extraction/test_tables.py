"""Whole tables, read from pages the tests draw: every shape a disclosure prints, one at a time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from printed import Table, Unruled, page

from pipelines.extraction.figures import TableReading
from pipelines.extraction.pages import Page
from pipelines.extraction.reader import read_tables

DOCUMENT = "0" * 64
HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
CODED = [
    HEAD,
    ["合计", "<", "30.00", "10.00", "20.00"],
    ["201", "一般公共服务支出", "30.00", "10.00", "20.00"],
    ["20103", "政府办公厅（室）及相关机构事务", "30.00", "10.00", "20.00"],
    ["2010301", "行政运行", "10.00", "10.00", ""],
    ["2010302", "一般行政管理事务", "20.00", "", "20.00"],
]
CELLS = {
    (None, "合计"): {"total": "30.00", "basic": "10.00", "project": "20.00"},
    ("201", "一般公共服务支出"): {"total": "30.00", "basic": "10.00", "project": "20.00"},
    ("20103", "政府办公厅（室）及相关机构事务"): {"total": "30.00", "basic": "10.00", "project": "20.00"},
    ("2010301", "行政运行"): {"total": "10.00", "basic": "10.00", "project": ""},
    ("2010302", "一般行政管理事务"): {"total": "20.00", "basic": "", "project": "20.00"},
}


def read(*pages: Page) -> list[TableReading]:
    return read_tables(pages, DOCUMENT)


def one(*pages: Page) -> TableReading:
    (reading,) = read(*pages)
    return reading


def cells(reading: TableReading) -> dict[tuple[str | None, str | None], dict[str, str]]:
    found: dict[tuple[str | None, str | None], dict[str, str]] = {}
    for figure in reading.figures:
        found.setdefault((figure.row_code, figure.row_name), {})[figure.column_name] = figure.printed
    return found


def named(reading: TableReading, column: str) -> dict[tuple[str | None, str | None], str]:
    return {key: values[column] for key, values in cells(reading).items() if column in values}


def expenditure(number: int, rows: list[list[str]], *, title: str = "支出总表", unit: str = "单位：万元") -> Page:
    return page(number, title, unit, Table(rows))


def test_reads_codes_names_and_columns() -> None:
    reading = one(expenditure(1, CODED))
    assert cells(reading) == CELLS
    assert (reading.table.table_family, reading.table.status, reading.problems) == ("expenditure_summary", "read", [])


def test_levels_follow_the_code() -> None:
    levels = {f.row_code: (f.row_level, f.row_is_total) for f in one(expenditure(1, CODED)).figures}
    assert levels == {
        None: (0, True),
        "201": (1, False),
        "20103": (2, False),
        "2010301": (3, False),
        "2010302": (3, False),
    }


def test_amounts_are_exact_and_know_their_last_digit() -> None:
    total = one(expenditure(1, CODED)).figures[0]
    assert (total.amount_yuan, total.step_yuan, total.money_unit) == (Decimal("300000.00"), Decimal("100"), "万元")


def test_figure_ids_are_unique_and_say_table_row_and_column() -> None:
    ids = [figure.figure_id for figure in one(expenditure(1, CODED)).figures]
    assert len(set(ids)) == len(ids)
    assert ids[0] == "000000000000-t001-r0001-c03"


def _split(style: str, code: str) -> list[str]:
    parts = [code[:3], code[3:5], code[5:7]]
    if style == "own level":
        depth = {3: 0, 5: 1, 7: 2}[len(code)]
        return [part if at == depth else "" for at, part in enumerate(parts)]
    return parts


@pytest.mark.parametrize("style", ["repeated", "own level"])
def test_codes_split_into_class_group_and_item_are_joined(style: str) -> None:
    rows = [["科目编码", "<", "<", *HEAD[1:]], ["类", "款", "项", "^", "^", "^", "^"]]
    rows += [["合计", "<", "<", "<", *CODED[1][2:]]]
    rows += [[*_split(style, row[0]), *row[1:]] for row in CODED[2:]]
    assert cells(one(expenditure(1, rows))) == CELLS


def test_codes_are_carried_over_the_page() -> None:
    rows = [["类", "款", "项", *HEAD[1:]], *([*_split("own level", row[0]), *row[1:]] for row in CODED[2:])]
    reading = one(expenditure(1, rows[:3]), page(2, Table(rows[3:])))
    assert [f.row_code for f in reading.figures if f.column_name == "total"] == ["201", "20103", "2010301", "2010302"]


@pytest.mark.parametrize("pattern", ["[{}]{}", "{}-{}"])
def test_code_and_name_in_one_cell_are_told_apart(pattern: str) -> None:
    rows = [["功能分类科目", *HEAD[2:]], ["合计", *CODED[1][2:]]]
    rows += [[pattern.format(row[0], row[1]), *row[2:]] for row in CODED[2:]]
    assert cells(one(expenditure(1, rows))) == CELLS


def test_a_total_beside_the_last_header_cells_is_a_row() -> None:
    rows = [["科目编码", "<", "<", *HEAD[1:]], ["类", "款", "项", "合计", *CODED[1][2:]]]
    rows += [[*_split("repeated", row[0]), *row[1:]] for row in CODED[2:]]
    assert cells(one(expenditure(1, rows))) == CELLS


def test_index_rows_and_fillers_are_left_out() -> None:
    rows = [HEAD, ["**", "**", "1", "2", "3"], *CODED[1:], ["", "", "", "", ""]]
    assert cells(one(expenditure(1, rows))) == CELLS


def test_a_header_repeated_among_the_rows_is_left_out() -> None:
    assert cells(one(expenditure(1, [*CODED[:3], HEAD, *CODED[3:]]))) == CELLS


@pytest.mark.parametrize("repeated", [True, False], ids=["header repeated", "header not repeated"])
def test_a_table_goes_on_over_the_page(repeated: bool) -> None:
    rest = [HEAD, *CODED[4:]] if repeated else CODED[4:]
    reading = one(expenditure(1, CODED[:4]), page(2, Table(rest)))
    assert cells(reading) == CELLS
    assert (reading.table.first_page, reading.table.last_page) == (1, 2)
    assert {f.page for f in reading.figures} == {1, 2}


def test_the_same_title_on_the_next_page_goes_on() -> None:
    reading = one(expenditure(1, CODED[:4]), expenditure(2, [HEAD, *CODED[4:]]))
    assert cells(reading) == CELLS


def test_another_title_begins_another_table() -> None:
    first, second = read(expenditure(1, CODED), expenditure(2, CODED, title="一般公共预算支出表"))
    assert [r.table.table_family for r in (first, second)] == ["expenditure_summary", "general_public_expenditure"]


def test_the_first_row_of_a_page_without_a_rule_above_it_is_kept() -> None:
    reading = one(expenditure(1, CODED[:4]), page(2, Unruled(CODED[4]), Table([CODED[5]])))
    assert cells(reading) == CELLS


def test_a_name_and_a_number_cut_by_the_page_are_joined() -> None:
    rows = [["单位名称", "合计", "事业收入"], ["合计", "14,549.64", "14,549.64"], ["某机动", "14,549.64", "12,437.3"]]
    reading = one(
        page(1, "收入总表", "单位：万元", Table(rows)),
        page(2, Table([["车考试中心", "", "6"], ["某某学校", "3.10", "3.10"]])),
    )
    assert named(reading, "business_income")[None, "某机动车考试中心"] == "12,437.36"


def test_a_class_name_cut_by_the_page_is_joined() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款", "9.00", "八、社会保障和就", "9.00"],
    ]
    more = [["", "", "业支出", ""], ["收入合计", "9.00", "支出合计", "9.00"]]
    reading = one(page(1, "收支总表", "单位：万元", Table(rows)), page(2, Table(more)))
    assert named(reading, "amount")[None, "八、社会保障和就业支出"] == "9.00"


def test_blank_cells_are_kept_as_blank() -> None:
    blank = next(f for f in one(expenditure(1, CODED)).figures if f.printed == "")
    assert (blank.amount_yuan, blank.money_unit, blank.step_yuan) == (None, "万元", None)


def test_a_table_printed_empty_is_empty() -> None:
    reading = one(expenditure(1, [HEAD, ["", "合计", "", "", ""]], title="政府性基金预算支出表"))
    assert (reading.table.status, reading.figures, reading.problems) == ("empty", [], [])


def test_two_sides_are_told_apart() -> None:
    rows = [
        ["收入", "<", "支出", "<", "<"],
        ["项目", "预算数", "项目", "合计", "一般公共预算"],
        ["一、本年收入", "5.00", "一、本年支出", "5.00", "5.00"],
        ["", "", "一般公共服务支出", "5.00", "5.00"],
        ["收入合计", "5.00", "支出合计", "5.00", "5.00"],
    ]
    reading = one(page(1, "财政拨款收支总表", "单位：万元", Table(rows)))
    sides = {(f.row_side, f.row_name, f.column_name) for f in reading.figures}
    assert ("revenue", "一、本年收入", "total") in sides
    assert ("expenditure", "一般公共服务支出", "general_public") in sides
    assert len(reading.figures) == 2 + 3 * 2


def test_a_closing_sum_over_two_blocks_belongs_to_the_last() -> None:
    rows = [
        ["收入", "<", "支出", "<", "<", "<"],
        ["项目名称", "金额", "功能科目名称", "金额", "项目名称", "金额"],
        ["一、财政拨款", "5.00", "一、教育支出", "5.00", "一、基本支出", "5.00"],
        ["收入合计", "5.00", "支出合计", "<", "<", "5.00"],
    ]
    reading = one(page(1, "收支总表", "单位：万元", Table(rows)))
    assert [f.printed for f in reading.figures if f.row_name == "支出合计"] == ["5.00"]


def test_blocks_of_economic_items_side_by_side() -> None:
    rows = [
        ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
        ["301", "工资福利支出", "9.00", "302", "商品和服务支出", "2.00"],
        ["30101", "基本工资", "9.00", "30201", "办公费", "2.00"],
        ["人员经费合计", "<", "9.00", "公用经费合计", "<", "2.00"],
    ]
    reading = one(page(1, "一般公共预算财政拨款基本支出决算表", "单位：万元", Table(rows)))
    assert [f.row_code for f in reading.figures] == ["301", "30101", None, "302", "30201", None]
    assert reading.figures[-1].row_name == "公用经费合计"


def test_function_by_both_economic_classifications() -> None:
    head = ["支出功能分类科目", "政府支出经济分类科目", "部门支出经济分类科目", "合计", "基本支出", "项目支出"]
    row = ["2010601-行政运行", "50101-工资奖金津补贴", "30101-基本工资", "7.00", "7.00", ""]
    figure = one(expenditure(1, [head, row])).figures[0]
    assert (figure.row_code, figure.gov_economic_code, figure.economic_code) == ("2010601", "50101", "30101")
    assert (figure.row_name, figure.economic_name) == ("行政运行", "基本工资")


def test_rows_of_units_carry_their_unit() -> None:
    rows = [
        ["预算单位", *HEAD],
        ["某局", "", "", "30.00", "10.00", "20.00"],
        ["", *CODED[2]],
        ["某中心", "", "", "3.00", "1.00", "2.00"],
        ["", "201", "一般公共服务支出", "3.00", "1.00", "2.00"],
    ]
    reading = one(expenditure(1, rows))
    units = [(f.row_code, f.row_name, f.unit_name) for f in reading.figures if f.column_name == "total"]
    assert units == [
        (None, "某局", "某局"),
        ("201", "一般公共服务支出", "某局"),
        (None, "某中心", "某中心"),
        ("201", "一般公共服务支出", "某中心"),
    ]


def test_levels_follow_indentation_where_no_codes_are_printed() -> None:
    rows = [["功能分类科目名称", *HEAD[2:]], ["合计", "3.00", "3.00", ""], ["教育支出", "3.00", "3.00", ""]]
    rows += [["  普通教育", "3.00", "3.00", ""], ["    小学教育", "3.00", "3.00", ""]]
    reading = one(expenditure(1, rows))
    assert [f.row_level for f in reading.figures if f.column_name == "total"] == [0, 1, 2, 3]


def test_a_substitute_title_is_read_only_where_the_proper_one_is_not_printed() -> None:
    proper = expenditure(1, CODED, title="一般公共预算支出表")
    near = expenditure(2, CODED, title="财政拨款支出预算表")
    assert [r.table.status for r in read(proper, near)] == ["read", "ignored"]
    assert one(near).table.table_family == "general_public_expenditure"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        pytest.param(
            [[*HEAD, "神秘支出"], *([*row, "1.00"] for row in CODED[2:])],
            None,
            id="an unknown column beside known ones is named",
        ),
        pytest.param([[*HEAD[:3], "合计", "项目支出"], *CODED[1:]], "several columns mean total", id="two totals"),
        pytest.param(
            [HEAD, ["201", "教育支出", "五元", "", ""]],
            "'五元' is not an amount under 合计",
            id="text in a column of numbers",
        ),
        pytest.param(
            [*CODED, ["", "", "9.00", "", ""]],
            "a row holds numbers and neither a name nor a code",
            id="a row without a name",
        ),
        pytest.param(
            [HEAD, ["01", "行政运行", "9.00", "", ""]],
            "the code '01' stands below no class",
            id="a code without its class",
        ),
        pytest.param(
            [*CODED, ["", "支21出10399", "9.00", "", ""]],
            "the name '支21出10399' holds digits and no code",
            id="a garbled name",
        ),
        pytest.param(
            [HEAD, ["201", "教育支出", "9.00", "<", ""]],
            "a number spans the columns total, basic",
            id="a number over columns",
        ),
    ],
)
def test_what_is_not_understood_is_refused_and_named(rows: list[list[str]], reason: str | None) -> None:
    reading = one(expenditure(1, rows))
    assert reading.problems
    assert reading.table.reason == reason
    assert (reading.table.status == "refused") == (reason is not None)
    assert not reading.figures or reason is None


def test_money_without_a_unit_is_refused() -> None:
    reading = one(page(1, "支出总表", Table(CODED)))
    assert (reading.table.status, reading.table.reason) == ("refused", "no money unit is printed above the table")


def test_an_unheaded_grid_with_other_columns_on_the_next_page_refuses_the_table() -> None:
    reading = read(expenditure(1, CODED), page(2, Table([["2010399", "其他支出", "1.00"]])))[0]
    assert reading.table.status == "refused"
    assert "page 2" in (reading.table.reason or "")


def test_last_columns_on_a_page_of_their_own_count_for_the_unit_and_hold_no_numbers() -> None:
    main = page(
        1, "收入总表", "编制单位：某局", Table([["科目编码", "科目名称", "合计"], *[row[:3] for row in CODED[1:]]])
    )
    last = page(2, "收入总表", "单位：元", Table([["其他收入"], *[[""] for _ in CODED[1:]]], left=200.0))
    reading = read(main, last)[0]
    assert (reading.table.status, reading.table.money_unit) == ("read", "元")
    full = page(2, "收入总表", "单位：元", Table([["其他收入"], *[["1"] for _ in CODED[1:]]], left=200.0))
    assert read(main, full)[0].table.status == "refused"


def test_a_unit_in_the_heading_counts() -> None:
    rows = [["科目编码", "科目名称", "预算数（元）"], ["201", "教育支出", "9"]]
    assert one(page(1, "支出总表", Table(rows))).figures[0].amount_yuan == Decimal(9)


def test_an_unknown_title_is_named_and_not_read() -> None:
    reading = one(page(1, "神秘事项一览表", "单位：万元", Table(CODED)))
    assert (reading.table.status, reading.problems[0].problem) == ("ignored", "unknown title")


@pytest.mark.parametrize(
    "labels", [["神秘分类"], ["单位名称", "神秘分类"]], ids=["nothing names the row", "only the unit does"]
)
def test_rows_that_only_an_unknown_heading_names_are_not_read_as_totals(labels: list[str]) -> None:
    names = ["某单位"] if len(labels) > 1 else []
    rows = [[*labels, "合计", "基本支出"], [*names, "甲", "10.00", "4.00"], [*names, "乙", "20.00", "6.00"]]
    reading = one(expenditure(1, rows))
    assert (reading.table.status, reading.figures) == ("refused", [])
    assert "神秘分类" in (reading.table.reason or "")


def test_codes_in_front_of_a_units_code_are_still_the_rows() -> None:
    rows = [
        ["科目编码", "<", "<", "单位代码", "单位名称（科目）", *HEAD[2:]],
        ["类", "款", "项", "^", "^", "^", "^", "^"],
    ]
    rows += [[*_split("repeated", row[0]), "346001", *row[1:]] for row in CODED[2:]]
    figures = one(expenditure(1, rows)).figures
    found = [(f.row_code, f.row_name, f.unit_code) for f in figures if f.column_name == "total"]
    assert found == [(row[0], row[1], "346001") for row in CODED[2:]]


def test_last_years_final_accounts_leave_this_years_budget_its_name() -> None:
    rows = [["科目编码", "科目名称", "2025年决算数", "2026年预算数"], ["201", "一般公共服务支出", "1.00", "2.00"]]
    names = [f.column_name for f in one(expenditure(1, rows, title="2026年一般公共预算支出表")).figures]
    assert names == ["prior_year_final", "amount"]


@pytest.mark.parametrize("spent", ["支出数", "执行数"])
def test_a_budget_is_not_read_as_final_accounts(spent: str) -> None:
    rows = [["科目编码", "科目名称", "预算数", spent], ["201", "一般公共服务支出", "1.00", "2.00"]]
    reading = one(expenditure(1, rows, title="一般公共预算财政拨款支出决算表"))
    assert (reading.table.status, reading.figures) == ("refused", [])


@pytest.mark.parametrize("heading", ["资金性质", "神秘分类"])
def test_parts_of_an_item_that_an_unknown_heading_tells_apart_are_not_the_item(heading: str) -> None:
    rows = [
        ["科目编码", "科目名称", heading, "合计"],
        ["2010301", "行政运行", "甲", "1.00"],
        ["2010301", "行政运行", "乙", "2.00"],
    ]
    assert one(expenditure(1, rows)).table.status == "refused"
    assert one(expenditure(1, rows[:2])).table.status == "read"
