"""The only code that runs dbt: in a process beside this one, so that its two seconds of imports and its parsing cost a run nothing.

No second interpreter for each command, no look-up of versions, and the project is parsed once for all commands of a run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from pipelines.beside import Beside, say
from pipelines.settings import CHECKOUT, Home

PROJECT = CHECKOUT / "dbt_project"
BUILD = ("build", "--exclude-resource-type", "unit_test", "--indirect-selection", "buildable", "--no-write-json")
RESULT_EVENTS = ("LogModelResult", "LogTestResult", "LogSeedResult")

DBT = Beside("dbt", ("dbt.cli.main", "dbt.adapters.duckdb"))


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


def build(select: str, exclude: str, home: Home) -> Iterator[dict[str, Any]]:
    """Build and test the selected models in the home's warehouse; both sides of the selection are dbt's unions of words.

    Yields what dbt says of each model and test, when it is done, as a dictionary.

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
    return _invoke(["--no-write-json", "parse"], home)


def _say_nothing(_event: dict[str, Any]) -> None:
    return None


def _invoke(
    arguments: list[str], home: Home, on_event: Callable[[dict[str, Any]], None] = _say_nothing, *, known: Any = None
) -> Any:
    """Run one dbt command; returns its result. dbt's own two loggers are off: they cost a third of its time."""
    from dbt.cli.main import dbtRunner

    os.environ["YUSUAN_WAREHOUSE"] = str(home.warehouse)
    runner = dbtRunner(manifest=known, callbacks=[lambda event: _tell(event, on_event)])
    folders = {"project": PROJECT, "profiles": PROJECT, "target": home.dbt_target, "log": home.logs}
    options = [f"--{name}-{'dir' if name in ('project', 'profiles') else 'path'}" for name in folders]
    paths = [part for option, folder in zip(options, folders.values(), strict=True) for part in (option, str(folder))]
    quiet = ["--log-level", "none", "--log-level-file", "none", "--no-version-check"]
    result = runner.invoke([*quiet, *arguments, *paths])
    _close()
    if not result.success:
        raise TransformationFailed(_failures(result))
    return result.result


def _tell(event: Any, on_event: Callable[[dict[str, Any]], None]) -> None:
    if event.info.name in RESULT_EVENTS:
        from google.protobuf.json_format import MessageToDict

        on_event(MessageToDict(event, preserving_proto_field_name=True))
    elif event.info.level in ("warn", "error"):
        print(f"dbt {event.info.level}: {event.info.msg}", file=sys.stderr)


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
