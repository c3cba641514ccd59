"""What is printed is what the extraction says: random tables in every layout, a figure for every amount cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from pipelines.extraction.records import FigureRow, Reading
from pipelines.pdf import read_document
from tests.integration.comparison import folded
from tests.printing.press import Placement, Printing, print_tables
from tests.printing.specification import Table
from tests.printing.strategies import economic_tables, function_tables, unit_tables

Figure = tuple[str, str, str, str, str, str, str]
"""Family, unit, code, folded name, column, printed text, amount in 元 ('' for a blank)."""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("press") / "printed.pdf"


def printed_figures(table: Table) -> Counter[Figure]:
    """What the table prints."""
    cells = ((cell.meaning, cell) for cell in table.amounts())
    return Counter(
        (m.family, m.unit or "", m.code or "", folded(m.name), m.column, cell.text, amount_text(table.yuan(cell)))
        for m, cell in cells
        if m is not None
    )


def read_figures(reading: Reading) -> Counter[Figure]:
    """What was read."""
    return Counter(
        (
            figure.table_family,
            figure.unit_name or "",
            figure.row_code or "",
            folded(figure.row_name),
            figure.column_name,
            figure.printed.replace("\n", ""),
            amount_text(figure.amount_yuan),
        )
        for figure in reading.figures
    )


def amount_text(amount: Decimal | None) -> str:
    """An amount in fixed notation with its cents; '' for a blank."""
    return "" if amount is None else f"{amount:.2f}"


def read(printing: Printing, pdf: Path) -> Reading:
    """What the reader makes of a printed PDF."""
    pdf.write_bytes(printing.pdf)
    return read_document(pdf, file_name="printed.pdf", source_url=None, stated={})


def places(boxes: Iterable[Placement | FigureRow]) -> list[tuple[float, ...]]:
    """Page and box of each amount, by page, then from top to bottom and left to right."""
    return sorted((box.page, round(box.top), round(box.x0), box.top, box.x0, box.bottom, box.x1) for box in boxes)


@settings(max_examples=25, deadline=None)
@given(table=function_tables() | economic_tables())
def test_every_amount_of_a_table_is_a_figure(table: Table, pdf: Path) -> None:
    assert read_figures(read(print_tables(table), pdf)) == printed_figures(table)


@settings(max_examples=10, deadline=None)
@given(table=function_tables().filter(lambda table: not table.sideways))
def test_every_figure_says_where_it_was_printed(table: Table, pdf: Path) -> None:
    printing = print_tables(table)
    for figure, place in zip(places(read(printing, pdf).figures), places(printing.placements), strict=True):
        assert figure == pytest.approx(place, abs=1.0)


@settings(max_examples=10, deadline=None)
@given(table=unit_tables())
def test_every_amount_of_every_unit_is_a_figure(table: Table, pdf: Path) -> None:
    assert read_figures(read(print_tables(table), pdf)) == printed_figures(table)
