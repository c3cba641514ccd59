"""A run that is killed, or that another one gets in the way of, costs nothing but time."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import duckdb
import pytest

from pipelines.exclusion import HomeIsBusy, exclusive
from pipelines.fingerprints import RULES, sources_fingerprint
from pipelines.home import Home
from pipelines.warehouse import views_made_by
from tests.conftest import START, Done, Terminal, open_terminal

STEPS = ("load_raw", "judge_documents", "published")


@pytest.fixture(scope="module")
def copied(first_run: Done, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """The home of the first run, copied, so that these tests may spoil it one after the other; the disclosures are left out."""
    folder = tmp_path_factory.mktemp("interrupted")
    shutil.copytree(first_run.terminal.home.root, folder / "home", symlinks=True)
    return open_terminal(folder)


def statuses(home: Home) -> dict[str, str]:
    """What readers see of each file."""
    with duckdb.connect(home.published / "yusuan.duckdb", read_only=True) as con:
        return dict(con.execute("select file_name, status from audit.document").fetchall())


def no_disclosure(folder: Path, name: str) -> Path:
    """A page of the web saved under a disclosure's name; its bytes are those of no other."""
    file = folder / name
    file.write_text(f"<html>no disclosure: {name}</html>")
    return file


def wait_for(log: Path, words: str, seconds: float = 120) -> None:
    """Wait until a line of the log has these words."""
    deadline = time.monotonic() + seconds
    while not (log.exists() and words in log.read_text(encoding="utf-8", errors="replace")):
        assert time.monotonic() < deadline, f"{words!r} never came"
        time.sleep(0.05)


def test_what_cannot_be_read_is_status_3_and_the_rest_stays_published(copied: Terminal, tmp_path: Path) -> None:
    done = copied.type("ingest", no_disclosure(tmp_path, "page.pdf"))
    assert done.returncode == 3, done.stderr
    assert "page.pdf" in done.stdout
    assert "HTML" in done.stdout
    assert "Warning" not in done.stderr
    assert statuses(copied.home) == {START.name: "published", "page.pdf": "unreadable"}
    assert views_made_by(copied.home.warehouse, "before_verdict") == sources_fingerprint(RULES), "not made again"
    assert copied.type("run").returncode == 3
    assert copied.type("ingest", START).returncode == 0


def test_a_run_killed_at_any_step_is_made_good_by_the_next(copied: Terminal, tmp_path: Path) -> None:
    """Each run is killed one step later than the one before, so each first makes good what the last one left."""
    before = statuses(copied.home)
    log = copied.home.logs / "yusuan.log"
    arguments: list[str | Path] = ["ingest", no_disclosure(tmp_path, "killed.pdf")]
    for step in STEPS:
        log.unlink(missing_ok=True)
        with copied.start(*arguments) as running:
            wait_for(log, f"{step} started")
            running.kill()
        assert statuses(copied.home) == before, step
        arguments = ["run"]
    done = copied.type("run")
    assert done.returncode == 3, done.stderr
    assert statuses(copied.home) == before | {"killed.pdf": "unreadable"}


def test_a_second_command_says_that_it_waits_and_then_goes_on(copied: Terminal, tmp_path: Path) -> None:
    with exclusive(copied.home):
        waiting = copied.start("ingest", no_disclosure(tmp_path, "waiting.pdf"))
        assert waiting.stdout is not None
        assert "another run is writing" in waiting.stdout.readline()
        time.sleep(1)
        assert waiting.poll() is None
    with waiting:
        assert waiting.wait(timeout=120) == 3
    assert statuses(copied.home)["waiting.pdf"] == "unreadable"


def test_the_lock_is_held_by_one_and_free_again_afterwards(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with exclusive(home):
        with pytest.raises(HomeIsBusy, match=str(tmp_path)), exclusive(home, patience_seconds=0):
            pass
        with exclusive(Home(tmp_path / "another"), patience_seconds=0):
            pass
    with exclusive(home, patience_seconds=0):
        pass
