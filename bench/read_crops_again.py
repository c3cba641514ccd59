"""Reads boxed crops again by OCR, as the evidence shows them, and compares with what was printed.

    python -m bench.read_crops_again                           200 figures of the published documents of YUSUAN_HOME
    python -m bench.read_crops_again --home DIR --count 400 --seed 7 --misses DIR

Figures are drawn document by document in turn, so that no long file dominates. A crop counts where most of the readings of its cell
agree on the printed number. Every miss is printed, its crop saved for looking at. Exit status 1 below 98 %.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from pipelines import pdf, publication, warehouse
from pipelines.evidence import pictures
from pipelines.extraction.amounts import UnreadableAmount, read_amount
from pipelines.home import Home
from pipelines.settings import load_settings

WANTED = 0.98
FIGURES = """
    select figure.* from audit.figure as figure
    inner join audit.document as document on figure.document_id = document.document_id
    where document.status = 'published' and figure.printed <> ''
    order by figure.document_id, figure.figure_id
"""

Figure = Mapping[str, Any]


def draw_lots(figures: Sequence[Figure], count: int, seed: int) -> list[Figure]:
    """``count`` figures at random, one of each document in turn while it has any."""
    lots = random.Random(seed)
    by_document: dict[str, list[Figure]] = {}
    for figure in figures:
        by_document.setdefault(figure["document_id"], []).append(figure)
    for of_document in by_document.values():
        lots.shuffle(of_document)
    turns: list[Figure] = []
    while len(turns) < count and any(by_document.values()):
        turns += [of_document.pop() for of_document in by_document.values() if of_document]
    return lots.sample(turns, min(count, len(turns)))


def is_printed(read: str, printed: str) -> bool:
    """Whether a text read in a picture is the printed one, widths and white space apart."""
    try:
        return read_amount(read) == read_amount(printed)
    except UnreadableAmount:
        return False


def read_crops(home: Home, figures: Sequence[Figure], misses: Path) -> Iterator[tuple[Figure, tuple[str, ...]]]:
    """Each figure with what each reading of its crop gave; the crop is saved where most readings say otherwise."""
    for figure in figures:
        crop = pictures.draw_crop(home.originals / f"{figure['document_id']}.pdf", figure)
        texts = pdf.read_picture(pictures.cell_in_crop(crop, figure))
        if not is_printed(most_read(texts), figure["printed"]):
            misses.mkdir(parents=True, exist_ok=True)
            crop.save(misses / f"{figure['figure_id']}.png")
        yield figure, texts


def most_read(texts: Sequence[str]) -> str:
    """What most readings gave; the first of them where two are equal."""
    return Counter(texts).most_common(1)[0][0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home with a release; YUSUAN_HOME unless given")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20260131)
    parser.add_argument(
        "--misses", type=Path, help="where the crops of misses are saved; logs/misses of the home unless given"
    )
    given = parser.parse_args()
    home = Home(given.home.absolute()) if given.home else load_settings().paths
    release = publication.published(home)
    if release is None:
        parser.error(f"nothing is published in {home.root}")
    figures = draw_lots(warehouse.query(release.database, FIGURES), given.count, given.seed)
    misses = given.misses or home.logs / "misses"
    return report(list(read_crops(home, figures, misses)), misses)


def report(found: Sequence[tuple[Figure, tuple[str, ...]]], misses: Path) -> int:
    console = Console(highlight=False)
    right = dict.fromkeys(("most readings", "first reading", "any reading"), 0)
    for figure, texts in found:
        printed = figure["printed"]
        right["most readings"] += is_printed(most_read(texts), printed)
        right["first reading"] += is_printed(texts[0], printed)
        right["any reading"] += any(is_printed(text, printed) for text in texts)
        if not is_printed(most_read(texts), printed):
            console.print(
                f"{figure['figure_id']} page {figure['page']}: printed {printed!r}, read {texts}", markup=False
            )
    documents = len({figure["document_id"] for figure, _ in found})
    console.print(f"{len(found)} figures of {documents} documents; crops of misses in {misses}")
    for name, count in right.items():
        console.print(f"{name:<14} {count:>4} of {len(found)} = {count / len(found):.1%}")
    return 0 if right["most readings"] >= WANTED * len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
