"""Errors planted in printed disclosures are caught, found and told apart: a small run of ``bench/planted_errors.py``."""

from __future__ import annotations

import pytest

from tests.localisation.errors import (
    changed_digit,
    lost_digit,
    moved_to_the_next_column,
    sign,
    swapped_columns,
    transposed_digits,
)
from tests.localisation.experiment import Result, judge, knowledge, plant_all, print_good

KINDS = (changed_digit, lost_digit, transposed_digits, sign, swapped_columns, moved_to_the_next_column)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    folder = tmp_path_factory.mktemp("planted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YUSUAN_WAREHOUSE", "set by the experiment")
        printed = print_good(folder / "good", 2)
        good = knowledge(printed, folder / "home")
        planted = list(plant_all(printed, good, folder / "planted", 1, KINDS))
        return judge(planted, folder / "errors")


def test_every_planted_error_is_caught(results: list[Result]) -> None:
    assert len(results) == 12
    assert [(one.kind, one.way) for one in results if not one.caught] == []


def test_the_wrong_cell_is_among_the_first_three(results: list[Result]) -> None:
    assert [(one.kind, one.way, one.place) for one in results if not 1 <= one.place <= 3] == []
    assert sum(one.place == 1 for one in results) >= 11


def test_a_misreading_is_told_from_a_misprint(results: list[Result]) -> None:
    assert sum(one.cause == one.way for one in results) >= 11
