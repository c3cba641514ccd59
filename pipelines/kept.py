"""Files that are made once and read by later runs: whole or not there, and known to be of what they were made for."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any


def keep(file: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all."""
    aside = file.with_suffix(".part")
    aside.parent.mkdir(parents=True, exist_ok=True)
    aside.write_bytes(content)
    aside.replace(file)


def put(file: Path, for_what: tuple[Any, ...], made: Any) -> None:
    """Keep what was made; ``for_what``, of plain values, names everything it depends on."""
    keep(file, pickle.dumps(for_what) + pickle.dumps(made))


def get(file: Path, for_what: tuple[Any, ...]) -> Any:
    """What was made for this; None where nothing is kept or it was made for something else.

    What stands first is read alone: the rest may be made of another version's classes.
    """
    if not file.exists():
        return None
    with file.open("rb") as content:
        return pickle.load(content) if pickle.load(content) == for_what else None
