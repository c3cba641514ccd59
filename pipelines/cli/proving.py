"""Bundles on the terminal: writing one, and what each check of one came to."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.table import Table
from rich.text import Text

from pipelines.cli import screen
from pipelines.evidence.checking import Bounds, Check, verify
from pipelines.settings import Settings

ALL_HOLD, SOME_FAIL = 0, 1
COLOURS = {"holds": "green", "fails": "bold red", "not checked": "yellow"}
LONGEST_NAME = 13


class NotProved(RuntimeError):
    """A bundle that would be written does not hold; the message says what of it."""


def bundle(key: str, output: Path | None, settings: Settings) -> None:
    """Write the bundle of a figure or a fact, after it was checked like a stranger's.

    Raises:
        NoSuchFigure: no figure and no fact of the release is called so.
        NotProved: this code reads or computes otherwise than the code the release was made by.
    """
    from pipelines.evidence import archive, bundling

    found = bundling.find(key, settings.paths)
    members = bundling.bundled(found)
    file = output or Path(f"{key}.zip")
    with tempfile.TemporaryDirectory() as aside:
        trial = Path(aside) / "trial.zip"
        bundling.write(members, trial)
        wrong = [f"{one.name}: {one.said}" for one in verify(trial, bounds=_bounds(settings)) if one.outcome == "fails"]
    if wrong:
        raise NotProved(f"nothing was written, `yusuan run` comes first: {'; '.join(wrong)}")
    bundling.write(members, file)
    screen.say(f"{file}: {len(members)} members, checked")
    screen.say(f"digest {archive.digest(members)}")


def show_checks(file: Path, digest: str | None, settings: Settings) -> int:
    """Print one line for each check of a bundle; 0 where none fails."""
    found: list[Check] = []
    for one in verify(file, digest=digest, bounds=_bounds(settings)):
        found.append(one)
        _say(one)
    failing = [one.name for one in found if one.outcome == "fails"]
    unsure = [one.name for one in found if one.outcome == "not checked"]
    holds = f"The bundle holds; not checked: {', '.join(unsure)}." if unsure else "The bundle holds."
    screen.heading(f"The bundle does NOT hold: {', '.join(failing)}" if failing else holds)
    return SOME_FAIL if failing else ALL_HOLD


def _say(one: Check) -> None:
    line = Table.grid(padding=(0, 2, 0, 0))
    line.add_column(width=max(map(len, COLOURS)))
    line.add_column(width=LONGEST_NAME)
    line.add_column(overflow="fold")
    line.add_row(Text(one.outcome, style=COLOURS[one.outcome]), Text(one.name), Text(one.said))
    screen.console().print(line)


def _bounds(settings: Settings) -> Bounds:
    return Bounds(settings.seconds_per_document, settings.memory_mb_per_document)
