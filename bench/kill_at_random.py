"""Kill -9 of a run at random moments, each followed by a normal run: what readers see must be whole, and the end the same as undisturbed.

    python bench/kill_at_random.py [KILLS [SEED]]     twenty, unless told

Each time another printed disclosure is ingested, the process and everything it started is killed at a moment drawn at random between its
start and its usual end, the published file is looked at, and the same command is typed again. Then the published tables are
compared, row for row, with those of a home into which the same files went undisturbed. Columns that hold moments or measured seconds
and identifiers of a release are not compared. Exit status 1 where anything differs.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
from line import ROOT, ingest, start

sys.path.insert(0, str(ROOT))

from tests.printing.disclosures import draw_disclosure
from tests.printing.press import print_disclosure

MOMENTS = ("TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "DOUBLE")
RELEASE = ("release_id", "citation", "built_from")
"""What says the moment of a release, or of a registration."""


def kill_after(home: Path, file: Path, seconds: float) -> bool:
    """Start the same and kill it after so many seconds; False where it had ended by then."""
    running = start([file], home, in_own_session=True)
    try:
        running.communicate(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return True


def tables(home: Path) -> dict[str, Counter[tuple[object, ...]]]:
    """Every published table as a multiset of rows, without moments."""
    with duckdb.connect(str(home / "published" / "yusuan.duckdb"), read_only=True) as con:
        names = con.execute(
            "select table_schema, table_name from information_schema.tables where table_schema in ('audit', 'marts') order by all"
        ).fetchall()
        return {f"{schema}.{name}": Counter(_rows(con, schema, name)) for schema, name in names}


def _rows(con: duckdb.DuckDBPyConnection, schema: str, name: str) -> Iterator[tuple[object, ...]]:
    columns = con.execute(
        "select column_name from information_schema.columns"
        " where table_schema = ? and table_name = ? and data_type not in ? and column_name not in ?",
        [schema, name, list(MOMENTS), list(RELEASE)],
    ).fetchall()
    listed = ", ".join(f'"{column}"' for (column,) in columns)
    for row in con.execute(f'select {listed} from "{schema}"."{name}"').fetchall():
        yield tuple(str(value) for value in row)


def main(kills: int, seed: int) -> int:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        files = []
        for number in range(kills + 2):
            files.append(folder / f"disclosure-{number:02}.pdf")
            files[-1].write_bytes(print_disclosure(draw_disclosure(900 + number, f"青岚市第{number}局", "青岚市")).pdf)
        killed, calm = folder / "killed", folder / "calm"
        ingest(files[:1], killed)
        torn = 0
        usual = ingest(files[1:2], killed)
        for file in files[2:]:
            moment = chance.uniform(0.2, usual)
            was_killed = kill_after(killed, file, moment)
            try:
                seen = len(tables(killed)["audit.document"])
            except (duckdb.Error, KeyError) as error:
                torn, seen = torn + 1, error
            usual = ingest([file], killed) if was_killed else usual
            print(f"{file.name}: killed after {moment:5.1f} s: {was_killed}; readers saw {seen} documents", flush=True)
        ingest(files, calm)
        found, expected = tables(killed), tables(calm)
    different = [name for name in sorted(found.keys() | expected.keys()) if found.get(name) != expected.get(name)]
    print(
        f"kills {kills}, torn reads {torn}, tables {len(expected)}, tables that differ: {', '.join(different) or 'none'}"
    )
    return int(bool(torn or different))


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [20, 1][len(given) :])))
