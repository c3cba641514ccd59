"""The cell that is wrong is named first, with the amount that would fit, on small networks that a person can add up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.localisation import Cell, Equation, Network, Second, localise, second_of, weigh
from pipelines.localisation.digits import slip

ROWS = {1: None, 2: 1, 3: 1, 4: 1}
COLUMNS = ("total", "basic", "project")
TRUE = {
    (1, "total"): "600.00", (1, "basic"): "330.00", (1, "project"): "270.00",
    (2, "total"): "100.00", (2, "basic"): "100.00", (2, "project"): "",
    (3, "total"): "207.50", (3, "basic"): "130.00", (3, "project"): "77.50",
    (4, "total"): "292.50", (4, "basic"): "100.00", (4, "project"): "192.50",
}  # fmt: skip
"""A total over three rows, each with its two kinds of expenditure."""


def cell(table: int, row: int, column: str, printed: str) -> Cell:
    return Cell(
        cell_id=f"{table}/{row}/{column}",
        printed=printed,
        amount=Decimal(printed.replace(",", "")) if printed else None,
        step=Decimal("0.01"),
        unit=Decimal(1),
        table_no=table,
        row_no=row,
        column_no=COLUMNS.index(column) + 1,
        column=column,
        parent_row=ROWS[row],
    )


def equation(
    cells: dict[str, Cell], key: str, shape: str, row: int, column: str, terms: dict[str, int], table: int = 1
) -> Equation:
    terms = {one: sign for one, sign in terms.items() if one in cells}
    residual = sum((sign * cells[one].value for one, sign in terms.items()), Decimal(0))
    printed = sum(cells[one].amount is not None for one in terms)
    tolerance = Decimal("0.005") * printed if shape != "same" and printed > 2 else Decimal(0)
    return Equation(key, key.split("/")[0], shape, "blocking", residual, tolerance, terms, table, row, column)


def network(*tables: dict[tuple[int, str], str]) -> Network:
    """One or several prints of the same table: row sums, column sums, and equality of the first two cell by cell."""
    cells = {
        one.cell_id: one
        for number, printed in enumerate(tables, start=1)
        for one in (cell(number, row, column, text) for (row, column), text in printed.items())
    }
    equations = []
    for table in range(1, len(tables) + 1):
        for row in ROWS:
            terms = {f"{table}/{row}/total": 1, f"{table}/{row}/basic": -1, f"{table}/{row}/project": -1}
            equations.append(equation(cells, f"row/{table}/{row}", "row_sum", row, "", terms, table))
        for column in COLUMNS:
            terms = {f"{table}/1/{column}": 1} | {f"{table}/{row}/{column}": -1 for row in (2, 3, 4)}
            if len(terms.keys() & cells.keys()) > 1:
                equations.append(equation(cells, f"column/{table}/{column}", "tree", 1, column, terms, table))
    if len(tables) == 2:
        shared = [place for place in tables[0] if tables[0][place] and tables[1].get(place)]
        for row, column in shared:
            terms = {f"1/{row}/{column}": 1, f"2/{row}/{column}": -1}
            equations.append(equation(cells, f"same/{row}/{column}", "same", row, column, terms))
    return Network(cells, {one.key: one for one in equations})


def first(found: Network) -> tuple[str, set[str], Decimal | None]:
    """Hypothesis, cells and fitting amount that come first; there is one fault."""
    (fault,) = localise(found)
    best = fault.repairs[0].candidate
    return best.hypothesis, {change.cell_id for change in best.changes}, best.changes[0].fitting


@pytest.mark.parametrize(("printed", "hypothesis"), [
    pytest.param("72.50", "changed_digit", id="a digit is another"),
    pytest.param("7.50", "lost_digit", id="a digit is lost"),
    pytest.param("717.50", "extra_digit", id="a digit is too many"),
    pytest.param("75.70", "transposed_digits", id="digits change places across the point"),
    pytest.param("775,000.00", "factor", id="ten thousand times"),
    pytest.param("-77.50", "sign", id="the other sign"),
    pytest.param("270.00", "parent_in_child", id="the parent's amount"),
    pytest.param("130.00", "shifted_column", id="the neighbouring column's amount"),
])  # fmt: skip
def test_a_wrong_cell_is_named_with_the_amount_that_fits(printed: str, hypothesis: str) -> None:
    found = first(network(TRUE | {(3, "project"): printed}))
    assert found == (hypothesis, {"1/3/project"}, Decimal("77.50"))


def test_two_columns_that_changed_places_are_one_fault() -> None:
    swapped = TRUE | {(3, "basic"): "77.50", (3, "project"): "130.00"}
    name, cells, _ = first(network(swapped))
    assert (name, cells) == ("shifted_column", {"1/3/basic", "1/3/project"})


def test_an_amount_in_the_blank_column_beside_its_own_is_one_fault() -> None:
    moved = TRUE | {(2, "basic"): "", (2, "project"): "100.00"}
    name, cells, _ = first(network(moved))
    assert (name, cells) == ("shifted_column", {"1/2/basic", "1/2/project"})


def without(row: int) -> dict[tuple[int, str], str]:
    return {place: text for place, text in TRUE.items() if place[0] != row}


def test_a_row_that_is_missing_is_told_from_a_wrong_total() -> None:
    name, cells, fitting = first(network(without(3)))
    assert (name, cells, fitting) == ("missed_row", {"1/1/total"}, Decimal("392.50"))


def test_the_same_gap_in_several_tables_is_withheld_detail() -> None:
    name, cells, _ = first(network(without(3), without(3)))
    assert (name, cells) == ("withheld", {"1/1/total", "2/1/total"})


def test_a_cent_between_two_tables_goes_to_the_one_that_then_adds_up_best() -> None:
    name, cells, fitting = first(network(TRUE | {(3, "basic"): "130.01"}, TRUE))
    assert (name, cells, fitting) == ("changed_digit", {"1/3/basic"}, Decimal("130.00"))


def test_two_errors_far_apart_are_two_faults() -> None:
    faults = localise(network(TRUE | {(2, "basic"): "700.00", (4, "project"): "192.05"}))
    named = {change.cell_id for fault in faults for change in fault.repairs[0].candidate.changes}
    assert (len(faults), named) == (2, {"1/2/basic", "1/4/project"})


def test_where_everything_holds_nothing_is_wrong() -> None:
    assert localise(network(TRUE, TRUE)) == ()


def test_a_second_reading_that_fits_says_misread_and_comes_first() -> None:
    found = network({(1, "total"): "600.00", (1, "basic"): "330.00", (1, "project"): "240.00"})
    (fault,) = localise(found)
    assert {change.cell_id for repair in fault.repairs for change in repair.candidate.changes} >= {
        "1/1/project",
        "1/1/total",
    }
    seen = {"1/1/project": Second({"270.00": Decimal(270)}), "1/1/total": Second({"600.00": Decimal(600)})}
    best = weigh(found, fault, seen).repairs[0]
    assert (best.candidate.changes[0].cell_id, best.cause) == ("1/1/project", "misread")


def test_a_second_reading_that_is_the_first_says_printed_so() -> None:
    found = network(TRUE | {(3, "project"): "72.50"})
    (fault,) = localise(found)
    best = weigh(found, fault, {"1/3/project": Second({"72.5O": None, "72.50": Decimal("72.50")})}).repairs[0]
    assert best.cause == "printed_so"


@pytest.mark.parametrize(("text", "amounts"), [
    pytest.param("77.50", {"77.50": Decimal("77.50")}, id="the number"),
    pytest.param("", {"": None}, id="nothing is drawn"),
    pytest.param("7750", {}, id="only the point is lost"),
    pytest.param("77.5O", {}, id="a letter in it"),
])  # fmt: skip
def test_a_doubtful_second_reading_is_not_told(text: str, amounts: dict[str, Decimal | None]) -> None:
    assert second_of(cell(1, 3, "project", "77.50"), [text]).amounts == amounts


@pytest.mark.parametrize(("printed", "fitting", "found"), [
    pytest.param("22118861", "22118861.34", "lost_digits", id="decimals are gone"),
    pytest.param("1.34", "12.34", "lost_digit", id="one digit is gone"),
    pytest.param("1234.5", "1243.5", "transposed_digits", id="neighbours"),
    pytest.param("5", "8", "changed_digit", id="one digit"),
    pytest.param("5", "5.12", None, id="one digit is too little to be a beginning"),
    pytest.param("123.45", "678.90", None, id="nothing alike"),
])  # fmt: skip
def test_likeness_of_two_numbers(printed: str, fitting: str, found: str | None) -> None:
    assert slip(Decimal(printed), Decimal(fitting), 2) == found
