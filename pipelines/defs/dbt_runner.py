"""dbt inside this process: no second interpreter, no second import, no version look-up; its events become Dagster's."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from pipelines.settings import CHECKOUT, Home

PROJECT = CHECKOUT / "dbt_project"
BUILD = ("build", "--exclude-resource-type", "unit_test", "--indirect-selection", "buildable", "--no-write-json")
RESULT_EVENTS = ("LogModelResult", "LogTestResult", "LogSeedResult")


class TransformationFailed(RuntimeError):
    """dbt could not build a model, or a test of a model's keys failed; names each with dbt's message."""


def parse(home: Home) -> None:
    """Write ``manifest.json`` below the home.

    Raises:
        TransformationFailed: dbt cannot parse the project.
    """
    _invoke(["parse"], home, [])


def run(select: str, exclude: str, home: Home) -> None:
    """Build the selected models without Dagster, in the warehouse that the environment names.

    Raises:
        TransformationFailed: a model could not be built.
    """
    _invoke(["--no-write-json", "run", "--select", select, "--exclude", exclude], home, [])


def build(
    selection: Sequence[str],
    context: dg.AssetExecutionContext,
    home: Home,
    manifest: Mapping[str, Any],
    translator: DagsterDbtTranslator,
) -> Iterator[Any]:
    """Build and test the selected models; yields a materialization for each model and a check result for each test.

    Raises:
        TransformationFailed: a model could not be built or a test failed; what was built before is still reported.
    """
    events: list[Any] = []
    failure: TransformationFailed | None = None
    try:
        _invoke([*BUILD, *selection], home, events, known=_parsed(home))
    except TransformationFailed as error:
        failure = error
    for event in events:
        message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
        yield from message.to_default_asset_events(manifest, translator, context)
    if failure is not None:
        raise failure


@cache
def _parsed(home: Home) -> Any:
    """The project as dbt parsed it for this home; both steps of a run use the same."""
    return _invoke(["--no-write-json", "parse"], home, [])


def _invoke(arguments: list[str], home: Home, events: list[Any], *, known: Any = None) -> Any:
    """Run one dbt command; returns its result. dbt's own two loggers are off: they cost a third of its time."""
    from dbt.cli.main import dbtRunner

    runner = dbtRunner(manifest=known, callbacks=[lambda event: _collect(event, events)])
    folders = {"project": PROJECT, "profiles": PROJECT, "target": home.dbt_target, "log": home.logs}
    options = [f"--{name}-{'dir' if name in ('project', 'profiles') else 'path'}" for name in folders]
    paths = [part for option, folder in zip(options, folders.values(), strict=True) for part in (option, str(folder))]
    quiet = ["--log-level", "none", "--log-level-file", "none", "--no-version-check"]
    result = runner.invoke([*quiet, *arguments, *paths])
    _close()
    if not result.success:
        raise TransformationFailed(_failures(result))
    return result.result


def _collect(event: Any, events: list[Any]) -> None:
    if event.info.name in RESULT_EVENTS:
        from google.protobuf.json_format import MessageToDict

        events.append(MessageToDict(event, preserving_proto_field_name=True))
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
