"""A reader that opens the published file and asks it every 50 ms while documents are ingested and published, one after the other.

    python bench/read_while_publishing.py [PUBLICATIONS]     ten, unless told

Each document is the start document with other bytes after its end, so each publication is whole and has one document more. Prints what
the reader met and the seconds each `yusuan ingest` took. Exit status 1 where a read failed, went back, or never saw the last publication.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

import duckdb
from line import START, copies, ingest

EVERY_SECONDS = 0.05
QUESTION = "select (select count(*) from audit.document), (select sum(amount_yuan) from marts.fact_expenditure)"


class Reader(Thread):
    """Opens, asks, closes, again and again; what it met is in ``answers`` and ``errors``."""

    def __init__(self, database: Path):
        super().__init__(daemon=True)
        self.database = database
        self.done = Event()
        self.answers: list[tuple[int, object]] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Until told to stop."""
        while not self.done.wait(EVERY_SECONDS):
            try:
                with duckdb.connect(str(self.database), read_only=True) as con:
                    row = con.execute(QUESTION).fetchone()
                self.answers.append(row or (0, None))
            except Exception as error:
                self.errors.append(str(error))


def main(publications: int) -> int:
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        home = folder / "home"
        ingest([START], home, may_hold_back=False)
        reader = Reader(home / "published" / "yusuan.duckdb")
        reader.start()
        seconds = []
        for copy in copies(START, folder, publications):
            seconds.append(ingest([copy], home, may_hold_back=False))
        time.sleep(4 * EVERY_SECONDS)
        reader.done.set()
        reader.join()
    documents = [documents for documents, _ in reader.answers]
    sums = {str(amount) for _, amount in reader.answers}
    went_back = any(later < earlier for earlier, later in itertools.pairwise(documents))
    print(
        f"reads {len(documents)}, errors {len(reader.errors)}, documents seen {documents[0]} to {documents[-1]}, went back: {went_back}"
    )
    print(f"sums of marts.fact_expenditure that were seen: {', '.join(sorted(sums))}")
    print(f"seconds of each ingest: {', '.join(f'{one:.1f}' for one in seconds)}")
    return int(bool(reader.errors) or went_back or documents[-1] != publications + 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
