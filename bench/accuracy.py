"""How much of what real disclosures print the reader reads, cell by cell, by document and by table family.

    python bench/accuracy.py            read the corpus, print the score, write it to dbt_project/seeds/measured_accuracy.csv
    python bench/accuracy.py --check    the same, but write nothing and fail where a document's score is worse than written there

Every silent cell is looked up in its PDF with plain pdfplumber: a number that stands printed in the box it is said to stand
in was not misread; the truth has its row under another name, or has no such row.

The file is the floor, and what every published release carries as ``audit.accuracy``.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import plain
from corpus import COLUMNS, CORPUS, COUNTS, ROOT, Score, as_row, scores, silent_figures, summed, truths
from line import ingest

FLOOR = ROOT / "dbt_project" / "seeds" / "measured_accuracy.csv"
Key = tuple[str, str]


def read_floor() -> dict[Key, Score]:
    """The scores as last written, by document and family."""
    if not FLOOR.exists():
        return {}
    with FLOOR.open(encoding="utf-8", newline="") as file:
        rows = [{**row, **{name: int(row[name]) for name in COUNTS}} for row in csv.DictReader(file)]
    return {(row["document_id"], row["table_family"]): Score(**row) for row in rows}


def write_floor(rows: Iterable[Score]) -> None:
    """Write the scores as the new floor."""
    FLOOR.parent.mkdir(exist_ok=True)
    with FLOOR.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *map(as_row, rows)])


def drops(floor: Mapping[Key, Score], now: Iterable[Score]) -> Iterator[str]:
    """Where fewer cells match than the floor says, or more are wrong or silent; one sentence each."""
    measured = {(row.document_id, row.table_family): row for row in now}
    for key, before in floor.items():
        after = measured.get(key)
        if after is None:
            yield f"{before.document} {before.table_family}: no longer measured"
            continue
        worse = [
            name for name in ("wrong", "extra", "missing", "silent") if getattr(after, name) > getattr(before, name)
        ]
        if worse or after.matched < before.matched:
            yield f"{before.document} {before.table_family}: {_counts(before)} before, {_counts(after)} now"


def _counts(row: Score) -> str:
    return ", ".join(f"{name} {getattr(row, name)}" for name in (*COUNTS, "silent"))


def show(rows: list[Score], by: str) -> None:
    """Print the counts by document or by family."""
    print(
        f"\n{by.replace('_', ' '):34} {'cells':>7} {'matched':>8} {'%':>8} {'wrong':>6} {'missing':>8} {'extra':>6} {'silent':>7}"
    )
    status = {row.document: row.status for row in rows}
    for name, counted in summed(rows, by).items():
        print(_line(name, counted) + (f"  {status[name]}" if by == "document" else ""))
    total = sum(summed(rows, by).values(), start=Counter[str]())
    print(_line("all", total))


def _line(name: str, counted: Mapping[str, int]) -> str:
    share = 100 * counted["matched"] / max(counted["cells"], 1)
    return (
        f"{name:34} {counted['cells']:7} {counted['matched']:8} {share:8.3f} {counted['wrong']:6} {counted['missing']:8}"
        f" {counted['extra']:6} {counted['silent']:7}"
    )


def show_silent(home: Path) -> None:
    """Print every silent cell, and what plain pdfplumber reads in its box."""
    seen = printed_so = 0
    for slug, figure in silent_figures(home, truths()):
        found = plain.inside(home / "originals" / f"{figure['document_id']}.pdf", figure)
        seen, printed_so = seen + 1, printed_so + plain.agrees(figure["printed"], found)
        place = f"{slug} page {figure['page']} {figure['table_family']}"
        named = f"row {figure['row_code'] or figure['row_name']!r} column {figure['column_name']}"
        print(f"silent: {place}, {named}: read {figure['printed']!r}, in its box pdfplumber reads {found!r}")
    print(f"{seen} silent cells, {printed_so} of them printed in their box as they were read")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail on a drop below the floor, write nothing")
    parser.add_argument("--home", type=Path, help="read in this home and keep it")
    arguments = parser.parse_args()
    if not CORPUS.exists():
        print("the corpus is not beside the checkout: accuracy is not measured")
        return 0
    with tempfile.TemporaryDirectory() as aside:
        home = arguments.home or Path(aside)
        ingest(sorted((CORPUS / "pdfs").glob("*.pdf")), home)
        rows = list(scores(home, truths()))
        show(rows, "document")
        show(rows, "table_family")
        show_silent(home)
    dropped = list(drops(read_floor(), rows))
    print("\n".join(["", *dropped] if dropped else ["", "nothing is below the floor"]))
    if not arguments.check:
        write_floor(rows)
    return 1 if dropped and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
