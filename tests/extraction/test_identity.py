"""Whose document it is: what is read, what must agree, and what stays open."""

from __future__ import annotations

import json

import pytest

from pipelines.extraction.identity import Identity, read_identity, read_speaker
from pipelines.extraction.pages import Box, Cell, Grid, Page, TextLine, Word
from pipelines.extraction.records import PrintedTableRow


def line(text: str, top: float) -> TextLine:
    box = Box(80, top, 80 + 12 * len(text), top + 12)
    return TextLine(text, box, (Word(text, box),))


def page(*texts: str, number: int = 1, grids: tuple[Grid, ...] = ()) -> Page:
    return Page(number, 595, 842, 0, lines=tuple(line(text, 60 + 20 * n) for n, text in enumerate(texts)), grids=grids)


def form(*rows: tuple[str, str]) -> Grid:
    box = Box(80, 200, 500, 200 + 20 * len(rows))
    return Grid(box, tuple((Cell(label, box), Cell(value, box)) for label, value in rows))


def table(title: str, family: str | None = "budget_summary") -> PrintedTableRow:
    return PrintedTableRow("d", 1, family, title, 3, 3, "万元", "read", None, 10, "[]", "[]")


def read(*pages: Page, tables: tuple[PrintedTableRow, ...] = (), file_name: str = "a.pdf", **stated: str) -> Identity:
    return read_identity(pages, tables, stated, document_id="d", file_name=file_name)[0]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param(
            [page("重庆市商务委员会2026年部门预算情况说明", "一、单位基本情况")],
            ("重庆市商务委员会", "重庆市", 2026, "budget", "department"),
            id="a title that runs into the text",
        ),
        pytest.param(
            [page("2018 年度江苏省高级", "人民法院部门预算公开", "2018 年 2 月 24 日")],
            ("江苏省高级人民法院", "江苏省", 2018, "budget", "department"),
            id="a name broken over two lines, and a date",
        ),
        pytest.param(
            [page("中共上海市普陀区委", "社会工作部 2024 年度", "部门决算")],
            ("中共上海市普陀区委社会工作部", "上海市普陀区", 2024, "final_accounts", "department"),
            id="final accounts over three lines",
        ),
        pytest.param(
            [
                page("上海市普陀区2026年区级单位预算", "预算单位：上海市普陀区司法局"),
                page("2026年预算单位收入预算总表", "编制单位：上海市普陀区司法局 单位：元", number=2),
            ],
            ("上海市普陀区司法局", "上海市普陀区", 2026, "budget", "unit"),
            id="a cover that names the area, and the body on its own line",
        ),
        pytest.param(
            [page("2026年苏州市审计局单位预算"), page("2026年部门收支预算总表", number=2)],
            ("苏州市审计局", "苏州市", 2026, "budget", "unit"),
            id="a unit's tables headed 部门预算: the cover leads",
        ),
        pytest.param(
            [page("2026 年深圳市财政局（本级）部门预", "算")],
            ("深圳市财政局(本级)", "深圳市", 2026, "budget", "department"),
            id="本级 belongs to the name",
        ),
        pytest.param(
            [
                page("西南大学", "2023 年度部门预算"),
                page("西南大学（Southwest University）是教育部直属，教育部、农业农村部共建的大学。", number=2),
            ],
            ("西南大学", None, 2023, "budget", "unit"),
            id="a university under a ministry is a unit",
        ),
        pytest.param(
            [
                page("预算01表收支总表", "金额单位：万元"),
                page("（2026年度）", number=2, grids=(form(("部门名称", "北京市公安局")),)),
            ],
            ("北京市公安局", "北京市", 2026, "budget", "department"),
            id="tables without a cover, named by the form at their end",
        ),
        pytest.param(
            [page("关于广州市2024年预算执行情况", "和2025年预算草案的报告", "广州市财政局局长 某某")],
            ("广州市财政局", "广州市", 2025, "budget", "government"),
            id="a report on a city's budget",
        ),
        pytest.param(
            [page("国家信访局 2026 年度部门预算", "二〇二六年三月")],
            ("国家信访局", "中央", 2026, "budget", "department"),
            id="a central body",
        ),
    ],
)
def test_the_document_says_what_it_is(pages: list[Page], expected: tuple[str, str | None, int, str, str]) -> None:
    identity = read(*pages)
    assert (identity.body, identity.region, identity.fiscal_year, identity.kind, identity.scope) == expected
    assert identity.problems == ()


def test_the_code_in_front_of_a_name_is_the_bodys() -> None:
    identity = read(page("2023年部门预算"), page("编制单位：109-重庆经济技术开发区管理委员会", number=2))
    assert (identity.body_code, identity.body) == ("109", "重庆经济技术开发区管理委员会")
    assert identity.region == "重庆经济技术开发区"


@pytest.mark.parametrize(
    ("pages", "field"),
    [
        pytest.param(
            [page("某市财政局2023年部门预算"), page("2022年部门收支预算总表", number=2)],
            "fiscal_year",
            id="cover and table: year",
        ),
        pytest.param(
            [page("某市财政局2023年部门预算"), page("2023年部门收入支出决算总表", number=2)],
            "kind",
            id="cover and table: kind",
        ),
        pytest.param(
            [page("某市财政局2023年部门预算"), page("部门名称：某市教育局 单位：万元", number=2)],
            "body",
            id="cover and unit line",
        ),
        pytest.param(
            [
                page("部门名称：某市教育局 单位：万元", "2023年部门预算表"),
                page("部门名称：某市财政局 单位：万元", number=2),
            ],
            "body",
            id="two unit lines",
        ),
    ],
)
def test_places_that_contradict_each_other_leave_the_field_open(pages: list[Page], field: str) -> None:
    identity = read(*pages)
    assert getattr(identity, field) is None
    assert [problem for problem in identity.problems if problem.startswith(f"{field}: the document contradicts itself")]


