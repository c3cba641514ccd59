"""dbt inside this process: no second interpreter, no second import, no version look-up; its events become Dagster's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from pipelines.settings import CHECKOUT, Home

PROJECT = CHECKOUT / "dbt_project"


class TransformationFailed(RuntimeError):
    """dbt could not build a model, or a test of a model's keys failed; names each with dbt's message."""


def parse(home: Home) -> None:
    """Write ``manifest.json`` below the home.

    Raises:
        TransformationFailed: dbt cannot parse the project.
    """
    _invoke(["parse"], home, [])


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
        _invoke(["build", *selection, "--exclude-resource-type", "unit_test"], home, events)
    except TransformationFailed as error:
        failure = error
    for event in events:
        message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
        yield from message.to_default_asset_events(manifest, translator, context)
    if failure is not None:
        raise failure


def _invoke(arguments: list[str], home: Home, events: list[Any]) -> None:
    from dbt.cli.main import dbtRunner

    options = [
        "--project-dir",
        PROJECT,
        "--profiles-dir",
        PROJECT,
        "--target-path",
        home.dbt_target,
        "--log-path",
        home.logs,
    ]
    quiet = ["--quiet", "--no-print", "--log-level-file", "info", "--no-use-colors", "--no-version-check"]
    selecting = ["--indirect-selection", "buildable"] if arguments[0] == "build" else []
    runner = dbtRunner(callbacks=[lambda event: _collect(event, events)])
    result = runner.invoke([*quiet, *arguments, *selecting, *map(str, options)])
    _close()
    shutil.rmtree(home.dbt_target / "compiled", ignore_errors=True)
    if not result.success:
        raise TransformationFailed(_failures(result))


def _collect(event: Any, events: list[Any]) -> None:
    if event.info.name in ("LogModelResult", "LogTestResult", "LogSeedResult"):
        from google.protobuf.json_format import MessageToDict

        events.append(MessageToDict(event, preserving_proto_field_name=True))


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
