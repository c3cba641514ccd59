"""The inbox: a PDF dropped there becomes a registered document, a partition, and a run."""

import json

import dagster as dg
from dagster import DagsterInstance

from pipelines import intake
from pipelines.defs.jobs import process_disclosures, request_line
from pipelines.defs.partitions import add_partitions
from pipelines.home import Home
from pipelines.settings import load_settings


def tick(home: Home, before: intake.Look, instance: DagsterInstance) -> tuple[intake.Look, list[dg.RunRequest]]:
    """Take the files that have not changed since the last look; a file somebody still writes waits for the next one.

    Returns:
        This look, for the next tick, and the run for what was taken, if anything was.
    """
    now = intake.look(home)
    taken = intake.take(intake.unchanged(before, now), home)
    order = add_partitions(instance, taken)
    keys = [document.key for document in taken]
    return now, [request_line(keys, order)] if keys else []


@dg.sensor(
    name="inbox",
    target=process_disclosures,
    minimum_interval_seconds=10,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Registers what is dropped into the inbox once it is complete, and runs the line on it.",
)
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Look at the inbox; remember what was there."""
    before = json.loads(context.cursor) if context.cursor else {}
    now, requests = tick(load_settings().paths, before, context.instance)
    return dg.SensorResult(run_requests=requests, cursor=json.dumps(now))


@dg.definitions
def defs() -> dg.Definitions:
    """The sensor."""
    return dg.Definitions(sensors=[inbox])