def test_what_is_stated_does_not_settle_a_contradiction() -> None:
    identity = read(page("某市财政局2023年部门预算"), page("2022年部门收支预算总表", number=2), year="2023")
    assert identity.fiscal_year is None
    assert len(identity.problems) == 1


def test_titles_of_the_tables_read_count_too() -> None:
    identity = read(page("某市财政局2023年部门预算"), tables=(table("2022年部门收支总表"),))
    assert identity.fiscal_year is None


def test_reports_on_projects_of_other_years_do_not_count() -> None:
    identity = read(page("某市卫健委2022年度部门决算"), page("2021年专项资金项目支出绩效自评表", number=2))
    assert identity.fiscal_year == 2022


def test_funds_called_budget_do_not_make_final_accounts_a_budget() -> None:
    identity = read(page("某市财政局2024年度部门决算"), page("2024年度一般公共预算财政拨款支出决算表", number=2))
    assert identity.kind == "final_accounts"


def test_nothing_is_defaulted() -> None:
    identity = read(page("收入支出表", "一二三"))
    assert (identity.body, identity.fiscal_year, identity.kind, identity.scope) == (None, None, None, None)
    assert {problem.split(":")[0] for problem in identity.problems} == {"body", "fiscal_year", "kind", "scope"}


def test_what_was_stated_fills_what_is_not_printed_and_says_so() -> None:
    identity = read(page("收支总表"), body="某市财政局", year="2023", kind="budget", scope="department", region="某市")
    assert identity.problems == ()
    assert (identity.body, identity.fiscal_year) == ("某市财政局", 2023)
    assert set(json.loads(identity.basis).values()) == {"stated"}


def test_the_basis_tells_what_was_read_and_what_was_stated() -> None:
    identity = read(page("某市财政局2023年预算公开"), scope="department")
    basis = json.loads(identity.basis)
    assert (basis["body"], basis["scope"]) == ("read", "stated")


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        pytest.param({"year": "2022"}, "fiscal_year", id="year"),
        pytest.param({"kind": "final_accounts"}, "kind", id="kind"),
        pytest.param({"body": "某市教育局"}, "body", id="body"),
        pytest.param({"scope": "unit"}, "scope", id="scope"),
    ],
)
def test_a_statement_against_the_print_is_a_problem(stated: dict[str, str], field: str) -> None:
    identity = read(page("某市财政局2023年部门预算"), **stated)
    assert [problem.split(":")[0] for problem in identity.problems] == [field]
    assert identity.fiscal_year == 2023


@pytest.mark.parametrize(
    ("file_name", "contradicts"),
    [
        pytest.param("某市财政局2022年部门预算.pdf", True, id="another year in the name"),
        pytest.param("caizheng-2022-budget.pdf", True, id="another year in an English name"),
        pytest.param("caizheng-2023-budget.pdf", False, id="the same year"),
        pytest.param("20220131-caizheng.pdf", False, id="a date is no fiscal year"),
    ],
)
def test_a_file_name_is_only_held_against_the_year(file_name: str, contradicts: bool) -> None:
    identity = read(page("某市财政局2023年部门预算"), file_name=file_name)
    assert identity.fiscal_year == 2023
    assert bool(identity.problems) == contradicts


def test_a_file_name_never_fills_a_year() -> None:
    assert read(page("部门名称：某市财政局 单位：万元"), file_name="2023年部门预算.pdf").fiscal_year is None


def test_every_place_is_kept_as_evidence() -> None:
    pages = [page("某市财政局2023年部门预算"), page("部门名称：某市财政局 单位：万元", number=2)]
    _, evidence = read_identity(pages, [], {"year": "2023"}, document_id="d", file_name="2023年预算.pdf")
    told = {(row.field, row.value, row.source, row.page) for row in evidence}
    assert {
        ("body", "某市财政局", "cover", 1),
        ("body", "某市财政局", "unit line", 2),
        ("fiscal_year", "2023", "cover", 1),
        ("fiscal_year", "2023", "stated", None),
        ("fiscal_year", "2023", "file name", None),
    } <= told
    assert all(row.printed for row in evidence)
    assert {row.document_id for row in evidence} == {"d"}


def test_a_column_headed_unit_name_names_nobody() -> None:
    grid = form(("单位名称", "合计"), ("预算单位", "科目编码"))
    assert read(page("某市财政局2023年部门预算", grids=(grid,))).body == "某市财政局"


def test_the_speaker_is_known_by_every_name_the_text_introduces() -> None:
    text = "重庆经济技术开发区管理委员会（以下简称“重庆经开区管委会”）主要负责："
    speaker = read_speaker([page("重庆经济技术开发区管理委员会", "2023 年部门预算情况说明", "一、职能", text)])
    assert speaker.names == {"重庆经济技术开发区管理委员会", "重庆经开区管委会"}
