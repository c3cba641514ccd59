"""Waivers on the terminal: the entry to paste for an identity that fails, and the ones that do not work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipelines import publication, waivers, warehouse
from pipelines.cli import screen
from pipelines.home import Home
from pipelines.settings import load_settings

FAILING = """
    select document_id, identity, subject, difference from audit.identity
    where document_id = ? and status = 'fails' and severity = 'blocking'
    order by identity, subject
"""
IDLE = "select * from audit.waiver where status <> 'in_force' and (? is null or document_id = ?) order by waiver_no"
ENTRIES = 5


def say_entries(document_id: str, database: Path) -> None:
    """Print a waiver for each identity that holds a document back, to be pasted and completed by whoever answers for it."""
    failing = warehouse.query(database, FAILING, [document_id])
    if not failing:
        return
    screen.heading(f"To waive, paste into {load_settings().waivers} and fill in reason, owner and expires:")
    for identity in failing[:ENTRIES]:
        screen.plain(
            waivers.entry(document_id, identity["identity"], identity["subject"], identity["difference"]) + "\n"
        )
    if len(failing) > ENTRIES:
        screen.say(f"and {len(failing) - ENTRIES} more: correct what they have in common first")


def say_idle(home: Home, document_id: str | None = None) -> None:
    """Print the waivers that do not work, of one document or of all, with what is the matter with each."""
    found = idle(home, document_id)
    if found:
        screen.heading(f"Waivers that do not work: {len(found)}")
    for one in found:
        said = f"waiver {one['waiver_no']}, {one['identity']} of {one['document_id'][:12]}"
        screen.say(f"{said}: {one['status'].replace('_', ' ')}: {one['explanation']}")


def idle(home: Home, document_id: str | None = None) -> Sequence[dict[str, Any]]:
    """The waivers of the release that waive nothing."""
    release = publication.published(home)
    return warehouse.query(release.database, IDLE, [document_id, document_id]) if release else []
