"""Running the line with a progress bar, and saying at the end what became of every document."""

from __future__ import annotations

import time

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines import collecting, intake, modelling, reading
from pipelines.cli import alerting, documents, screen
from pipelines.cli.quiet import quiet
from pipelines.exclusion import HomeIsBusy, exclusive
from pipelines.settings import Settings

STEPS = {
    "disclosure": "reading",
    "load_raw": "loading",
    "before_verdict": "evaluating identities",
    "judge_documents": "judging",
    "control__repair": "finding the faults",
    "after_verdict": "building the marts",
    "judge_marts": "judging the marts",
    "published": "publishing",
    "alerts": "telling",
}
"""What the steps of a run are called on the screen, in their order."""


class RunFailed(RuntimeError):
    """The run ended without publishing; says which step failed and how."""


def process(settings: Settings, chosen: set[str] | None) -> int:
    """Run what is left to do and show the chosen documents, all of them for None; returns the exit status.

    Raises:
        RunFailed: a step failed, which concerns no single document.
    """
    started = time.monotonic()
    work = intake.work(settings)
    if not work.registered:
        screen.say(f"no documents: put PDFs into {settings.disclosures} or {settings.paths.inbox}, or name some")
        return 0
    if not work.nothing_to_do:
        _say_when_busy(settings)
        alerting.telling_of_failure(settings, "line", lambda: _run(settings, work))
    shown = [one for one in documents.known(settings.paths) if chosen is None or one.document_id in chosen]
    screen.show_documents(shown)
    screen.say(screen.total(shown))
    screen.say(f"Published: {screen.where(settings.paths)}")
    screen.say(_closing(work, time.monotonic() - started))
    alerting.say_what_is_untold(settings, attended=not work.nothing_to_do)
    return 3 if any(one.is_held_back for one in shown) else 0


def _say_when_busy(settings: Settings) -> None:
    """Say so where the run will wait for another one."""
    try:
        with exclusive(settings.paths, patience_seconds=0):
            pass
    except HomeIsBusy as busy:
        screen.say(f"{busy}; this one waits until it has finished")


def _run(settings: Settings, work: intake.Work) -> None:
    columns = (TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with quiet(settings.paths.logs / "yusuan.log") as console, Progress(*columns, console=console) as bar:
        steps = bar.add_task("starting", total=len(STEPS))
        documents_read = bar.add_task("documents read", total=len(work.unread), visible=bool(work.unread))

        def on_step(step: str) -> None:
            bar.update(
                steps, description=STEPS.get(step, step), completed=list(STEPS).index(step) if step in STEPS else None
            )

        begun = reading.begin(work.unread, settings)
        modelling.start(settings.paths)

        with collecting.postponed():
            from pipelines.definitions import defs
            from pipelines.defs.running import run_line

            definitions = defs()
        outcome = run_line(
            definitions,
            work,
            settings.paths,
            on_step=on_step,
            on_document=lambda _key, _event: bar.advance(documents_read),
            begun=begun,
        )
        bar.update(steps, description="done" if outcome.success else "failed", completed=len(STEPS))
    if not outcome.success:
        raise RunFailed("; ".join(outcome.errors) + f" (details in {settings.paths.logs / 'yusuan.log'})")


def _closing(work: intake.Work, seconds: float) -> str:
    if work.nothing_to_do:
        return f"Nothing new: all {len(work.registered)} registered documents are read and published ({seconds:.1f} s)."
    return f"{len(work.unread)} of {len(work.registered)} registered documents were read in this run ({seconds:.1f} s)."
