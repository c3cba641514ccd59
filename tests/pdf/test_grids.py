"""Grids as printed: merged cells, missing and doubled rules, text that does not keep to its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.pdf.sheet import FONT, HEIGHT, Sheet, only_table, texts

XS = [50.0, 130.0, 210.0, 290.0]
YS = [100.0, 120.0, 140.0, 160.0]
ROWS = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "15,460.57"], ["202", "外交支出", "0.00"]]


def test_a_grid_is_read_cell_by_cell_with_its_boxes(tmp_path: Path) -> None:
    page = Sheet().lattice(XS, YS).fill(XS, YS, ROWS).read(tmp_path)
    assert only_table(page) == ROWS
    box = page.grids[0].rows[1][2].box  # pyright: ignore[reportOptionalMemberAccess]
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((210, 120, 290, 140), abs=0.5)


def test_merged_cells_leave_none_where_they_reach(tmp_path: Path) -> None:
    sheet = Sheet().line(50, 100, 290, 100).line(130, 120, 290, 120).line(50, 140, 290, 140)
    for x in (50, 130, 290):
        sheet.line(x, 100, x, 140)
    sheet.line(210, 120, 210, 140).text(52, 118, "科目").text(180, 114, "其中").text(132, 134, "基本").text(
        212, 134, "项目"
    )
    assert only_table(sheet.read(tmp_path)) == [["科目", "其中", None], [None, "基本", "项目"]]


@pytest.mark.parametrize(
    ("missing", "first"),
    [
        pytest.param("top", ROWS[0], id="no top rule after a page break"),
        pytest.param("bottom", ROWS[0], id="no bottom rule"),
    ],
)
def test_a_row_is_read_without_its_outer_rule(tmp_path: Path, missing: str, first: list[str]) -> None:
    sheet = Sheet().fill(XS, YS, ROWS)
    for x in XS:
        sheet.line(x, YS[0], x, YS[-1])
    for y in YS[1:] if missing == "top" else YS[:-1]:
        sheet.line(XS[0], y, XS[-1], y)
    assert only_table(sheet.read(tmp_path)) == [first, *ROWS[1:]]


def test_columns_are_read_without_the_outer_sides(tmp_path: Path) -> None:
    sheet = Sheet().fill(XS, YS, ROWS).line(130, 100, 130, 160).line(210, 100, 210, 160)
    for y in YS:
        sheet.line(XS[0], y, XS[-1], y)
    assert only_table(sheet.read(tmp_path)) == ROWS


def test_rules_that_only_overshoot_make_no_row(tmp_path: Path) -> None:
    sheet = Sheet().lattice(XS, YS).fill(XS, YS, ROWS).text(52, 97, "单位：万元")
    for x in XS:
        sheet.line(x, 96, x, 100)
    assert only_table(sheet.read(tmp_path)) == ROWS


def test_underlines_in_prose_are_no_grid(tmp_path: Path) -> None:
    page = (
        Sheet()
        .text(60, 98, "2023年")
        .line(50, 100, 200, 100)
        .text(60, 128, "预算")
        .line(50, 130, 200, 130)
        .read(tmp_path)
    )
    assert page.grids == ()


def test_double_rules_do_not_cut_the_number_between_them(tmp_path: Path) -> None:
    sheet = Sheet().lattice(XS, YS).fill(XS, YS, ROWS)
    for x in XS:
        sheet.line(x + 1.5, YS[0], x + 1.5, YS[-1])
    assert only_table(sheet.read(tmp_path)) == ROWS


def test_thin_filled_bars_are_rules(tmp_path: Path) -> None:
    sheet = Sheet().fill(XS, YS, ROWS)
    for x in XS:
        sheet.draw(lambda canvas, x=x: canvas.rect(x - 0.25, HEIGHT - 160, 0.5, 60, stroke=0, fill=1))
    for y in YS:
        sheet.draw(lambda canvas, y=y: canvas.rect(50, HEIGHT - y - 0.25, 240, 0.5, stroke=0, fill=1))
    assert only_table(sheet.read(tmp_path)) == ROWS


def test_white_rules_on_white_paper_make_no_column(tmp_path: Path) -> None:
    sheet = Sheet().lattice(XS, YS).fill(XS, YS, ROWS).text(120, 94, "收入总表")
    sheet.draw(lambda canvas: canvas.setStrokeColorRGB(1, 1, 1)).lattice([40.0, *XS, 300.0], [80.0, *YS, 170.0])
    sheet.draw(lambda canvas: canvas.setStrokeColorRGB(0, 0, 0)).lattice(XS, YS)
    page = sheet.read(tmp_path)
    assert only_table(page) == ROWS
    assert page.lines[0].text == "收入总表"


def test_white_rules_on_a_shaded_header_are_seen(tmp_path: Path) -> None:
    sheet = Sheet().draw(lambda canvas: canvas.setFillGray(0.8))
    sheet.draw(lambda canvas: canvas.rect(50, HEIGHT - 160, 240, 60, stroke=0, fill=1))
    sheet.draw(lambda canvas: canvas.setStrokeColorRGB(1, 1, 1)).lattice(XS, YS)
    sheet.draw(lambda canvas: canvas.setFillGray(0)).fill(XS, YS, ROWS)
    assert only_table(sheet.read(tmp_path)) == ROWS


def test_a_name_that_runs_into_the_value_stays_a_name(tmp_path: Path) -> None:
    sheet = (
        Sheet()
        .lattice([50, 130, 210], [100, 120])
        .text(52, 114, "其他一般公共服务支出", 8.4)
        .text(150, 114, "2,022.39", 8)
    )
    assert only_table(sheet.read(tmp_path)) == [["其他一般公共服务支出", "2,022.39"]]


def test_a_name_clipped_by_its_cell_keeps_its_second_line(tmp_path: Path) -> None:
    sheet = Sheet().lattice([50, 130], [100, 114, 128])

    def clipped(top: float, first: str, second: str) -> None:
        canvas = sheet.canvas
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(50, HEIGHT - top - 14, 80, 14)
        canvas.clipPath(clip, stroke=0, fill=0)
        sheet.text(52, top + 9, first, 9).text(52, top + 20, second, 9)
        canvas.restoreState()

    clipped(100, "机关事业单位", "职业年金")
    clipped(114, "其他行政事业", "养老支出")
    page = sheet.read(tmp_path)
    assert only_table(page) == [["机关事业单位\n职业年金"], ["其他行政事业\n养老支出"]]
    assert [line.text for line in page.lines] == ["机关事业单位", "其他行政事业"]


def test_numbers_wrapped_in_a_cell_keep_the_break(tmp_path: Path) -> None:
    sheet = Sheet().lattice([50, 100, 150], [100, 130]).text(52, 112, "370,219.2", 9).text(52, 124, "5", 9)
    assert only_table(sheet.read(tmp_path)) == [["370,219.2\n5", ""]]


def test_decimals_on_another_baseline_belong_to_their_integer(tmp_path: Path) -> None:
    sheet = Sheet().lattice([50, 130, 180], [100, 120]).text(60, 113, "12,345", 10)
    sheet.text(60 + stringWidth("12,345", FONT, 10), 110.5, ".67", 10)
    assert only_table(sheet.read(tmp_path)) == [["12,345.67", ""]]


def test_two_tables_on_a_page_come_from_top_to_bottom(tmp_path: Path) -> None:
    lower, upper = [200.0, 220.0, 240.0], [100.0, 120.0, 140.0]
    sheet = Sheet().lattice([50, 130, 210], lower).fill([50, 130], lower, [["丙", "3"], ["丁", "4"]])
    sheet.lattice([50, 130, 210], upper).fill([50, 130], upper, [["甲", "1"], ["乙", "2"]])
    assert texts(sheet.read(tmp_path)) == [[["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]]]
