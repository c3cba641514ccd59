"""Trying identities out: what a back-test and a proposal say, and that neither changes anything."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipelines.cli import trying
from pipelines.defs.backtest import compare
from pipelines.home import Home
from tests.conftest import Done

TOTAL = "basic_plus_project_equals_total"


@pytest.fixture(scope="module")
def other_home(first_run: Done, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the first home in which one identity failed when it was last evaluated."""
    home = Home(
        Path(shutil.copytree(first_run.terminal.home.root, tmp_path_factory.mktemp("trying") / "home", symlinks=True))
    )
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute(
            f"update intermediate.int_identity set status = 'fails', rhs = rhs + 1 where identity = '{TOTAL}' and subject_key ="
            f" (select min(subject_key) from intermediate.int_identity where identity = '{TOTAL}' and status = 'holds')"
        )
    return home


def test_a_back_test_names_what_this_checkout_cures_and_leaves_the_warehouse_as_it_was(
    other_home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    before = other_home.warehouse.read_bytes()
    trying.say_backtest(other_home)
    said = capsys.readouterr().out
    assert "in 1 landed documents; the warehouse is as it was" in said
    assert "New failures: 0" in said and "Cures: 1" in said
    assert f"{TOTAL} (blocking): 1" in said and "cqetdz-2023-budget.pdf" in said
    assert other_home.warehouse.read_bytes() == before


def test_what_fails_now_and_did_not_is_new() -> None:
    row = {"document_id": "d", "identity": TOTAL, "subject_key": "1", "lhs": Decimal(3), "rhs": Decimal(2)}
    held, fails = {**row, "status": "holds"}, {**row, "status": "fails"}
    assert compare([held], [fails]).new_failures == (fails,)
    assert compare([], [fails]).new_failures == (fails,)
    assert compare([fails], [fails]).new_failures == () == compare([fails], [fails]).cures
    assert compare([fails], [held]).cures == compare([fails], []).cures == (fails,)


def test_one_document_proposes_nothing(other_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    trying.say_proposals(other_home, least=2)
    assert "Equalities that are not yet identities: 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    "say", [trying.say_backtest, lambda home: trying.say_proposals(home, 2)], ids=["backtest", "propose"]
)
def test_where_nothing_is_loaded_it_says_so(say: object, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="`yusuan run` comes first"):
        say(Home(tmp_path))  # pyright: ignore[reportCallIssue]
