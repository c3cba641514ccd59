"""A process beside this one answers calls, says what went wrong there, and never outlives the process it serves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.beside import Beside, ProcessEnded, say


@pytest.fixture
def beside() -> Iterator[Beside]:
    """One that is ended after the test."""
    made = Beside("a test")
    yield made
    os.kill(made.call(os.getpid), signal.SIGKILL)


def test_a_call_is_made_over_there(beside: Beside) -> None:
    there = beside.call(os.getpid)
    assert there != os.getpid()
    assert beside.call(os.getpid) == there
    assert beside.call(divmod, 7, 2) == (3, 1)


def test_what_is_raised_there_is_raised_here_and_the_process_goes_on(beside: Beside) -> None:
    there = beside.call(os.getpid)
    with pytest.raises(ZeroDivisionError):
        beside.call(divmod, 7, 0)
    assert beside.call(os.getpid) == there


def test_the_call_that_makes_it_ready_answers_no_other(beside: Beside) -> None:
    beside.start(divmod, 7, 0)
    assert beside.call(divmod, 9, 2) == (4, 1)
    beside.start(divmod, 1, 1)
    assert beside.call(divmod, 9, 4) == (2, 1)


def test_what_is_said_meanwhile_is_heard_in_its_order_and_by_no_other_call(beside: Beside) -> None:
    beside.start(say, "to nobody")
    assert list(beside.hear(say, "first")) == ["first"]
    assert beside.call(say, "unheard") is None
    assert list(beside.hear(say, "last")) == ["last"]


def test_who_stops_listening_does_not_hear_the_rest_in_the_next_call(beside: Beside) -> None:
    told = beside.hear(say, "first")
    assert next(told) == "first"
    told.close()
    assert beside.call(divmod, 9, 4) == (2, 1)
    assert beside.call(divmod, 7, 2) == (3, 1)


def test_an_error_that_nobody_waited_for_is_raised_by_who_finishes_or_calls_next(beside: Beside) -> None:
    beside.finish()
    for next_one in (beside.finish, lambda: beside.call(divmod, 9, 4)):
        told = beside.hear(_say_and_divide, 7, 0)
        assert next(told) == "dividing"
        told.close()
        with pytest.raises(ZeroDivisionError):
            next_one()
    assert beside.call(divmod, 9, 4) == (2, 1)
    beside.finish()


def _say_and_divide(one: int, other: int) -> tuple[int, int]:
    say("dividing")
    return divmod(one, other)


def test_a_process_that_ends_is_an_error_of_the_call_and_the_next_starts_another(beside: Beside) -> None:
    there = beside.call(os.getpid)
    with pytest.raises(ProcessEnded, match="a test"):
        beside.call(os._exit, 1)
    assert beside.call(os.getpid) != there


def test_it_ends_with_the_process_it_serves_even_where_that_is_killed_and_it_is_at_work(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    program = (
        "import os, time; from pathlib import Path; from pipelines.beside import Beside\n"
        "if __name__ == '__main__':\n"
        f"    beside = Beside('a test'); Path({str(noted)!r}).write_text(str(beside.call(os.getpid)))\n"
        "    beside.call(time.sleep, 600)\n"
    )
    script = tmp_path / "serving.py"
    script.write_text(program)
    with subprocess.Popen([sys.executable, str(script)]) as served:
        _wait_until(lambda: noted.exists() and noted.read_text() != "")
        served.kill()
    there = int(noted.read_text())
    _wait_until(lambda: not _is_running(there))


def _is_running(pid: int) -> bool:
    """Whether the process is there and no zombie that nobody has fetched."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _wait_until(holds: object, seconds: float = 20) -> None:
    assert callable(holds)
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


IGNORING = """
import signal, sys
for one in (signal.SIGINT, signal.SIGTERM):
    signal.signal(one, signal.SIG_IGN)
if __name__ == "__main__":
    from pipelines.beside import Beside
    beside = Beside("a test", tuple(sys.argv[1:]))
    beside.start(divmod, 9, 4)
    if not sys.argv[1:]:
        assert beside.call(divmod, 9, 4) == (2, 1)
"""


@pytest.mark.parametrize("preload", [(), ("dagster",)], ids=["at rest", "still importing"])
def test_who_was_told_to_ignore_signals_ends_and_does_not_wait_for_it(preload: tuple[str, ...], tmp_path: Path) -> None:
    """A background job of a shell ignores Ctrl-C, and where Dagster was, SIGTERM; processes it starts do too."""
    script = tmp_path / "ignoring.py"
    script.write_text(IGNORING)
    done = subprocess.run([sys.executable, script, *preload], timeout=60, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
