"""What a document does to its process costs that document and no other."""

from __future__ import annotations

import os
import threading
import time
import zlib
from hashlib import sha256
from pathlib import Path

import pytest

from pipelines.pdf import Request, Unreadable, read_documents, run_each, run_guarded
from pipelines.pdf.guarded import note_page, run_both
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


def whereabouts(how: str) -> tuple[str, int]:
    """What a first job gives: how its second is to behave, and in which process it was."""
    return how, os.getpid()


def test_a_second_job_comes_with_the_first_and_costs_only_itself() -> None:
    jobs = [(how,) for how in ("one", "crash", "none", "raise", "two")]
    ends = run_both(
        whereabouts,
        jobs,
        behave,
        lambda _index, first: None if first[0] == "none" else (first[0],),
        workers=1,
        **LIMITS,
    )
    found = {index: (first, second) for index, first, second in ends}
    firsts = [found[index][0] for index in range(len(jobs))]
    assert [first[0] for first in firsts if not isinstance(first, Unreadable)] == [how for (how,) in jobs]
    seconds = {
        index: second.failure if isinstance(second, Unreadable) else second for index, (_, second) in found.items()
    }
    assert seconds == {0: "one done", 1: "crash", 2: None, 3: "error", 4: "two done"}


def test_a_second_job_runs_in_the_child_of_the_first() -> None:
    ((_, first, second),) = run_both(whereabouts, [("a",)], whereabouts, lambda _index, first: (first[0],), **LIMITS)
    assert first == second


def test_no_second_job_follows_a_first_that_failed() -> None:
    asked: list[int] = []

    def second_job(index: int, _first: str) -> tuple[str]:
        asked.append(index)
        return ("one",)

    ends = list(run_both(behave, [("raise",), ("quick",)], behave, second_job, **LIMITS))
    assert asked == [1]
    assert {index: second for index, _, second in ends} == {0: None, 1: "one done"}


def test_leaving_early_ends_the_children() -> None:
    outcomes = run_each(behave, [("quick",), ("hang",)], seconds=60.0, memory_mb=512, workers=2)
    started = time.monotonic()
    assert next(outcomes)[1] == "quick done"
    outcomes.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert time.monotonic() - started < 30


def test_a_stream_that_swells_is_refused_with_its_page(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b" " * 10_000_000) for _ in range(40)) + packer.flush()
    path = tmp_path / "bomb.pdf"
    path.write_bytes(_one_page(stream))
    ((_, reading),) = read_documents([Request(path, "bomb.pdf")], seconds=60.0, memory_mb=300)
    assert len(stream) < 500_000
    assert reading.document.reading_status == "unreadable"
    assert "bomb.pdf, page 1: " in (reading.document.reading_reason or "")
    assert "300 MB" in (reading.document.reading_reason or "")


def _one_page(packed: bytes) -> bytes:
    """A PDF of one page whose content is the flate-compressed ``packed``."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
    ]
    body, offsets = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer


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
