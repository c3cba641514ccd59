"""Seconds of a warm `yusuan ingest` of one more document, beside plain pdfplumber on the same file in the same minute.

    python bench/warm_ingest.py                      the 2023 disclosure, into a home that has two others of its size
    python bench/warm_ingest.py FILE [OTHER...]      this file, into a home that has the others
    python bench/warm_ingest.py --runs 9 FILE OTHER  nine times, each into the same home again; five, unless told

Times are of the wall, so they follow how busy the machine is, by a factor of three from one hour to the next. Plain pdfplumber reads the file
right before and right after each run and slows down with it: the ratio is what compares machines and hours. The reader's share is what
the run itself measured in the process that read.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import duckdb
from line import ROOT, START, copies, ingest

sys.path.insert(0, str(ROOT))

from pipelines.pdf.reference import read_reference

READ_SECONDS = "select read_seconds from staging.stg_document where document_id = ?"
HEADING = f"{'run':>6} {'ingest':>9} {'reader':>9} {'pdfplumber':>12} {'ratio':>7}\n{'':6} {'s':>9} {'s':>9} {'s':>12}"


def plain(file: Path) -> float:
    """Seconds of plain pdfplumber over the file's pages."""
    started = time.monotonic()
    for _ in read_reference(file):
        pass
    return time.monotonic() - started


def measure(file: Path, home: Path) -> tuple[float, float, float]:
    """Seconds of the ingestion, of the reader in it, and of plain pdfplumber (the mean of before and after)."""
    before = plain(file)
    seconds = ingest([file], home)
    beside = (before + plain(file)) / 2
    with duckdb.connect(str(home / "warehouse" / "yusuan.duckdb"), read_only=True) as con:
        read = con.execute(READ_SECONDS, [sha256(file.read_bytes()).hexdigest()]).fetchone()
    assert read is not None, "the document was ingested"
    return seconds, read[0], beside


def line(name: str, seconds: float, read: float, beside: float) -> str:
    return f"{name:>6} {seconds:9.2f} {read:9.2f} {beside:12.2f} {seconds / beside:7.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Seconds of `yusuan ingest`, beside plain pdfplumber on the same file."
    )
    parser.add_argument("file", nargs="?", type=Path, default=START)
    parser.add_argument("others", nargs="*", type=Path, help="what the home has; two copies of the file, unless told")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        kept, home = folder / "kept", folder / "home"
        ingest(arguments.others or copies(arguments.file, folder, 2), home)
        home.rename(kept)
        print(HEADING)
        measured = []
        for number in range(arguments.runs):
            shutil.copytree(kept, home, symlinks=True)
            measured.append(measure(arguments.file, home))
            shutil.rmtree(home)
            print(line(str(number + 1), *measured[-1]), flush=True)
    print(line("median", *(statistics.median(column) for column in zip(*measured, strict=True))))


if __name__ == "__main__":
    main()
