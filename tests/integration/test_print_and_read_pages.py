"""What is printed is what the PDF gateway reads: every amount cell of random tables, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pipelines.extraction.pages import Page
from pipelines.pdf import read_pages
from tests.printing.press import Placement, print_tables
from tests.printing.specification import Table
from tests.printing.strategies import economic_tables, function_tables, unit_tables

Place = tuple[int, int, int]


def cells(pages: list[Page]) -> dict[Place, str]:
    """The text of every grid cell by page and centre, in points."""
    return {
        (page.number, round((cell.box.x0 + cell.box.x1) / 2), round((cell.box.top + cell.box.bottom) / 2)): cell.text
        for page in pages
        for grid in page.grids
        for row in grid.rows
        for cell in row
        if cell is not None
    }


def cell_at(found: dict[Place, str], place: Placement) -> str | None:
    """The text of the cell at a placement, within a point; line breaks inside it left out."""
    x, y = round((place.x0 + place.x1) / 2), round((place.top + place.bottom) / 2)
    around = ((place.page, x + dx, y + dy) for dx in (0, -1, 1) for dy in (0, -1, 1))
    text = next((found[centre] for centre in around if centre in found), None)
    return None if text is None else text.replace("\n", "")


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("press") / "printed.pdf"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=function_tables() | economic_tables() | unit_tables())
def test_every_amount_is_read_where_it_was_printed(table: Table, pdf: Path) -> None:
    printing = print_tables(table)
    pdf.write_bytes(printing.pdf)
    found = cells(list(read_pages(pdf)))
    read = [(place.meaning, cell_at(found, place)) for place in printing.placements]
    assert read == [(place.meaning, place.printed) for place in printing.placements]
