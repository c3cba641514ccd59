"""Pages per second of plain pdfplumber and of the PDF gateway on the same files in one run, their cells compared.

    python bench/read_pages.py                    the 2023 disclosure in data/disclosures
    python bench/read_pages.py FILE_OR_FOLDER...  these files, and the PDFs in these folders
    python bench/read_pages.py --profile ...      also says where the gateway's time goes

Times are CPU seconds of this process, so that other work on the machine does not count. A cell is compared by its place
(page, table, row, column) and its text.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from line import ROOT, START

sys.path.insert(0, str(ROOT))

from pipelines.pdf import read_pages
from pipelines.pdf.reference import Rows, read_reference

Place = tuple[int, int, int, int]


@dataclass
class Score:
    """What one file, or all of them, took and gave."""

    pages: int = 0
    gateway_seconds: float = 0.0
    reference_seconds: float = 0.0
    equal: int = 0
    different: int = 0
    only_gateway: int = 0
    only_reference: int = 0

    def add(self, other: Score) -> None:
        """Take another file into the sum."""
        for part in fields(self):
            setattr(self, part.name, getattr(self, part.name) + getattr(other, part.name))

    def line(self, name: str) -> str:
        """One line of the printed table."""
        gateway, reference = self.pages / self.gateway_seconds, self.pages / self.reference_seconds
        return (
            f"{name[:36]:36} {self.pages:5} {reference:10.1f} {gateway:9.1f} {gateway / reference:6.1f}x"
            f" {self.equal:8} {self.different:6} {self.only_gateway:6} {self.only_reference:6}"
        )


HEADING = (
    f"{'file':36} {'pages':>5} {'pdfplumber':>10} {'gateway':>9} {'ratio':>7} {'equal':>8} {'differ':>6} {'+ours':>6} {'+ref':>6}"
    f"\n{'':42} {'pages/s':>10} {'pages/s':>9} {'':>7} {'cells':>8} {'cells':>6} {'cells':>6} {'cells':>6}"
)


def measure(path: Path) -> Score:
    started = time.process_time()
    pages = list(read_pages(path))
    gateway = time.process_time()
    reference = list(read_reference(path))
    ended = time.process_time()
    score = Score(len(pages), gateway - started, ended - gateway)
    tables = [[[[cell and cell.text for cell in row] for row in grid.rows] for grid in page.grids] for page in pages]
    compare(dict(cells(tables)), dict(cells(reference)), score)
    return score


def cells(pages: Sequence[Sequence[Rows]]) -> Iterator[tuple[Place, str]]:
    for page, tables in enumerate(pages):
        for table, rows in enumerate(tables):
            for row, texts in enumerate(rows):
                yield from (((page, table, row, column), text) for column, text in enumerate(texts) if text is not None)


def compare(ours: dict[Place, str], theirs: dict[Place, str], score: Score) -> None:
    score.equal = sum(theirs.get(place) == text for place, text in ours.items())
    score.different = len(ours.keys() & theirs.keys()) - score.equal
    score.only_gateway = len(ours.keys() - theirs.keys())
    score.only_reference = len(theirs.keys() - ours.keys())


def profile(paths: Sequence[Path]) -> None:
    profiler = cProfile.Profile()
    profiler.enable()
    for path in paths:
        for _ in read_pages(path):
            pass
    profiler.disable()
    seconds: dict[str, float] = {}
    for (file, _, function), (_, _, own, _, _) in pstats.Stats(profiler).stats.items():  # pyright: ignore
        part = Path(file).stem if "site-packages" not in file else Path(file).parent.name
        name = function if file == "~" else part
        seconds[name] = seconds.get(name, 0.0) + own
    total = sum(seconds.values())
    print("\nwhere the gateway's time goes (own time by module, profiled)")
    for name, own in sorted(seconds.items(), key=lambda item: -item[1])[:14]:
        print(f"  {own / total:6.1%}  {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Pages per second: plain pdfplumber against the PDF gateway.")
    parser.add_argument("paths", nargs="*", type=Path, default=[START], help="PDFs or folders of PDFs")
    parser.add_argument("--profile", action="store_true", help="say where the gateway's time goes")
    arguments = parser.parse_args()
    paths = [file for path in arguments.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    print(HEADING)
    total = Score()
    for path in paths:
        score = measure(path)
        total.add(score)
        print(score.line(path.stem), flush=True)
    if len(paths) > 1:
        print(total.line("all"))
    if arguments.profile:
        profile(paths)


if __name__ == "__main__":
    main()
