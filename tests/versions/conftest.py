"""One home in which disclosures are published, published again, approved, withdrawn and waived: three runs, in this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dagster import DagsterInstance
from typer.testing import CliRunner, Result

from pipelines import decisions, waivers
from pipelines.cli.commands import app
from pipelines.defs.decisions import approve
from pipelines.home import Home
from pipelines.settings import Settings, enter
from tests.printing.mistakes import wrong_project
from tests.printing.specification import Disclosure
from tests.versions.disclosures import corrected, drawn, printed, reworded, without

BODIES = {name: f"青岚市{bureau}" for name, bureau in {
    "corrected": "园林局", "noise": "水务局", "reworded": "林业局", "partial": "体育局", "large": "统计局",
    "withdrawn": "审计局", "waived": "民政局", "unwaived": "司法局",
}.items()}  # fmt: skip
NOISE = b"\n% the same file, saved again\n"


@dataclass
class Line:
    """A home, the files given to it by name, what was printed to them, and moments between the runs."""

    settings: Settings
    folder: Path
    ids: dict[str, str] = field(default_factory=dict)
    printed: dict[str, Disclosure] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)
    said: dict[str, Result] = field(default_factory=dict)

    @property
    def home(self) -> Home:
        """The home's paths."""
        return self.settings.paths

    def file(self, name: str, disclosure: Disclosure, change: Callable[[bytes], bytes] = lambda data: data) -> Path:
        """Print a disclosure to a file."""
        path = self.folder / f"{name}.pdf"
        path.write_bytes(change(printed(disclosure)))
        self.ids[name] = sha256(path.read_bytes()).hexdigest()
        self.printed[name] = disclosure
        return path

    def type(self, *arguments: str | Path) -> Result:
        """Type ``yusuan``, in this process."""
        return CliRunner().invoke(app, ["--debug", *map(str, arguments)], env={"COLUMNS": "80"})

    def run(self, name: str, *arguments: str | Path) -> None:
        """Type a command that runs the line, and note the moment after it."""
        self.said[name] = self.type(*arguments)
        assert self.said[name].exit_code in (0, 3), (self.said[name].output, self.said[name].exception)
        self.moments[name] = datetime.now(UTC).replace(tzinfo=None)

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of the published file."""
        with duckdb.connect(self.home.published / "yusuan.duckdb", read_only=True) as con:
            return con.execute(query, list(parameters)).fetchall()

    def keep(self, name: str) -> None:
        """Keep what readers see now under a name, so that a later run can be compared with it."""
        os.link((self.home.published / "yusuan.duckdb").resolve(), self.folder / f"{name}.duckdb")

    def kept(self, name: str, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of what readers saw then; the file is opened under the name its views and macros carry."""
        with duckdb.connect() as con:
            con.execute(f"attach '{self.folder / name}.duckdb' as yusuan (read_only); use yusuan")
            return con.execute(query, list(parameters)).fetchall()


def approve_in_the_ui(document: str, by: str, reason: str) -> None:
    """Launch the job ``approve`` with what the launchpad takes."""
    word = {"document": document, "by": by, "reason": reason}
    with DagsterInstance.ephemeral() as instance:
        assert approve.execute_in_process(
            run_config={"ops": {"keep_approval": {"config": word}}}, instance=instance
        ).success


def waiver(line: Line, name: str, **changed: str) -> str:
    """The waiver that ``yusuan explain`` offers for a document, completed by a person who may err."""
    ((identity, subject, difference),) = line.rows(
        "select identity, subject, difference from audit.identity where document_id = ? and status = 'fails'",
        line.ids[name],
    )
    written = waivers.entry(changed.get("document", line.ids[name]), identity, subject, Decimal(difference))
    filled = written.replace('reason = ""', 'reason = "printed so"').replace('owner = ""', 'owner = "张三"')
    day = changed.get("expires", (waivers.today() + timedelta(days=30)).isoformat())
    return filled[: filled.index("expires")] + f"expires = {day}\n"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """The home after three runs."""
    folder = tmp_path_factory.mktemp("versions")
    settings = Settings(home=folder / "home", disclosures=folder / "none", waivers=folder / "waivers.toml")  # pyright: ignore[reportCallIssue]
    before = dict(os.environ)
    try:
        enter(settings)
        made = Line(settings, folder)
        first_publications(made)
        second_publications(made)
        decided_upon(made)
        yield made
    finally:
        os.environ.clear()
        os.environ.update(before)


def first_publications(line: Line) -> None:
    """Everybody publishes; two print a project's amount wrong."""
    sound = [name for name in BODIES if "waived" not in name]
    files = [line.file(f"{name} 1", drawn(number, BODIES[name])) for number, name in enumerate(sound, 300)]
    files += [
        line.file(name, wrong_project(drawn(number, BODIES[name])).disclosure)
        for number, name in enumerate(("waived", "unwaived"), 400)
    ]
    line.run("first", "ingest", *files)
    line.keep("first")


def second_publications(line: Line) -> None:
    """Most publish again; one is withdrawn; of two waivers one names a document that is not there."""
    entries = [waiver(line, "waived"), waiver(line, "unwaived", document="0" * 64)]
    line.settings.waivers.write_text("\n".join(entries), encoding="utf-8")
    line.said["explain unwaived"] = line.type("explain", "unwaived.pdf")
    decisions.record(line.ids["withdrawn 1"], "withdrawn", "李四", "taken from the page", line.home)
    files = [
        line.file("corrected 2", corrected(300, BODIES["corrected"])),
        line.file("noise 2", line.printed["noise 1"], lambda data: data + NOISE),
        line.file("reworded 2", reworded(line.printed["reworded 1"])),
        line.file("partial 2", without(line.printed["partial 1"], "three_public")),
        line.file("large 2", drawn(500, BODIES["large"])),
    ]
    line.run("second", "ingest", *files)
    line.keep("second")


def decided_upon(line: Line) -> None:
    """What waits is approved; the correction is withdrawn again; the waiver's day is over."""
    gone = (waivers.today() - timedelta(days=1)).isoformat()
    text = line.settings.waivers.read_text(encoding="utf-8")
    kept = "\n".join(f"expires = {gone}" if row.startswith("expires") else row for row in text.splitlines())
    line.settings.waivers.write_text(kept, encoding="utf-8")
    decisions.record(line.ids["corrected 2"], "withdrawn", "李四", "corrected by mistake", line.home)
    approve_in_the_ui("partial 2.pdf", "王五", "the table moved to a file of its own")
    line.run("third", "approve", "large 2.pdf", "--by", "王五", "--reason", "a new office was set up")
