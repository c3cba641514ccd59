"""A person's word on a document: that a large change may be published, that a disclosure is withdrawn or stands again."""

from __future__ import annotations

from typing import Literal

from pipelines import decisions, registry
from pipelines.cli import line, screen
from pipelines.settings import Settings

SAID = {"approved": "approved", "withdrawn": "withdrawn", "restored": "stands again"}


def decide(
    name: str, decision: Literal["approved", "withdrawn", "restored"], by: str, reason: str, settings: Settings
) -> int:
    """Keep the decision and let the line act on it; returns the exit status of that run.

    Raises:
        NoSuchDocument: no registered document is called so.
        IncompleteDecision: ``by`` or ``reason`` is blank.
    """
    document = registry.look_up(name, settings.paths)
    taken = decisions.record(document.document_id, decision, by, reason, settings.paths)
    screen.say(f"{document.file_name} ({document.document_id[:12]}): {SAID[decision]} by {taken.by}: {taken.reason}")
    return line.process(settings, chosen={document.document_id})
