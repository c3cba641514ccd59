"""The only code that runs dbt: in a process beside this one, so that its two seconds of imports and its parsing cost a run nothing.

No second interpreter for each command, no look-up of versions, and the project is parsed once for all commands of a run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines import collecting
from pipelines.beside import Beside, say
from pipelines.home import CHECKOUT, Home

PROJECT = CHECKOUT / "dbt_project"
BUILD = ("build", "--exclude-resource-type", "unit_test", "--indirect-selection", "buildable", "--no-write-json")
RESULT_EVENTS = ("LogModelResult", "LogTestResult", "LogSeedResult")

DBT = Beside("dbt", ("dbt.cli.main", "dbt.adapters.duckdb"))


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one model, seed or test, as dbt says it.

    ``status`` is dbt's word; ``failures`` are the rows a test found, None where dbt counts none.
    """

    unique_id: str
    resource_type: str
    status: str
    seconds: float
    failures: int | None

    @property
    def is_built(self) -> bool:
        """Whether a table or view stands."""
        return self.resource_type != "test" and self.status == "success"

    @property
    def is_tested(self) -> bool:
        """Whether a test has an answer, or tried and could not give one."""
        return self.resource_type == "test" and self.status != "skipped"

    @property
    def has_passed(self) -> bool:
        """Whether a test found nothing."""
        return self.status == "pass"


class TransformationFailed(RuntimeError):
    """dbt could not build a model, or a test of a model's keys failed; names each with dbt's message."""


def start(home: Home) -> None:
    """Start the process that runs dbt, and have it parse the project for this home, while this process goes on."""
    DBT.start(_parse_ahead, home)


def parse(home: Home) -> None:
    """Write ``manifest.json`` below the home.

    Raises:
        TransformationFailed: dbt cannot parse the project.
    """
    DBT.call(_parse, home)


def run(select: str, exclude: str, home: Home) -> None:
    """Build the selected models, without their tests, in the home's warehouse.

    Raises:
        TransformationFailed: a model could not be built.
    """
    DBT.call(_run, select, exclude, home)


def build(select: str, exclude: str, home: Home) -> Iterator[Result]:
    """Build and test the selected models in the home's warehouse; both sides of the selection are dbt's unions of words.

    Yields what became of each model and test, when it is done.

    Raises:
        TransformationFailed: after the last of them, where a model could not be built or a test failed.
    """
    yield from DBT.hear(_build, select, exclude, home)


def _parse(home: Home) -> None:
    _invoke(["parse"], home)


def _parse_ahead(home: Home) -> None:
    """Parse where the home's manifest was written already; what is only there after the parsing must not be read before."""
    if (home.dbt_target / "manifest.json").exists():
        _parsed(home)


def _run(select: str, exclude: str, home: Home) -> None:
    _invoke(["--no-write-json", "run", *_selection(select, exclude)], home, known=_parsed(home))


def _build(select: str, exclude: str, home: Home) -> None:
    _invoke([*BUILD, *_selection(select, exclude)], home, say, known=_parsed(home))


def _selection(select: str, exclude: str) -> list[str]:
    return ["--select", *select.split(), *(["--exclude", *exclude.split()] if exclude else [])]


@cache
def _parsed(home: Home) -> Any:
    """The project as dbt parsed it for this home; all steps of a run use the same."""
    with collecting.postponed():
        return _invoke(["--no-write-json", "parse"], home)


def _say_nothing(_result: Result) -> None:
    return None


def _invoke(
    arguments: list[str], home: Home, on_result: Callable[[Result], None] = _say_nothing, *, known: Any = None
) -> Any:
    """Run one dbt command; returns its result. dbt's own two loggers are off: they cost a third of its time."""
    from dbt.cli.main import dbtRunner

    os.environ["YUSUAN_WAREHOUSE"] = str(home.warehouse)
    runner = dbtRunner(manifest=known, callbacks=[lambda event: _tell(event, on_result)])
    folders = {"project": PROJECT, "profiles": PROJECT, "target": home.dbt_target, "log": home.logs}
    options = [f"--{name}-{'dir' if name in ('project', 'profiles') else 'path'}" for name in folders]
    paths = [part for option, folder in zip(options, folders.values(), strict=True) for part in (option, str(folder))]
    quiet = ["--log-level", "none", "--log-level-file", "none", "--no-version-check"]
    result = runner.invoke([*quiet, *arguments, *paths])
    _close()
    if not result.success:
        raise TransformationFailed(_failures(result))
    return result.result


def _tell(event: Any, on_result: Callable[[Result], None]) -> None:
    if event.info.name in RESULT_EVENTS:
        on_result(_result(event.data, is_test=event.info.name == "LogTestResult"))
    elif event.info.level in ("warn", "error"):
        print(f"dbt {event.info.level}: {event.info.msg}", file=sys.stderr)


def _result(said: Any, *, is_test: bool) -> Result:
    node = said.node_info
    failures = said.num_failures if is_test else None
    return Result(node.unique_id, node.resource_type, node.node_status, said.execution_time, failures)


def _failures(result: Any) -> str:
    if result.exception is not None:
        return str(result.exception)
    failed = [one for one in getattr(result.result, "results", []) if one.status in ("error", "fail")]
    return "; ".join(f"{one.node.name}: {one.message}" for one in failed) or "dbt failed without saying why"


def _close() -> None:
    """Close dbt's connection: DuckDB keeps a file's instance, with its lock and settings, as long as one is open."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager._ENV.close()
    DuckDBConnectionManager.close_all_connections()
