"""What the definitions are made of and Dagster must know before a run: dbt's manifest, and the list of expectations.

Both take seconds to make (dbt parses, Great Expectations is imported), so they are kept in the home and made again only when
a file they come from is newer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pipelines import modelling
from pipelines.home import CHECKOUT, Home
from pipelines.validation.catalogue import Guard, catalogue

DBT_PROJECT = CHECKOUT / "dbt_project"
DBT_SOURCES = ("models", "macros", "tests", "seeds", "dbt_project.yml", "profiles.yml")


def manifest(home: Home) -> Path:
    """Dbt's manifest of the project as it is now.

    Raises:
        TransformationFailed: dbt cannot parse the project.
    """
    made = home.dbt_target / "manifest.json"
    if _is_stale(made, [DBT_PROJECT / source for source in DBT_SOURCES]):
        modelling.parse(home)
    return made


def guards(home: Home) -> tuple[Guard, ...]:
    """Every expectation, with the table it guards."""
    kept = home.dbt_target.parent / "guards.json"
    if _is_stale(kept, [CHECKOUT / "expectations", CHECKOUT / "pipelines" / "vocabulary"]):
        keep(kept, json.dumps([asdict(guard) for guard in catalogue()], ensure_ascii=False).encode())
    return tuple(Guard(**entry) for entry in json.loads(kept.read_text(encoding="utf-8")))


def keep(file: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all."""
    aside = file.with_suffix(".part")
    aside.parent.mkdir(parents=True, exist_ok=True)
    aside.write_bytes(content)
    aside.replace(file)


def _is_stale(made: Path, sources: Iterable[Path]) -> bool:
    if not made.exists():
        return True
    when = made.stat().st_mtime
    return any(path.stat().st_mtime > when for source in sources for path in _everything_in(source))


def _everything_in(source: Path) -> list[Path]:
    """A file, or a folder with all below it; a folder's own time tells that something was removed from it."""
    below = [path for path in source.rglob("*") if "__pycache__" not in path.parts] if source.is_dir() else []
    return [source, *below] if source.exists() else []
