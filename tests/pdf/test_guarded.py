"""What a document does to its process costs that document and no other."""

from __future__ import annotations

import os
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest

from pipelines.pdf import Request, Unreadable, read_documents, run_each, run_guarded
from pipelines.pdf.guarded import note_page
from tests.pdf.sheet import Sheet

LIMITS = {"seconds": 20.0, "memory_mb": 512}


def behave(how: str) -> str:
    """What a reader can do on page 3 of a document."""
    note_page(3)
    if how == "hang":
        time.sleep(60)
    if how == "swell":
        return str(len([bytearray(100_000_000) for _ in range(20)]))
    if how == "crash":
        os.abort()
    if how == "raise":
        raise ValueError("no such thing")
    return f"{how} done"


@pytest.mark.parametrize(
    ("how", "failure", "reason"),
    [
        pytest.param("swell", "memory limit", "512 MB", id="memory"),
        pytest.param("crash", "crash", "SIGABRT", id="crash"),
        pytest.param("raise", "error", "ValueError: no such thing", id="error"),
    ],
)
def test_a_failure_is_named_with_its_page(how: str, failure: str, reason: str) -> None:
    outcome = run_guarded(behave, (how,), **LIMITS)
    assert isinstance(outcome, Unreadable)
    assert (outcome.failure, outcome.page) == (failure, 3)
    assert reason in outcome.reason


def test_the_others_are_read_and_time_is_limited_even_inside_a_thread() -> None:
    jobs = [(how,) for how in ("one", "crash", "hang", "swell", "two", "three")]
    outcomes: dict[int, object] = {}

    def step() -> None:
        outcomes.update(run_each(behave, jobs, seconds=10.0, memory_mb=512, workers=2))

    thread = threading.Thread(target=step)
    thread.start()
    thread.join(60)
    failures = {index: outcome.failure for index, outcome in outcomes.items() if isinstance(outcome, Unreadable)}
    assert failures == {1: "crash", 2: "time limit", 3: "memory limit"}
    assert [outcomes[index] for index in (0, 4, 5)] == ["one done", "two done", "three done"]


def test_leaving_early_ends_the_children() -> None:
    outcomes = run_each(behave, [("quick",), ("hang",)], seconds=60.0, memory_mb=512, workers=2)
    started = time.monotonic()
    assert next(outcomes)[1] == "quick done"
    outcomes.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert time.monotonic() - started < 30


def test_a_bad_document_does_not_keep_a_good_one_from_being_read(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", Sheet().text(50, 100, "预算").save(tmp_path / "good.pdf")
    bad.write_bytes(b"<html>")
    readings = {
        request.file_name: reading.document
        for request, reading in read_documents([Request(bad, "bad"), Request(good, "good")], workers=2, **LIMITS)
    }
    assert readings["bad"].reading_status == "unreadable"
    assert readings["good"].reading_status != "unreadable"
    assert readings["good"].document_id == sha256(good.read_bytes()).hexdigest()
