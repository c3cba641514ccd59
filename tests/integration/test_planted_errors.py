"""A disclosure with one planted error is held back and explained; the others go on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.integration.conftest import Run
from tests.printing.mistakes import MISTAKES, Planted
from tests.printing.specification import Disclosure

Plant = Callable[[Disclosure], Planted]
broken = pytest.mark.parametrize("plant", MISTAKES, ids=lambda plant: plant.__name__)


@broken
def test_the_document_is_quarantined(run: Run, plant: Plant) -> None:
    query = "select status, status_reason from audit.document where document_id = ?"
    ((status, reason),) = run.rows(query, run.document(plant.__name__))
    assert status == "quarantined"
    assert run.broken[plant.__name__].identity in reason


@broken
def test_the_broken_identity_is_named_with_both_sides_and_the_difference(run: Run, plant: Plant) -> None:
    planted = run.broken[plant.__name__]
    query = (
        "select lhs, rhs, difference, explanation from audit.identity"
        " where document_id = ? and identity = ? and status = 'fails'"
    )
    failing = run.rows(query, run.document(plant.__name__), planted.identity)
    assert planted.gap_yuan in {abs(difference) for _, _, difference, _ in failing}
    for lhs, rhs, difference, explanation in failing:
        assert lhs - rhs == difference
        assert explanation


@broken
def test_nothing_of_it_reaches_the_marts(run: Run, plant: Plant) -> None:
    tables = run.rows(
        "select table_schema || '.' || table_name from information_schema.columns"
        " where table_schema = 'marts' and column_name = 'document_id'"
    )
    assert len(tables) >= 5
    document = run.document(plant.__name__)
    counts = {table: run.one(f"select count(*) from {table} where document_id = ?", document) for (table,) in tables}
    assert {table: count for table, count in counts.items() if count} == {}


@broken
def test_its_figures_stay_in_audit(run: Run, plant: Plant) -> None:
    assert run.one("select count(*) from audit.figure where document_id = ?", run.document(plant.__name__)) > 200


@pytest.mark.parametrize("name", ["good", "drifting", "other_layout"])
def test_what_is_good_is_published_by_the_same_run(run: Run, name: str) -> None:
    query = "select status, status_reason from audit.document where document_id = ?"
    assert run.rows(query, run.document(name)) == [("published", None)]
    assert run.one("select count(*) from marts.fact_expenditure where document_id = ?", run.document(name)) > 40


def test_the_exit_status_says_that_some_were_held_back(run: Run) -> None:
    assert run.status == 3, run.output


@pytest.mark.parametrize("name", ["good", "drifting", "other_layout"])
def test_no_identity_of_a_good_document_fails(run: Run, name: str) -> None:
    query = "select identity, lhs, rhs, explanation from audit.identity where document_id = ? and status = 'fails'"
    assert run.rows(query, run.document(name)) == []
