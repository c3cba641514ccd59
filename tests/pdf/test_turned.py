"""Rotated, sideways and cropped pages: coordinates of the page as read, and the way back to the page as displayed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipelines.extraction.pages import Box, Page
from pipelines.pdf import Mark, read_pages, render_page
from tests.pdf.sheet import HEIGHT, WIDTH, Sheet, only_table

XS = [50.0, 130.0, 210.0]
YS = [100.0, 120.0, 140.0]
ROWS = [["科目编码", "合计"], ["201", "15,460.57"]]


def printed(folder: Path, *, rotation: int = 0, crop: tuple[float, ...] | None = None) -> Path:
    """The table on a page with this ``/Rotate`` and crop box."""
    path = Sheet().lattice(XS, YS).fill(XS, YS, ROWS).save(folder / "plain.pdf")
    document = pdfium.PdfDocument(path)
    page = document[0]
    page.set_rotation(rotation)
    if crop:
        page.set_cropbox(*crop)
    document.save(folder / "changed.pdf")
    return folder / "changed.pdf"


def sideways(folder: Path, degrees: int) -> Page:
    """The table drawn turned counter-clockwise by ``degrees`` on a page without ``/Rotate``."""
    sheet = Sheet()
    canvas = sheet.canvas
    if degrees == 90:
        canvas.translate(WIDTH, 0)
    elif degrees == 270:
        canvas.translate(0, HEIGHT)
    else:
        canvas.translate(WIDTH, HEIGHT)
    canvas.rotate(degrees)
    return sheet.lattice(XS, YS).fill(XS, YS, ROWS).read(folder)


def dark_share(path: Path, page: Page, box: Box) -> float:
    """How much of the picture inside ``box`` (page as read) is ink."""
    picture = render_page(path, page.number, crop=page.as_displayed(box), dpi=144).convert("L")
    pixels = list(picture.tobytes())
    return sum(pixel < 128 for pixel in pixels) / len(pixels)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_page_is_read_as_displayed(tmp_path: Path, rotation: int) -> None:
    path = printed(tmp_path, rotation=rotation)
    (page,) = read_pages(path)
    assert only_table(page) == ROWS
    assert (page.rotation, page.turned) == (0, (360 - rotation) % 360)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_sideways_text_is_turned_upright_and_leads_back(tmp_path: Path, degrees: int) -> None:
    page = sideways(tmp_path, degrees)
    assert only_table(page) == ROWS
    assert page.turned == page.rotation == degrees
    filled = page.grids[0].rows[1][1]
    assert filled is not None
    assert dark_share(tmp_path / "sheet.pdf", page, filled.box) > 0.02
    beside = Box(filled.box.x0 + 100, filled.box.top, filled.box.x1 + 100, filled.box.bottom)
    assert dark_share(tmp_path / "sheet.pdf", page, beside) == 0


def test_upright_text_on_a_rotated_page_keeps_the_rotation(tmp_path: Path) -> None:
    sideways(tmp_path, 90)
    document = pdfium.PdfDocument(tmp_path / "sheet.pdf")
    document[0].set_rotation(90)
    document.save(tmp_path / "upright.pdf")
    (page,) = read_pages(tmp_path / "upright.pdf")
    assert only_table(page) == ROWS
    assert (page.rotation, page.turned, page.width_pt, page.height_pt) == (90, 0, HEIGHT, WIDTH)


def test_coordinates_count_from_the_crop_box(tmp_path: Path) -> None:
    path = printed(tmp_path, crop=(20, 30, WIDTH - 40, HEIGHT - 50))
    (page,) = read_pages(path)
    box = page.grids[0].box
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((30, 50, 190, 90), abs=0.5)
    assert (page.width_pt, page.height_pt) == (WIDTH - 60, HEIGHT - 80)


def test_a_mark_lies_on_its_cell_in_the_picture(tmp_path: Path) -> None:
    path = printed(tmp_path, crop=(20, 30, WIDTH, HEIGHT))
    (page,) = read_pages(path)
    cell = page.grids[0].rows[0][0]
    assert cell is not None
    picture = render_page(path, 1, boxes=[Mark(cell.box, "red", filled=True)], dpi=72)
    red, green, _ = picture.getpixel((round(cell.box.x1) - 4, round(cell.box.bottom) - 3))  # pyright: ignore
    assert picture.size == (round(page.width_pt), round(page.height_pt))
    assert red > green


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_turning_a_box_there_and_back_changes_nothing(degrees: int) -> None:
    box = Box(10, 20, 110, 45)
    width, height = (300.0, 500.0) if degrees % 180 == 0 else (500.0, 300.0)
    assert box.turn(degrees, 300, 500).turn(-degrees, width, height) == box
