"""Telling people: a step after the publication, a sensor for runs that die, and a daily check that nothing went untold.

A failed check does not fail a run, and a run that does not fail wakes no sensor; so telling is a step of the line.
"""

import dagster as dg

from pipelines import attention
from pipelines.alerts import Report
from pipelines.defs.failures import STARTED_BY, innermost
from pipelines.defs.publication import PUBLISHED
from pipelines.defs.sources import FETCH, SOURCES
from pipelines.settings import load_settings

ALERTS = dg.AssetKey(["alerts"])
HEARTBEAT = "alert_heartbeat"
HEARTBEAT_CHECK = dg.AssetCheckKey(ALERTS, "nothing_went_untold")


@dg.asset(
    key=ALERTS,
    deps=[PUBLISHED, SOURCES],
    group_name="publication",
    description="Who was told what: one message for each document version and cause, and one when it is resolved.",
)
def alerts(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Tell what is new, tell the end of what was told before; a message that is not taken fails nothing here."""
    report = attention.attend(load_settings(), succeeded="fetch" if context.run.job_name == FETCH else "line")
    if report.silence:
        context.log.warning(report.silence)
    return dg.MaterializeResult(metadata=_shown(report))


@dg.asset_check(
    asset=ALERTS,
    name=HEARTBEAT_CHECK.name,
    blocking=True,
    description="Every message reached every target. Fails, and fails its run, when one did not or when nobody is told.",
)
def nothing_went_untold() -> dg.AssetCheckResult:
    """Try again what was not delivered; silence is health only if this passes."""
    report = attention.attend(load_settings())
    return dg.AssetCheckResult(
        passed=report.silence is None,
        description=report.silence or "every message reached every target",
        metadata=_shown(report),
    )


heartbeat = dg.define_asset_job(
    HEARTBEAT,
    selection=dg.AssetSelection.checks(HEARTBEAT_CHECK),
    description="Try again what was not delivered; fail where somebody should know and does not.",
)


@dg.schedule(
    name="every_morning",
    cron_schedule="0 8 * * *",
    execution_timezone="Asia/Shanghai",
    job=heartbeat,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every morning: is there something that nobody was told?",
)
def every_morning() -> dg.RunRequest:
    """Every morning."""
    return dg.RunRequest()


@dg.run_failure_sensor(
    name="dying_runs",
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells of every run that fails or whose process is killed; once for the same failure.",
)
def dying_runs(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """Tell of a run that failed; the heartbeat's own failing says that messages do not get out."""
    if context.dagster_run.job_name == HEARTBEAT:
        return dg.SkipReason("the heartbeat fails where messages are not taken")
    if context.dagster_run.tags.get(STARTED_BY) == "terminal":
        return dg.SkipReason("the terminal tells of its own runs")
    failed = [
        f"{event.step_key}: {innermost(event.step_failure_data.error)}" for event in context.get_step_failure_events()
    ]
    line = "fetch" if context.dagster_run.job_name == FETCH else "line"
    attention.run_died(load_settings(), line, failed or [context.failure_event.message or "the run failed"])
    return None


def _shown(report: Report) -> dict[str, str | int]:
    return {
        "messages sent": report.sent,
        "not delivered": len(report.undelivered),
        "causes that persist": report.still_open,
        "targets": report.targets,
        **({"silence": report.silence} if report.silence else {}),
    }


@dg.definitions
def defs() -> dg.Definitions:
    """The step, the check, the schedule and the sensor."""
    return dg.Definitions(
        assets=[alerts],
        asset_checks=[nothing_went_untold],
        jobs=[heartbeat],
        schedules=[every_morning],
        sensors=[dying_runs],
    )
