"""A person's word on a document, from the UI: jobs that keep it, and a sensor that lets the line act on it."""

import dagster as dg

from pipelines import approval, decisions, intake, registry
from pipelines.defs.jobs import publish
from pipelines.settings import Settings, load_settings


class Word(dg.Config):
    """What is decided: about which document (file name, partition key or start of its SHA-256), by whom, and why."""

    document: str
    by: str
    reason: str


def _keep(word: Word, decision: decisions.Kind) -> None:
    home = load_settings().paths
    decisions.record(registry.look_up(word.document, home).document_id, decision, word.by, word.reason, home)


@dg.op(description="Keep that a version which waits may be published.")
def keep_approval(config: Word) -> None:
    """Keep that a version which waits may be published."""
    approval.approve(config.document, config.by, config.reason, load_settings().paths)


@dg.op(description="Keep that a document no longer stands.")
def keep_withdrawal(config: Word) -> None:
    """Keep that a document no longer stands."""
    _keep(config, "withdrawn")


@dg.op(description="Keep that a withdrawn document stands again.")
def keep_restoration(config: Word) -> None:
    """Keep that a withdrawn document stands again."""
    _keep(config, "restored")


@dg.job(description="Say yes to a version that waits because it changes much (document, by, reason in the launchpad).")
def approve() -> None:
    """Say yes to a version that waits."""
    keep_approval()


@dg.job(description="Say that a document no longer stands (document, by, reason in the launchpad).")
def withdraw() -> None:
    """Say that a document no longer stands."""
    keep_withdrawal()


@dg.job(description="Say that a withdrawn document stands again (document, by, reason in the launchpad).")
def restore() -> None:
    """Say that a withdrawn document stands again."""
    keep_restoration()


def tick(settings: Settings, seen: str | None) -> tuple[str, list[dg.RunRequest]]:
    """The newest decision, and the run that acts on it where it is new and readers do not see it yet."""
    taken = decisions.decisions(settings.paths)
    newest = taken[-1].decided_at.isoformat() if taken else ""
    if newest in ("", seen) or intake.work(settings).nothing_to_do:
        return newest, []
    return newest, [dg.RunRequest(run_key=newest)]


@dg.sensor(
    name="decisions",
    job=publish,
    minimum_interval_seconds=10,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Publishes anew when a person approved, withdrew or restored a document.",
)
def decided(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Look for a new decision."""
    newest, requests = tick(load_settings(), context.cursor)
    return dg.SensorResult(run_requests=requests, cursor=newest)


@dg.definitions
def defs() -> dg.Definitions:
    """The jobs and the sensor."""
    return dg.Definitions(jobs=[approve, withdraw, restore], sensors=[decided])
