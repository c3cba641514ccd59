"""One run of the whole line over everything at once: good disclosures, broken ones, and files that are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.bad_files import generators
from tests.conftest import START, Done, open_terminal
from tests.printing.budget import CENT_OF_YUAN
from tests.printing.disclosures import draw_disclosure
from tests.printing.layout import Layout
from tests.printing.mistakes import MISTAKES, Planted
from tests.printing.press import print_disclosure
from tests.printing.specification import Disclosure

SECONDS = 900
BUREAUS = ("水务局", "林业局", "体育局", "统计局", "审计局", "民政局", "司法局", "商务局", "气象局", "档案局", "信访局")
UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "not_a_pdf": (generators.not_a_pdf, "not a PDF"),
    "html_page": (generators.html_page, "HTML"),
    "no_bytes": (generators.no_bytes, "empty"),
    "truncated": (generators.truncated, "cut off"),
    "encrypted": (generators.encrypted, "password"),
    "many_pages": (generators.thousands_of_pages, "5,000 pages"),
    "bomb": (generators.decompression_bomb, "page 1"),
}
"""Files that cannot be read, with a word that the reason must hold."""

WITHOUT_TABLES: dict[str, Callable[[], bytes]] = {
    "no_tables": generators.without_tables,
    "image_only": generators.image_only,
}
"""Files that open and hold no table."""


def good_disclosures() -> dict[str, Disclosure]:
    """Disclosures without an error, in different layouts; one whose printed sums drift by rounding."""
    split = Layout(codes="split", index_row=True, rotation=90, zero="0.00", repeat_header=False)
    return {
        "good": draw_disclosure(101, "青岚市园林局", "青岚市"),
        "drifting": draw_disclosure(102, "青岚市教育局", "青岚市", step=CENT_OF_YUAN, projects=8),
        "other_layout": draw_disclosure(103, "青岚市交通局", "青岚市", layout=split),
    }


def broken_disclosures() -> dict[str, Planted]:
    """One disclosure for each way to be wrong, each of another body."""
    return {
        plant.__name__: plant(draw_disclosure(200 + number, f"青岚市{BUREAUS[number]}", "青岚市"))
        for number, plant in enumerate(MISTAKES)
    }


@dataclass(frozen=True)
class Published:
    """What readers see of a home, by the names of the files that were given."""

    database: Path
    files: dict[str, Path]

    def document(self, name: str) -> str:
        """The document id of a file: the SHA-256 of its bytes."""
        return sha256(self.files[name].read_bytes()).hexdigest()

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of the published file."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()

    def one(self, query: str, *parameters: Any) -> Any:
        """The only value of the only row."""
        ((value,),) = self.rows(query, *parameters)
        return value


@dataclass(frozen=True)
class Run(Published):
    """A run of ``yusuan ingest``: its exit status, what it printed, and what had been printed to the files."""

    status: int
    output: str
    good: dict[str, Disclosure]
    broken: dict[str, Planted]


def write_files(folder: Path, good: dict[str, Disclosure], broken: dict[str, Planted]) -> dict[str, Path]:
    """Print everything; returns the files by name."""
    folder.mkdir()
    printed = good | {name: planted.disclosure for name, planted in broken.items()}
    contents = {name: print_disclosure(disclosure).pdf for name, disclosure in printed.items()}
    contents |= {name: make() for name, (make, _) in UNREADABLE.items()}
    contents |= {name: make() for name, make in WITHOUT_TABLES.items()}
    files = {name: folder / f"{name}.pdf" for name in contents}
    for name, data in contents.items():
        files[name].write_bytes(data)
    return files


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Everything ingested in one run, in a home of its own."""
    folder = tmp_path_factory.mktemp("line")
    good, broken = good_disclosures(), broken_disclosures()
    files = write_files(folder / "files", good, broken)
    terminal = open_terminal(folder)
    with terminal.start("ingest", *files.values()) as ingest:
        out, err = ingest.communicate(timeout=SECONDS)
    database = terminal.home.published / "yusuan.duckdb"
    return Run(database, files, ingest.returncode, out + err, good, broken)


@pytest.fixture(scope="session")
def start(first_run: Done) -> Published:
    """The start document as published."""
    files = {START.stem: START}
    return Published(first_run.terminal.home.published / "yusuan.duckdb", files)
