"""The line, run once for all tests that look at what it leaves: the start document in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.exclusion import exclusive
from pipelines.home import Home
from pipelines.settings import Settings, enter

ROOT = Path(__file__).resolve().parents[1]
START = ROOT / "data" / "disclosures" / "cqetdz-2023-budget.pdf"
SECONDS = 300


@dataclass(frozen=True)
class Terminal:
    """A terminal of 80 columns in front of one home; ``disclosures`` is what ``yusuan run`` registers."""

    home: Home
    disclosures: Path

    def environment(self) -> dict[str, str]:
        """The environment a command is started with."""
        said = {"YUSUAN_HOME": str(self.home.root), "YUSUAN_DISCLOSURES": str(self.disclosures), "COLUMNS": "80"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("YUSUAN_", "DAGSTER_"))}
        return {**kept, **said}

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """Start ``yusuan`` and come back at once."""
        command = [str(Path(sys.executable).with_name("yusuan")), *map(str, arguments)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environment(), stdout=pipe, stderr=pipe, text=True)

    def type(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Type ``yusuan`` and wait for its end."""
        with self.start(*arguments) as started:
            try:
                out, err = started.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                started.kill()
                raise
        return subprocess.CompletedProcess(started.args, started.returncode, out, err)

    def settings(self) -> Settings:
        """The settings these commands see."""
        return Settings(home=self.home.root, disclosures=self.disclosures)  # pyright: ignore[reportCallIssue]


@dataclass(frozen=True)
class Done:
    """A command that has ended in front of a terminal."""

    terminal: Terminal
    command: subprocess.CompletedProcess[str]


OpenTerminal = Callable[[Path], Terminal]


def open_terminal(folder: Path, *, disclosures: Path | None = None) -> Terminal:
    """A terminal in front of a home that does not exist yet, with nothing to register unless told."""
    nothing = folder / "nothing"
    nothing.mkdir(parents=True, exist_ok=True)
    return Terminal(Home(folder / "home"), disclosures or nothing)


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """``yusuan run`` in a home that did not exist, with the start document among the disclosures; one run for all workers."""
    workers = "PYTEST_XDIST_WORKER" in os.environ
    folder = tmp_path_factory.getbasetemp().parent / "first" if workers else tmp_path_factory.mktemp("first")
    terminal = open_terminal(folder, disclosures=folder / "disclosures")
    with exclusive(Home(folder)):
        said = folder / "said.json"
        if not said.exists():
            terminal.disclosures.mkdir()
            (terminal.disclosures / START.name).write_bytes(START.read_bytes())
            done = terminal.type("run")
            said.write_text(json.dumps([done.returncode, done.stdout, done.stderr]))
        return Done(terminal, subprocess.CompletedProcess(["yusuan", "run"], *json.loads(said.read_text())))


@pytest.fixture
def inside(first_run: Done) -> Iterator[Settings]:
    """This process at work in the home of the first run."""
    before = dict(os.environ)
    try:
        os.environ.update(first_run.terminal.environment())
        yield enter(first_run.terminal.settings())
    finally:
        os.environ.clear()
        os.environ.update(before)
