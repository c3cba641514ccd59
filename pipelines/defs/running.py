"""Running the line from a terminal: the same jobs as the UI's, in this process, recorded in the home's instance."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
from dagster import DagsterInstance

from pipelines.defs.failures import STARTED_BY, innermost
from pipelines.defs.jobs import LINE, PUBLISH
from pipelines.defs.line import line_resource
from pipelines.defs.partitions import add_partitions, range_tags
from pipelines.home import Home
from pipelines.intake import Work
from pipelines.reading import Progress, Read

INSTANCE_CONFIG = """\
# Written by yusuan; your changes are kept.
telemetry:
  enabled: false
nux:
  enabled: false
# every event is kept; the text beside them is for what a person should read
python_logs:
  python_log_level: INFO
event_log_storage:
  module: pipelines.defs.event_log
  class: HomeEventLog
  config:
    base_dir:
      env: DAGSTER_HOME
concurrency:
  runs:
    max_concurrent_runs: 2
  pools:
    default_limit: 1
    granularity: run
run_retries:
  enabled: true
  max_retries: 1
  retry_on_asset_or_op_failure: false
run_monitoring:
  enabled: true
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended; ``errors`` names each step that failed with its message, innermost cause first."""

    run_id: str
    success: bool
    errors: tuple[str, ...]


def write_instance_config(home: Home) -> Path:
    """Give the home's Dagster instance its configuration, unless it has one."""
    config = home.dagster / "dagster.yaml"
    if not config.exists():
        home.dagster.mkdir(parents=True, exist_ok=True)
        config.write_text(INSTANCE_CONFIG, encoding="utf-8")
    return config


def run_line(
    definitions: dg.Definitions,
    work: Work,
    home: Home,
    *,
    on_step: Callable[[str], None],
    on_document: Progress,
    begun: Iterable[Read] = (),
) -> Outcome:
    """Run the whole line for the unread documents, or what comes after the reading where there are none.

    Args:
        definitions: everything Dagster knows of this project.
        work: what is registered and what is left to do.
        home: where the run is recorded, so that the UI shows it as one of its own.
        on_step: called with a step's name when it starts.
        on_document: called when a document has been read.
        begun: documents whose reading began already.
    """
    write_instance_config(home)
    run_id = str(uuid.uuid4())
    with DagsterInstance.from_config(str(home.dagster)) as instance:
        instance.add_event_listener(run_id, lambda entry: _tell_step(entry, on_step))
        order = add_partitions(instance, work.registered)
        keys = [document.key for document in work.unread]
        job = definitions.resolve_job_def(LINE if keys else PUBLISH)
        result = job.execute_in_process(
            instance=instance,
            run_id=run_id,
            tags={**(range_tags(keys, order) if keys else {}), STARTED_BY: "terminal"},
            resources={"line": line_resource(on_document, begun)},
            raise_on_error=False,
        )
        return Outcome(run_id, result.success, tuple(_errors(result)))


def _tell_step(entry: dg.EventLogEntry, on_step: Callable[[str], None]) -> None:
    event = entry.dagster_event
    if event is not None and event.is_step_start and event.step_key:
        print(
            f"{datetime.fromtimestamp(entry.timestamp, UTC):%Y-%m-%d %H:%M:%S} {event.step_key} started",
            file=sys.stderr,
        )
        on_step(event.step_key)


def _errors(result: dg.ExecuteInProcessResult) -> Iterator[str]:
    for event in result.all_events:
        if event.is_step_failure:
            yield f"{event.step_key}: {innermost(event.step_failure_data.error)}"
    if not result.success and not any(event.is_step_failure for event in result.all_events):
        yield next(
            (event.message for event in result.all_events if event.is_failure and event.message), "the run failed"
        )
