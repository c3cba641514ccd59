"""Every expectation that guards what is about to be published: a document that breaks it, one that does not."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import expectations
from pipelines.validation import Judgement, judge
from pipelines.validation.catalogue import catalogue
from tests.expectations.examples import AFTER_VERDICT, document_id
from tests.validation.hand_made import MEMBERS, identity_row, published, write

NAMES = [guard.expectation_id for guard in catalogue() if not guard.before_verdict]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    """One document for each expectation, broken in that one way."""
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list, MEMBERS)
    for name, example in AFTER_VERDICT.items():
        for table, rows in example(document_id(name)).items():
            tables[table] += rows
    return judge(write(tmp_path_factory.mktemp("broken") / "w.duckdb", tables), suites=expectations.AFTER_VERDICT)


def test_every_expectation_has_an_example() -> None:
    assert set(NAMES) == set(AFTER_VERDICT)


@pytest.mark.parametrize("name", NAMES)
def test_the_document_that_breaks_it_and_no_other_fails(broken: Judgement, name: str) -> None:
    (result,) = [result for result in broken.results if result.expectation_id == name]
    assert result.error is None
    assert result.document_ids == {document_id(name)}


def test_a_published_document_breaks_nothing(tmp_path: Path) -> None:
    judgement = judge(write(tmp_path / "w.duckdb", published() | MEMBERS), suites=expectations.AFTER_VERDICT)
    assert [result.expectation_id for result in judgement.results if not result.success] == []


def test_a_waived_gap_does_not_stop_the_publication(tmp_path: Path) -> None:
    tables = published() | MEMBERS
    tables["marts.fact_expenditure"][2] |= {"amount_yuan": "200", "bound_yuan": "150"}
    tables["intermediate.int_identity"] = [identity_row("categories_sum_to_total", status="waived")]
    assert judge(write(tmp_path / "w.duckdb", tables), suites=["fact_expenditure"]).success
