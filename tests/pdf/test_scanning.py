"""A page that is a picture goes through the recognition and keeps its places on the displayed page."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader

from pipelines.extraction.pages import Page
from pipelines.extraction.records import DocumentRow, FigureRow, PrintedTableRow, Reading
from pipelines.pdf import render_page
from pipelines.pdf.opening import check_bytes, open_document
from pipelines.pdf.pages import read_page
from pipelines.pdf.placement import as_displayed
from pipelines.pdf.scanning import read_scan
from tests.pdf.sheet import HEIGHT, WIDTH, Sheet, only_table

XS = [50.0, 150.0, 250.0]
YS = [100.0, 130.0, 160.0]
# digits alone: the picture is drawn with the fonts of the machine, which may have no Chinese one
ROWS = [["20103", "8,093.60"], ["2010301", "15,460.57"]]


def photographed(folder: Path) -> Path:
    """The table as a picture on a page without text."""
    plain = Sheet().lattice(XS, YS).fill(XS, YS, ROWS, 12).save(folder / "plain.pdf")
    picture = ImageReader(render_page(plain, 1, dpi=200))
    return Sheet().draw(lambda canvas: canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)).save(folder / "scan.pdf")


def test_a_pictured_table_is_recognised_where_it_stands(tmp_path: Path) -> None:
    data = photographed(tmp_path).read_bytes()
    check_bytes(data)
    with open_document(data) as document:
        page, placing = read_scan(document, 0, read_page(document, 0))
    assert (page.method, page.image_only) == ("ocr", False)
    assert only_table(page) == ROWS
    cell = page.grids[0].rows[1][1]
    assert cell is not None
    box = placing(cell.box)
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((150, 130, 250, 160), abs=1.5)


def test_every_box_of_a_turned_page_is_landed_as_displayed() -> None:
    page = Page(number=2, width_pt=400, height_pt=300, rotation=90, turned=90)
    reading = Reading(
        _document(), figures=[_figure(1), _figure(2)], tables=[_table("[[1, 1, 2, 3, 4], [2, 1, 2, 3, 4]]")]
    )
    placed = as_displayed(reading, {2: page.as_displayed})
    first, second = ((row.x0, row.top, row.x1, row.bottom) for row in placed.figures)
    assert first == (1, 2, 3, 4)
    assert second == (2, 397, 4, 399)
    assert placed.tables[0].boxes == "[[1, 1, 2, 3, 4], [2, 2, 397, 4, 399]]"


def _document() -> DocumentRow:
    return DocumentRow("d", "f", None, 2, None, None, None, None, None, None, "", "read", None, "0", 0.0)


def _figure(page: int) -> FigureRow:
    blanks = dict.fromkeys(FigureRow.__dataclass_fields__)
    return FigureRow(**{**blanks, "page": page, "x0": 1, "top": 2, "x1": 3, "bottom": 4})  # pyright: ignore


def _table(boxes: str) -> PrintedTableRow:
    blanks = dict.fromkeys(PrintedTableRow.__dataclass_fields__)
    return PrintedTableRow(**{**blanks, "boxes": boxes})  # pyright: ignore
