"""The press itself: what it prints can be read again by a plain reader, and its budgets add up."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import pdfplumber
import pytest

from tests.printing.budget import CENT_OF_YUAN, draw_budget
from tests.printing.disclosures import draw_disclosure
from tests.printing.layout import Layout
from tests.printing.mistakes import MISTAKES, Planted
from tests.printing.press import Placement, Printing, print_disclosure
from tests.printing.specification import Disclosure

LAYOUTS = [
    pytest.param(Layout(), id="as the start document"),
    pytest.param(
        Layout(codes="split", index_row=True, total="last", rotation=90, zero="0.00", repeat_header=False, narrow=True),
        id="class, section and item columns, rotated, amounts wrapped",
    ),
    pytest.param(Layout(codes="joined", money_unit="元", indented=True), id="code and name in one cell, in yuan"),
]


def plain_cells(printing: Printing) -> dict[tuple[int, int, int], str]:
    """Plain pdfplumber's cells by page and centre, rounded to points."""
    with pdfplumber.open(io.BytesIO(printing.pdf)) as document:
        return {
            (page.page_number, round((box[0] + box[2]) / 2), round((box[1] + box[3]) / 2)): text or ""
            for page in document.pages
            for table in page.find_tables()
            for row, texts in zip(table.rows, table.extract(), strict=True)
            for box, text in zip(row.cells, texts, strict=True)
            if box is not None
        }


def near(cells: dict[tuple[int, int, int], str], place: Placement) -> str | None:
    """The text of the cell at a placement, within a point."""
    x, y = round((place.x0 + place.x1) / 2), round((place.top + place.bottom) / 2)
    around = [(x + dx, y + dy) for dx in (0, -1, 1) for dy in (0, -1, 1)]
    return next((cells[place.page, *centre] for centre in around if (place.page, *centre) in cells), None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_amount_stands_where_the_press_says(layout: Layout) -> None:
    printing = print_disclosure(draw_disclosure(5, "青岚市园林绿化局", "青岚市", layout=layout))
    cells = plain_cells(printing)
    read = [(place.meaning, (near(cells, place) or "").replace("\n", "")) for place in printing.placements]
    assert read == [(place.meaning, place.printed) for place in printing.placements]
    assert len(read) > 300


@pytest.mark.parametrize("seed", range(5))
def test_a_drawn_budget_adds_up(seed: int) -> None:
    budget = draw_budget(seed, projects=6)
    assert budget.basic() == budget.economic("3") == sum(budget.basic_by_economic.values())
    assert budget.project() == sum(project.amount for project in budget.projects)
    assert sum(amount for _, amount in budget.classes()) == budget.basic() + budget.project()


def test_exact_yuan_drift_when_printed_in_wanyuan() -> None:
    disclosure = draw_disclosure(3, "望湖县水务局", "望湖县", step=CENT_OF_YUAN)
    table = disclosure.table("general_public_expenditure")
    total, *rows = [amount for cell in table.amounts() if cell.meaning and cell.meaning.column == "total"
                    for amount in [table.yuan(cell)]]  # fmt: skip
    classes = [
        table.yuan(c)
        for c in table.amounts()
        if c.meaning and c.meaning.column == "total" and len(c.meaning.code or "") == 3
    ]
    assert rows
    assert total is not None
    gap = total - sum((amount for amount in classes if amount is not None), Decimal(0))
    assert Decimal(0) < abs(gap) <= Decimal(50) * (len(classes) + 1)


@pytest.mark.parametrize("plant", MISTAKES, ids=lambda plant: plant.__name__)
def test_a_planted_error_changes_what_is_printed(plant: Callable[[Disclosure], Planted]) -> None:
    good = draw_disclosure(11, "青岚市水务局", "青岚市")
    planted = plant(good)
    assert planted.gap_yuan > 0
    assert print_disclosure(planted.disclosure).pdf != print_disclosure(good).pdf
