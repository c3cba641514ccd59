"""What can be run: the whole line for some documents, and everything after the reading for all of them."""

from collections.abc import Iterator

import dagster as dg
from dagster import DagsterInstance

from pipelines import intake
from pipelines.defs.alerts import HEARTBEAT_CHECK
from pipelines.defs.disclosures import DISCLOSURE
from pipelines.defs.partitions import add_partitions, range_tags
from pipelines.defs.sources import SOURCES
from pipelines.settings import Settings, load_settings

LINE = "process_disclosures"
PUBLISH = "publish"
RUN_RETRIES = {"dagster/max_retries": "1"}
"""A run whose process was killed is started once more; every step may be repeated."""

EVERYTHING = dg.AssetSelection.all() - dg.AssetSelection.assets(SOURCES) - dg.AssetSelection.checks(HEARTBEAT_CHECK)
"""The line: fetching and the daily look at what was told are jobs of their own."""

process_disclosures = dg.define_asset_job(
    LINE,
    selection=EVERYTHING,
    description="Read, load, check and publish the chosen documents.",
    tags=RUN_RETRIES,
)
publish = dg.define_asset_job(
    PUBLISH,
    selection=EVERYTHING - dg.AssetSelection.assets(DISCLOSURE),
    description="Load, check and publish everything that is landed; reads no PDF.",
    tags=RUN_RETRIES,
)


def request_line(keys: list[str], order: list[str]) -> dg.RunRequest:
    """One run of the whole line for these documents; at least one."""
    if len(keys) == 1:
        return dg.RunRequest(job_name=LINE, partition_key=keys[0])
    return dg.RunRequest(job_name=LINE, tags=range_tags(keys, order))


def nightly_requests(settings: Settings, instance: DagsterInstance) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Register what lies in the disclosures and the inbox; run what is not read or not published."""
    intake.collect(settings)
    work = intake.work(settings)
    order = add_partitions(instance, work.registered)
    if work.nothing_to_do or not order:
        yield dg.SkipReason("everything registered is read and published")
    else:
        yield request_line([document.key for document in work.unread] or order[-1:], order)


@dg.schedule(
    name="nightly",
    cron_schedule="30 2 * * *",
    execution_timezone="Asia/Shanghai",
    job=process_disclosures,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night: what was not read yet or failed for a passing reason.",
)
def nightly(context: dg.ScheduleEvaluationContext) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Every night: register, and run what is left to do."""
    yield from nightly_requests(load_settings(), context.instance)


@dg.definitions
def defs() -> dg.Definitions:
    """The jobs and the schedule."""
    return dg.Definitions(jobs=[process_disclosures, publish], schedules=[nightly])
