"""Judging in a process beside this one: Great Expectations takes three seconds to import, and so no run waits for them."""

from __future__ import annotations

import importlib
from collections.abc import Generator, Sequence
from importlib.util import LazyLoader, find_spec, module_from_spec
from pathlib import Path

from pipelines import collecting
from pipelines.beside import Beside, say
from pipelines.validation import judge
from pipelines.validation.judgement import ExpectationResult, Judgement

JUDGING = Beside("judging")
UNUSED = ("scipy", "stats")
"""What Great Expectations imports for expectations about distributions, of which there are none here: a third of all it imports."""


def start() -> None:
    """Start the process that judges, and have it import Great Expectations, while this one goes on."""
    JUDGING.start(_import)


def finish() -> None:
    """Wait for pages that are still being written; an error in writing them is raised."""
    JUDGING.finish()


def judge_apart(
    warehouse_path: Path, *, suites: Sequence[str], data_docs_dir: Path | None = None
) -> Generator[ExpectationResult | Judgement, None, None]:
    """:func:`pipelines.validation.judge`, in the process that judges.

    Yields every result when its suite is judged, then the judgement, when the warehouse is closed again; its end comes when the pages are
    written. Who does not wait for it may go on: the next judgement and :func:`finish` do.

    Raises:
        ProcessEnded: the process ended before it had judged.
        FileNotFoundError: there is no warehouse.
        ModuleNotFoundError: there is no such suite.
    """
    yield from JUDGING.hear(_judge, warehouse_path, tuple(suites), data_docs_dir)


def _judge(warehouse_path: Path, suites: tuple[str, ...], data_docs_dir: Path | None) -> None:
    judge(warehouse_path, suites=suites, data_docs_dir=data_docs_dir, on_result=say, on_verdict=say)


def _import() -> None:
    with collecting.postponed():
        _postpone(*UNUSED)
        importlib.import_module("pipelines.validation.session")


def _postpone(package: str, module: str) -> None:
    """Give the package its module as one that loads when it is first asked for anything."""
    spec = find_spec(f"{package}.{module}")
    assert spec is not None and spec.loader is not None
    spec.loader = LazyLoader(spec.loader)
    lazy = module_from_spec(spec)
    spec.loader.exec_module(lazy)
    setattr(importlib.import_module(package), module, lazy)
