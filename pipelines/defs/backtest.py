"""The identities of this checkout over everything that is landed, on a copy: what would newly fail, and what would be cured."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import modelling, registry, warehouse
from pipelines.defs.described import BEFORE_VERDICT
from pipelines.exclusion import exclusive
from pipelines.home import Home

EVALUATED = """
    select document_id, identity, subject_key, severity, subject, status, lhs, rhs, difference
    from intermediate.int_identity where status <> 'not_evaluable' order by severity, identity, document_id, subject_key
"""


@dataclass(frozen=True, slots=True)
class Backtest:
    """Rows of ``int_identity`` that fail now and did not, and that failed and do not any more; how many were evaluated."""

    new_failures: tuple[dict[str, Any], ...]
    cures: tuple[dict[str, Any], ...]
    evaluated: int
    documents: int


def backtest(home: Home) -> Backtest:
    """Evaluate all landed documents with this checkout's identities; the home's warehouse is only read.

    Raises:
        FileNotFoundError: nothing was evaluated in this home yet.
        TransformationFailed: a model of this checkout cannot be built.
    """
    if not home.warehouse.is_file():
        raise FileNotFoundError(f"nothing is in {home.warehouse} yet: `yusuan run` comes first")
    with tempfile.TemporaryDirectory(prefix="yusuan-backtest-") as scratch:
        aside = Home(Path(scratch))
        with exclusive(home):
            _copy(home, aside)
            warehouse.load(home.landing, aside.warehouse, registry.registrations(home))
        before, now = warehouse.query(home.warehouse, EVALUATED), _evaluated(aside)
    return compare(before, now)


def compare(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> Backtest:
    """What differs between two evaluations of the same documents."""
    failed, fails = _failing(before), _failing(now)
    cured = tuple(row for key, row in failed.items() if key not in fails)
    new = tuple(row for key, row in fails.items() if key not in failed)
    return Backtest(new, cured, len(now), len({row["document_id"] for row in now}))


def _failing(rows: list[dict[str, Any]]) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(row["document_id"], row["identity"], row["subject_key"]): row for row in rows if row["status"] == "fails"}


def _copy(home: Home, aside: Home) -> None:
    aside.warehouse.parent.mkdir(parents=True)
    for file in home.warehouse.parent.glob(f"{home.warehouse.name}*"):
        shutil.copy2(file, aside.warehouse.parent / file.name)


def _evaluated(aside: Home) -> list[dict[str, Any]]:
    """Build the models before the verdict in the copy."""
    modelling.run(BEFORE_VERDICT.select, BEFORE_VERDICT.exclude, aside)
    return warehouse.query(aside.warehouse, EVALUATED)
