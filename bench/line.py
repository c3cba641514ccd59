"""The line as a user starts it, for the scripts of this folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START = ROOT / "data" / "disclosures" / "cqetdz-2023-budget.pdf"


def start(
    files: Iterable[Path], home: Path, checkout: Path = ROOT, *, in_own_session: bool = False
) -> subprocess.Popen[str]:
    """``yusuan ingest`` with the code of ``checkout``; in a session of its own all that it starts can be killed with it."""
    environment = {
        **os.environ,
        "YUSUAN_HOME": str(home.absolute()),
        "YUSUAN_DISCLOSURES": str(home.absolute() / "none"),
        "PYTHONPATH": str(checkout),
    }
    paths = [str(file.absolute()) for file in files]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", "from pipelines.cli import app; app()", "ingest", *paths],
        env=environment,
        cwd=checkout,
        start_new_session=in_own_session,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def ingest(files: Iterable[Path], home: Path, checkout: Path = ROOT, *, may_hold_back: bool = True) -> float:
    """Run the line on these files in a home of their own; returns the seconds it took.

    Raises:
        RuntimeError: the run failed, or held a document back (exit status 3) where it may not.
    """
    started = time.monotonic()
    running = start(files, home, checkout)
    said, _ = running.communicate()
    if running.returncode != 0 and not (may_hold_back and running.returncode == 3):
        raise RuntimeError(said[-4000:])
    return time.monotonic() - started


def copies(file: Path, folder: Path, count: int) -> list[Path]:
    """As many disclosures of the same pages: other bytes after the file's end make each another document."""
    made = []
    for number in range(count):
        made.append(folder / f"copy-{number}.pdf")
        made[-1].write_bytes(file.read_bytes() + f"\n% copy {number}\n".encode())
    return made
