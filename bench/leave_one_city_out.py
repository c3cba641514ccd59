"""What becomes of a city's documents when the vocabulary lacks every entry that only this city needs.

    python bench/leave_one_city_out.py [CITY...]

A city the project has never seen must be read or refused, never misread. Prints, city by city, how many entries were taken out, how
many cells still match, and how many are silent: wrong or invented in a document that is published. Exit status 1 where any is silent.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpus import CORPUS, COUNTS, Score, scores, truths
from line import ingest
from reduced_vocabulary import Atom, checkout_without, needed_by_one, needs, texts_of

HEADING = (
    f"{'city':10} {'documents':>9} {'published':>9} {'entries out':>11} {'cells':>7} {'matched':>8} {'wrong':>6}"
    f" {'missing':>8} {'extra':>6} {'silent':>7}"
)
Documents = Mapping[str, list[dict[str, Any]]]


def cities() -> Documents:
    """The verified documents by city, which the first word of their names says."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for truth in truths():
        found[truth["slug"].split("-")[0]].append(truth)
    return dict(found)


def files(documents: list[dict[str, Any]]) -> list[Path]:
    """The PDFs of these truths."""
    return [CORPUS / "pdfs" / f"{document['slug']}.pdf" for document in documents]


def without(atoms: set[Atom], documents: list[dict[str, Any]]) -> list[Score]:
    """Read and judge the documents with a vocabulary that lacks ``atoms``."""
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        checkout = checkout_without(atoms, folder / "checkout")
        ingest(files(documents), folder / "home", checkout)
        return list(scores(folder / "home", documents))


def line(city: str, documents: list[dict[str, Any]], taken_out: int, rows: list[Score]) -> str:
    """One line of the printed table."""
    counted = Counter({name: sum(getattr(row, name) for row in rows) for name in (*COUNTS, "silent")})
    published = len({row.document for row in rows if row.status == "published"})
    return (
        f"{city:10} {len(documents):9} {published:9} {taken_out:11} {counted['cells']:7} {counted['matched']:8} {counted['wrong']:6}"
        f" {counted['missing']:8} {counted['extra']:6} {counted['silent']:7}"
    )


def main(chosen: list[str]) -> int:
    known = cities()
    only = needed_by_one({city: needs(texts_of(files(documents))) for city, documents in known.items()})
    print(HEADING, flush=True)
    silent = 0
    for city in chosen or known:
        rows = without(only[city], known[city])
        silent += sum(row.silent for row in rows)
        print(line(city, known[city], len(only[city]), rows), flush=True)
        for row in rows:
            if row.silent:
                print(f"    silent: {row.document} {row.table_family} wrong {row.wrong} extra {row.extra}", flush=True)
    print(f"\nsilent cells: {silent}")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
