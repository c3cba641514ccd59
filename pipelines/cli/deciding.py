"""A person's word on a document: that a large change may be published, that a disclosure is withdrawn or stands again."""

from __future__ import annotations

from pipelines import approval, decisions, registry
from pipelines.cli import line, screen
from pipelines.decisions import Decision
from pipelines.settings import Settings

SAID = {"approved": "approved", "withdrawn": "withdrawn", "restored": "stands again"}


def approve(name: str, by: str, reason: str, settings: Settings) -> int:
    """Keep a yes to a version that waits and let the line publish it; returns the exit status of that run.

    Raises:
        NoSuchDocument, NothingToDecide, IncompleteDecision: see :func:`pipelines.approval.approve`.
    """
    return _act(approval.approve(name, by, reason, settings.paths), settings)


def withdraw(name: str, by: str, reason: str, settings: Settings, *, undo: bool) -> int:
    """Keep that a document no longer stands, or stands again, and let the line act on it; returns the exit status of that run.

    Raises:
        NoSuchDocument, NothingToDecide, IncompleteDecision: see :func:`pipelines.decisions.record`.
    """
    document = registry.look_up(name, settings.paths)
    word = "restored" if undo else "withdrawn"
    return _act(decisions.record(document.document_id, word, by, reason, settings.paths), settings)


def _act(taken: Decision, settings: Settings) -> int:
    screen.say(f"{taken.document_id[:12]}: {SAID[taken.decision]} by {taken.by}: {taken.reason}")
    return line.process(settings, chosen={taken.document_id})
