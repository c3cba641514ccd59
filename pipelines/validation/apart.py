"""Judging in a process beside this one: Great Expectations takes three seconds to import, and so no run waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipelines.beside import Beside
from pipelines.validation import judge
from pipelines.validation.judgement import Judgement

JUDGING = Beside("judging", ("pipelines.validation.session",))


def judge_apart(warehouse_path: Path, *, suites: Sequence[str], data_docs_dir: Path | None = None) -> Judgement:
    """:func:`pipelines.validation.judge`, in the process that judges.

    Raises:
        ProcessEnded: the process ended before it had judged.
        FileNotFoundError: there is no warehouse.
        ModuleNotFoundError: there is no such suite.
    """
    return JUDGING.call(_judge, warehouse_path, tuple(suites), data_docs_dir)


def _judge(warehouse_path: Path, suites: tuple[str, ...], data_docs_dir: Path | None) -> Judgement:
    return judge(warehouse_path, suites=suites, data_docs_dir=data_docs_dir)
