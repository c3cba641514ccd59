"""Running dbt on a warehouse that a test filled: in this process, with the project parsed once for all of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
WAREHOUSE = "YUSUAN_WAREHOUSE"


def dbt(warehouse: Path, *arguments: str) -> Any:
    """Run one dbt command on ``warehouse`` and return its result; what it writes lands beside the warehouse.

    Raises:
        AssertionError: dbt failed; the message holds what it said of each node.
    """
    with at_work_on(warehouse):
        return _invoke(arguments, warehouse.parent / "dbt", parsed())


@cache
def parsed() -> Any:
    """The project's manifest; it does not know on which warehouse it will be run."""
    with tempfile.TemporaryDirectory() as aside:
        return _invoke(["parse"], Path(aside), None)


@contextmanager
def at_work_on(warehouse: Path) -> Iterator[None]:
    """This process's environment as dbt must find it."""
    before = os.environ.get(WAREHOUSE)
    os.environ[WAREHOUSE] = str(warehouse)
    try:
        yield
    finally:
        if before is None:
            del os.environ[WAREHOUSE]
        else:
            os.environ[WAREHOUSE] = before


def _invoke(arguments: Any, beside: Path, manifest: Any) -> Any:
    from dbt.cli.main import dbtRunner

    where = {"project-dir": PROJECT, "profiles-dir": PROJECT, "target-path": beside, "log-path": beside}
    options = [text for name, path in where.items() for text in (f"--{name}", str(path))]
    done = dbtRunner(manifest=manifest).invoke(["--quiet", "--no-version-check", *arguments, *options])
    close()
    assert done.success, done.exception or [one.message for one in done.result if one.status in ("error", "fail")]
    return done.result


def close() -> None:
    """Close the file; dbt keeps it open for the life of the process otherwise."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager._ENV.close()
    DuckDBConnectionManager.close_all_connections()
