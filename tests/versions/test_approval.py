"""Which versions wait, and how a person's word is kept."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from dagster import DagsterInstance
from hypothesis import given
from hypothesis import strategies as st

from pipelines import approval, decisions, registry
from pipelines.approval import Change, held_in
from pipelines.decisions import IncompleteDecision, NothingToDecide
from pipelines.defs.decisions import restore, tick, withdraw
from pipelines.home import Home
from pipelines.settings import Settings

TENTH = Decimal("0.1")
NAMES = ("v1", "v2", "v3", "v4", "v5")
LARGE, SMALL = (
    Change("total", "total", Decimal(100), Decimal(200)),
    Change("total", "total", Decimal(100), Decimal(101)),
)


@pytest.mark.parametrize(
    ("before", "after", "waits"),
    [
        pytest.param("100", "110", False, id="exactly the share"),
        pytest.param("100", "110.01", True, id="more than the share"),
        pytest.param("100", "89.99", True, id="less by more than the share"),
        pytest.param("-100", "-105", False, id="below zero"),
        pytest.param("0", "0.01", True, id="from nothing printed as zero"),
        pytest.param(None, "0.01", True, id="a class that came"),
        pytest.param("0.01", None, True, id="a class that went"),
    ],
)
def test_a_change_exceeds_the_share(before: str | None, after: str | None, waits: bool) -> None:
    change = Change("class", "205", *(Decimal(one) if one else None for one in (before, after)))
    assert change.exceeds(TENTH) == waits


def test_a_table_that_is_gone_always_waits_and_is_named() -> None:
    gone = Change("table", "three_public", None, None)
    assert gone.exceeds(Decimal(1_000_000))
    assert str(gone) == "three_public is no longer printed"


@given(
    changes=st.dictionaries(st.sampled_from(list(combinations(NAMES, 2))), st.sampled_from([[LARGE], [SMALL], []])),
    freed=st.sets(st.sampled_from(NAMES)),
)
def test_what_does_not_wait_changes_little_step_by_step(changes: dict, freed: set[str]) -> None:
    held = dict(held_in(NAMES, changes, freed, TENTH))
    kept = [name for name in NAMES if name not in held]
    assert "v1" in kept and freed <= set(kept)
    assert dict(held_in(kept, changes, freed, TENTH)) == {}
    assert all(reason.startswith("waits for approval") for reason in held.values())
    for earlier, later in pairwise(kept):
        assert later in freed or LARGE not in changes.get((earlier, later), [])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path / "home"))
    home = Home(tmp_path / "home").prepare()
    (tmp_path / "budget.pdf").write_bytes(b"%PDF-1.7")
    registry.register(tmp_path / "budget.pdf", home)
    yield home


def test_a_word_given_in_the_ui_is_kept_and_asks_for_a_run(home: Home, tmp_path: Path) -> None:
    settings = Settings(home=home.root, disclosures=tmp_path / "none")  # pyright: ignore[reportCallIssue]
    assert tick(settings, None) == ("", [])
    word = {"document": "budget.pdf", "by": "王五", "reason": "seen"}
    with DagsterInstance.ephemeral() as instance:
        for job, step in ((withdraw, "keep_withdrawal"), (restore, "keep_restoration")):
            assert job.execute_in_process(run_config={"ops": {step: {"config": word}}}, instance=instance).success
    kept = decisions.decisions(home)
    assert [(one.decision, one.by, one.reason) for one in kept] == [
        ("withdrawn", "王五", "seen"),
        ("restored", "王五", "seen"),
    ]
    seen, requests = tick(settings, "")
    assert len(requests) == 1
    assert tick(settings, seen) == (seen, [])


def test_a_word_that_changes_nothing_is_refused(home: Home) -> None:
    with pytest.raises(NothingToDecide, match="does not wait"):
        approval.approve("budget.pdf", "me", "why", home)
    with pytest.raises(NothingToDecide, match="not withdrawn"):
        decisions.record("d", "restored", "me", "why", home)
    decisions.record("d", "withdrawn", "me", "why", home)
    with pytest.raises(NothingToDecide, match="already"):
        decisions.record("d", "withdrawn", "me", "why", home)


def test_the_last_word_counts(home: Home) -> None:
    assert not decisions.is_withdrawn("d", home)
    for word, withdrawn in (("withdrawn", True), ("approved", True), ("restored", False)):
        decisions.record("d", word, "me", "why", home)
        assert decisions.is_withdrawn("d", home) == withdrawn


@pytest.mark.parametrize(("by", "reason"), [("", "why"), ("me", " "), ("\t", "")])
def test_a_decision_needs_a_person_and_a_reason(home: Home, by: str, reason: str) -> None:
    with pytest.raises(IncompleteDecision):
        decisions.record("d", "approved", by, reason, home)
    assert decisions.decisions(home) == []
