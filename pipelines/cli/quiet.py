"""Keeping the terminal for what people need: what libraries print goes to a file meanwhile."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console


@contextmanager
def quiet(log_file: Path) -> Iterator[Console]:
    """Send everything this process and its children print to ``log_file``; the console yielded still reaches the terminal."""
    log_file.parent.mkdir(parents=True, exist_ok=True)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    kept = [os.dup(1), os.dup(2)]
    with log_file.open("ab") as log, os.fdopen(os.dup(2), "w", encoding="utf-8") as terminal:
        try:
            for descriptor in (1, 2):
                os.dup2(log.fileno(), descriptor)
            yield Console(file=terminal)
        finally:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            for descriptor, original in zip((1, 2), kept, strict=True):
                os.dup2(original, descriptor)
                os.close(original)
