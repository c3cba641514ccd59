"""Every identity holds on its passing example and fails, with both sides and the difference, on its failing one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.vocabulary.identities import load_identities
from pipelines.warehouse import query
from tests.warehouse.identity_examples import EXAMPLES, SLIPPED, UNITS_WITHOUT_AMOUNTS, document

NAMES = sorted(load_identities().identities)


def rows(warehouse: Path, name: str, outcome: str) -> list[dict[str, Any]]:
    one = document(f"{name} {outcome}")
    return query(
        warehouse,
        "select * from intermediate.int_identity where document_id = ? and identity = ? and status <> 'not_evaluable'",
        [one["sha256"], name],
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_where_the_figures_agree(built: Path, name: str) -> None:
    found = rows(built, name, "holds")
    assert found and {row["status"] for row in found} == {"holds"}
    assert all(abs(row["lhs"] - row["rhs"]) <= row["tolerance"] for row in found)


@pytest.mark.parametrize("name", NAMES)
def test_it_fails_and_says_by_how_much(built: Path, name: str) -> None:
    failing = [row for row in rows(built, name, "fails") if row["status"] == "fails"]
    assert Decimal(EXAMPLES[name].difference) in {row["difference"] for row in failing}
    assert all(row["term_count"] >= 1 and " = " in row["terms"] and row["figure_ids"] for row in failing)


def test_an_amount_in_a_column_in_which_every_class_is_blank_fails(built: Path) -> None:
    failing = query(
        built,
        "select identity, lhs, rhs from intermediate.int_identity where document_id = ? and status = 'fails'",
        [SLIPPED["sha256"]],
    )
    assert failing == [{"identity": "summary_categories_sum_to_total", "lhs": Decimal(30_000), "rhs": Decimal(0)}]


def test_units_whose_rows_are_blank_headings_are_no_sum(built: Path) -> None:
    said = query(
        built,
        "select status from intermediate.int_identity where document_id = ? and identity = 'department_equals_sum_of_units'",
        [UNITS_WITHOUT_AMOUNTS["sha256"]],
    )
    assert said and {row["status"] for row in said} == {"not_evaluable"}
    failing = query(
        built,
        "select identity from intermediate.int_identity where document_id = ? and status = 'fails'",
        [UNITS_WITHOUT_AMOUNTS["sha256"]],
    )
    assert failing == []


def test_a_document_lists_every_identity_even_where_nothing_is_printed(built: Path) -> None:
    listed = query(
        built, "select document_id, count(distinct identity) as n from intermediate.int_identity group by all"
    )
    assert {row["n"] for row in listed} == {len(NAMES)}


def test_every_row_that_could_not_be_evaluated_says_why(built: Path) -> None:
    silent = query(
        built,
        "select identity from intermediate.int_identity where coalesce(explanation, '') = '' or subject is null",
    )
    assert silent == []
