"""Plants single-cell errors at random in printed disclosures and prints, by kind, how many are caught and rightly located.

``python -m bench.planted_errors [EACH] [DISCLOSURES] [SEED]``: EACH errors of every kind, printed so and misread.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.localisation.experiment import Result, judge, knowledge, plant_all, print_good


def show(results: Sequence[Result]) -> Table:
    table = Table(title=f"{len(results)} planted errors")
    for heading in ("kind", "way", "errors", "caught", "first", "first three", "cause right"):
        table.add_column(heading, justify="left" if heading in ("kind", "way") else "right")
    groups = sorted({(one.kind, one.way) for one in results})
    for kind, way in groups:
        table.add_row(kind, way, *_counts([one for one in results if (one.kind, one.way) == (kind, way)]))
    table.add_section()
    table.add_row("all", "", *_counts(results))
    return table


def _counts(results: Sequence[Result]) -> list[str]:
    caught = sum(one.caught for one in results)
    first = sum(one.place == 1 for one in results)
    three = sum(1 <= one.place <= 3 for one in results)
    cause = sum(one.cause == one.way for one in results)
    return [str(len(results)), *(f"{n} ({n / len(results):.1%})" for n in (caught, first, three, cause))]


def main(each: int = 10, disclosures: int = 24, seed: int = 1) -> None:
    console = Console(width=110)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        printed = print_good(folder / "good", disclosures)
        good = knowledge(printed, folder / "home")
        planted = list(plant_all(printed, good, folder / "planted", each, seed=seed))
        results = judge(planted, folder / "errors", lambda one: tell(console, one))
    console.print(show(results))


def tell(console: Console, one: Result) -> None:
    """Say at once which error was not put in the right place or blamed on the right side."""
    if one.place != 1 or one.cause != one.way:
        console.print(
            f"{one.kind} {one.way}: caught {one.caught}, place {one.place}, cause {one.cause}", *_top(one), sep="\n  "
        )


def _top(result: Result) -> list[str]:
    """The first hypotheses, for whoever wants to know why one was wrong."""
    return [
        f"fault {row.fault} rank {row.rank} {row.hypothesis}: {row.printed} -> {row.fitting},"
        f" explains {row.explains}, breaks {row.breaks}, second reading {row.second_reading}, {row.cause}"
        for row in result.rows[:4]
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
