"""A publisher, a webhook and a home between them: a good file, a broken one at the same address, a corrected one.

Three runs of the line, in this process; everything that is asked about the story is asked of what they left.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipelines import attention, intake, publication
from pipelines.cli import line
from pipelines.settings import Settings, enter, load_settings
from pipelines.sources.fetching import fetch
from tests.alerts.webhook import Received, address, received
from tests.printing.budget import Budget, draw_budget
from tests.printing.disclosures import compose
from tests.printing.mistakes import Planted, wrong_digit
from tests.printing.press import print_disclosure
from tests.printing.specification import Disclosure
from tests.sources.publisher import Publisher, file, page, publishing

BODY = "青岚市水务局"
ROWS = "select count(*), sum(amount_yuan) from marts.fact_expenditure"
DOCUMENTS = "select version, status, document_id from audit.document order by version"


@dataclass
class Step:
    """What was there after one step: how the run ended, what readers see, which documents there are, what was received."""

    status: int
    readers: tuple[int, Decimal]
    documents: list[tuple[int, str, str]]
    received: list[Received]


@dataclass
class Story:
    """The three files and the steps by name."""

    settings: Settings
    hook: Publisher
    planted: Planted
    corrected: Disclosure
    steps: dict[str, Step] = field(default_factory=dict)
    looks: list[object] = field(default_factory=list)

    def look(self) -> tuple[int, Decimal]:
        """What a reader sees who opens the published file now."""
        with duckdb.connect(self.settings.paths.published / "yusuan.duckdb", read_only=True) as con:
            found = con.execute(ROWS).fetchone()
        assert found is not None
        return found[0], found[1]

    def note(self, name: str, status: int) -> None:
        with duckdb.connect(self.settings.paths.published / "yusuan.duckdb", read_only=True) as con:
            documents = con.execute(DOCUMENTS).fetchall()
        self.steps[name] = Step(status, self.look(), documents, received(self.hook))

    def run(self, name: str) -> None:
        """Fetch, and run the line as ``yusuan run`` does."""
        fetch(self.settings)
        intake.collect(self.settings)
        self.note(name, line.process(self.settings, chosen=None))


def corrected_budget(first: Budget) -> Budget:
    """The budget with one project raised by 1 万元; everything above it follows."""
    project, *others = first.projects
    return replace(first, projects=(replace(project, amount=project.amount + 10_000), *others))


@pytest.fixture(scope="session")
def publisher() -> Iterator[Publisher]:
    with publishing() as running:
        yield running


@pytest.fixture(scope="session")
def hook() -> Iterator[Publisher]:
    with publishing() as running:
        yield running


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory, publisher: Publisher, hook: Publisher) -> Iterator[Settings]:
    """This process at work in a home of its own, with a source and a target on this machine."""
    folder: Path = tmp_path_factory.mktemp("story")
    (folder / "nothing").mkdir()
    index = publisher.url("/index.html")
    (folder / "sources.toml").write_text(f'[[source]]\nname = "{BODY}"\nindex = "{index}"\n', encoding="utf-8")
    before = dict(os.environ)
    said = {
        "YUSUAN_HOME": str(folder / "home"),
        "YUSUAN_DISCLOSURES": str(folder / "nothing"),
        "YUSUAN_SOURCES": str(folder / "sources.toml"),
        "YUSUAN_ALERT_URLS": address(hook),
        "YUSUAN_FETCH_DELAY_SECONDS": "0",
        "YUSUAN_FETCH_BACKOFF_SECONDS": "0",
        "YUSUAN_FETCH_FAILURES_BEFORE_ALERT": "2",
    }
    try:
        os.environ.update(said)
        yield enter(load_settings())
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="session")
def story(surroundings: Settings, publisher: Publisher, hook: Publisher) -> Story:
    """Good, broken, the same day again, corrected; a reader looks all the time."""
    first, before = draw_budget(7), draw_budget(1_000_007)
    good = compose(first, before, BODY, "青岚市", 2024)
    corrected = compose(corrected_budget(first), before, BODY, "青岚市", 2024)
    told = Story(surroundings, hook, wrong_digit(corrected), corrected)
    publisher.serve("/index.html", page('<a href="2024.pdf">2024年部门预算</a>'))

    publisher.serve("/2024.pdf", file(print_disclosure(good).pdf))
    told.run("good")
    over = threading.Event()
    reader = threading.Thread(target=_keep_looking, args=(told, over), daemon=True)
    reader.start()
    publisher.serve("/2024.pdf", file(print_disclosure(told.planted.disclosure).pdf))
    told.run("broken")
    told.run("the same day")
    attention.attend(surroundings)
    told.note("asked again", 0)
    publisher.serve("/2024.pdf", file(print_disclosure(corrected).pdf))
    told.run("corrected")
    told.run("after it")
    over.set()
    reader.join()
    return told


def _keep_looking(told: Story, over: threading.Event) -> None:
    while not over.wait(0.5):
        try:
            told.looks.append(told.look())
        except Exception as error:
            told.looks.append(error)


def release_of(settings: Settings) -> Path:
    release = publication.published(settings.paths)
    assert release is not None
    return release.database
