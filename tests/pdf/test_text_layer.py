"""What of the text layer is on the page and what is not, and in which order it reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from pipelines.pdf.normalisation import UNKNOWN, printed_character
from tests.pdf.sheet import HEIGHT, WIDTH, Sheet


def line_texts(sheet: Sheet, folder: Path) -> list[str]:
    return [line.text for line in sheet.read(folder).lines]


def picture(canvas: object) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (50, 40), "lightgrey")), 0, 0, WIDTH, HEIGHT)  # pyright: ignore


def test_lines_come_by_position_not_by_stream(tmp_path: Path) -> None:
    sheet = Sheet().text(50, 200, "二").text(250, 200, "右").text(50, 100, "一")
    assert line_texts(sheet, tmp_path) == ["一", "二 右"]


def test_words_are_parted_by_gaps_and_carry_their_boxes(tmp_path: Path) -> None:
    first, second = Sheet().text(50, 100, "合计").text(100, 100, "12.00").read(tmp_path).words
    assert (first.text, second.text) == ("合计", "12.00")
    assert first.box.x0 == pytest.approx(50, abs=0.5)
    assert first.box.x1 == pytest.approx(70, abs=0.5)
    assert first.box.top < 100 < first.box.bottom


def test_a_word_drawn_twice_for_bold_is_one_word(tmp_path: Path) -> None:
    sheet = Sheet().text(50, 100, "合计 1,122.33").text(50.4, 100, "合计 1,122.33")
    assert line_texts(sheet, tmp_path) == ["合计 1,122.33"]


def test_letters_drawn_twice_one_by_one_are_one_word(tmp_path: Path) -> None:
    sheet = Sheet()
    for number, letter in enumerate("合计11"):
        sheet.text(50 + 10 * number, 100, letter).text(50.3 + 10 * number, 100.2, letter)
    assert line_texts(sheet, tmp_path) == ["合计1 1"]


@pytest.mark.parametrize(
    "hide",
    [
        pytest.param(lambda c: c.drawString(50, 300, "x", mode=3), id="invisible mode"),
        pytest.param(lambda c: (c.setFillColorRGB(1, 1, 1), c.drawString(50, 300, "x")), id="white on white"),
        pytest.param(lambda c: c.drawString(50, -40, "x"), id="below the page"),
        pytest.param(lambda c: (c.rotate(20), c.drawString(150, 200, "x")), id="watermark at a slant"),
    ],
)
def test_what_nobody_sees_is_left_out_and_noted(tmp_path: Path, hide: object) -> None:
    page = Sheet().text(50, 100, "看得见").draw(hide).read(tmp_path)  # pyright: ignore[reportArgumentType]
    assert [line.text for line in page.lines] == ["看得见"]
    assert len(page.notes) == 1


def test_white_text_on_a_dark_header_is_read(tmp_path: Path) -> None:
    sheet = Sheet().draw(lambda c: c.rect(40, 280, 200, 40, fill=1)).draw(lambda c: c.setFillColorRGB(1, 1, 1))
    assert line_texts(sheet.text(50, 100, "科目编码"), tmp_path) == ["科目编码"]


def test_the_invisible_layer_over_a_scan_is_not_taken_for_what_is_printed(tmp_path: Path) -> None:
    sheet = Sheet().draw(picture).draw(lambda c: c.drawString(50, 300, "2,022.39", mode=3))
    page = sheet.read(tmp_path)
    assert (page.image_only, page.lines, page.notes) == (True, (), ("8 characters left out: invisible",))


def test_a_page_that_is_a_picture_says_so(tmp_path: Path) -> None:
    page = Sheet().draw(picture).read(tmp_path)
    assert (page.image_only, page.lines, page.grids) == (True, (), ())


def test_an_empty_page_is_no_picture(tmp_path: Path) -> None:
    assert not Sheet().read(tmp_path).image_only


def test_text_inside_a_form_lies_where_the_form_puts_it(tmp_path: Path) -> None:
    sheet = Sheet()
    canvas = sheet.canvas
    canvas.beginForm("stamp")
    sheet.text(10, HEIGHT - 10, "表内")
    canvas.line(0, 0, 50, 0)
    canvas.endForm()
    canvas.translate(100, 200)
    canvas.doForm("stamp")
    (word,) = sheet.read(tmp_path).words
    assert (word.text, word.box.x0) == ("表内", pytest.approx(110, abs=0.5))
    assert word.box.top < HEIGHT - 210 < word.box.bottom


@pytest.mark.parametrize(
    ("code", "character"),
    [
        pytest.param(0x2F00, "一", id="Kangxi radical"),
        pytest.param(0x2ED3, "长", id="radical without a mapping"),
        pytest.param(0xF9F4, "林", id="compatibility ideograph"),
        pytest.param(0xFF11, "1", id="full-width digit"),
        pytest.param(0xFF08, "（", id="full-width bracket stays"),
        pytest.param(0x00B2, "²", id="superscript stays"),
        pytest.param(0x3000, " ", id="ideographic space"),
        pytest.param(0x02, "-", id="pdfium's hyphen at a line's end"),
        pytest.param(0x00, UNKNOWN, id="glyph without a meaning"),
    ],
)
def test_characters_are_what_a_reader_would_type(code: int, character: str) -> None:
    assert printed_character(code) == character


def test_a_small_raised_note_mark_is_no_digit_of_the_number_before_it(tmp_path: Path) -> None:
    sheet = Sheet().text(50, 100, "100.00").text(82, 96, "1", size=5.0)
    assert line_texts(sheet, tmp_path) == ["100.00 1"]
