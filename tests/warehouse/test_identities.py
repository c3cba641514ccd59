"""Every identity holds on its passing example and fails, with both sides and the difference, on its failing one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.vocabulary.identities import load_identities
from pipelines.warehouse import query
from tests.truth_readings import fill_with, reading_of
from tests.warehouse.building import dbt
from tests.warehouse.identity_examples import EXAMPLES, document

NAMES = sorted(load_identities().identities)


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with every example, its identities evaluated."""
    printed: dict[str, dict[str, Any]] = {}
    for name, example in EXAMPLES.items():
        for outcome in ("holds", "fails"):
            one = document(f"{name} {outcome}", **getattr(example, outcome))
            printed[one["sha256"]] = one | ({"body": example.beside[0]["body"]} if example.beside else {})
        printed |= {other["sha256"]: other for other in example.beside}
    warehouse = fill_with(tmp_path_factory.mktemp("examples"), [reading_of(truth) for truth in printed.values()])
    dbt(warehouse, "run", "--select", "+int_identity")
    return warehouse


def rows(warehouse: Path, name: str, outcome: str) -> list[dict[str, Any]]:
    one = document(f"{name} {outcome}")
    return query(
        warehouse,
        "select * from intermediate.int_identity where document_id = ? and identity = ? and status <> 'not_evaluable'",
        [one["sha256"], name],
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_where_the_figures_agree(evaluated: Path, name: str) -> None:
    found = rows(evaluated, name, "holds")
    assert found and {row["status"] for row in found} == {"holds"}
    assert all(abs(row["lhs"] - row["rhs"]) <= row["tolerance"] for row in found)


@pytest.mark.parametrize("name", NAMES)
def test_it_fails_and_says_by_how_much(evaluated: Path, name: str) -> None:
    failing = [row for row in rows(evaluated, name, "fails") if row["status"] == "fails"]
    assert Decimal(EXAMPLES[name].difference) in {row["difference"] for row in failing}
    assert all(row["term_count"] >= 1 and " = " in row["terms"] and row["figure_ids"] for row in failing)


def test_a_document_lists_every_identity_even_where_nothing_is_printed(evaluated: Path) -> None:
    listed = query(
        evaluated, "select document_id, count(distinct identity) as n from intermediate.int_identity group by all"
    )
    assert {row["n"] for row in listed} == {len(NAMES)}


def test_every_row_that_could_not_be_evaluated_says_why(evaluated: Path) -> None:
    silent = query(
        evaluated,
        "select identity from intermediate.int_identity where coalesce(explanation, '') = '' or subject is null",
    )
    assert silent == []
