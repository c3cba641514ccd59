"""What was told, to whom and when: one JSON file for each cause, written aside and renamed."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, Field

from pipelines.alerts.message import Message
from pipelines.home import Home


class Delivery(BaseModel):
    """How one target fared with one notice; ``refusal`` is why it was not taken the last time."""

    attempts: int = 0
    last_attempt_at: datetime | None = None
    delivered_at: datetime | None = None
    refusal: str | None = None


class Notice(BaseModel):
    """One message as it was written, and what became of it at each target, by the target's name."""

    kind: Literal["alert", "resolved"]
    made_at: datetime
    title: str
    text: str
    markdown: str
    picture: str | None = None
    deliveries: dict[str, Delivery] = Field(default_factory=dict)

    def was_taken_by(self, target: str) -> bool:
        """Whether the target has it."""
        return target in self.deliveries and self.deliveries[target].delivered_at is not None


class Entry(BaseModel):
    """One cause and everything told about it. ``replaced`` says that another cause of the same thing took its place."""

    key: str
    kind: str
    notices: list[Notice]
    replaced: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the cause persists."""
        return not self.replaced and self.notices[-1].kind == "alert"

    def due(self, target: str) -> Notice | None:
        """The notice this target should have and has not: the alert while it is open, the end for who knows the beginning."""
        last = self.notices[-1]
        if self.replaced or last.was_taken_by(target):
            return None
        if last.kind == "resolved" and not self.notices[-2].was_taken_by(target):
            return None
        return last


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """One at a time: a run and the daemon's sensors tell of the same things."""
    home.alerts.mkdir(parents=True, exist_ok=True)
    with (home.alerts / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def entries(home: Home) -> list[Entry]:
    """Every cause there ever was, oldest first."""
    found = (Entry.model_validate_json(file.read_text(encoding="utf-8")) for file in home.alerts.glob("*.json"))
    return sorted(found, key=lambda entry: (entry.notices[0].made_at, entry.key))


def note_alert(key: str, kind: str, message: Message, home: Home) -> Entry:
    """Open a cause, or open it again."""
    before = find(key, home)
    told = before.notices if before else []
    return keep(Entry(key=key, kind=kind, notices=[*told, _notice("alert", key, message, home)]), home)


def note_resolved(entry: Entry, message: Message, home: Home) -> Entry:
    """Close a cause, with what made an end of it."""
    notices = [*entry.notices, _notice("resolved", entry.key, message, home)]
    return keep(entry.model_copy(update={"notices": notices}), home)


def note_replaced(entry: Entry, home: Home) -> Entry:
    """Close a cause without a message: another one tells of the same thing."""
    return keep(entry.model_copy(update={"replaced": True}), home)


def find(key: str, home: Home) -> Entry | None:
    """What is known of a cause."""
    file = home.alerts / f"{_name(key)}.json"
    return Entry.model_validate_json(file.read_text(encoding="utf-8")) if file.exists() else None


def keep(entry: Entry, home: Home) -> Entry:
    """Write an entry aside and rename it."""
    home.alerts.mkdir(parents=True, exist_ok=True)
    aside = home.alerts / f"{_name(entry.key)}.part"
    aside.write_text(entry.model_dump_json(indent=2) + "\n", encoding="utf-8")
    aside.replace(aside.with_suffix(".json"))
    return entry


def _notice(kind: Literal["alert", "resolved"], key: str, message: Message, home: Home) -> Notice:
    now = datetime.now(UTC)
    home.alerts.mkdir(parents=True, exist_ok=True)
    picture = f"{_name(key)}.png" if message.picture else None
    if picture and message.picture:
        (home.alerts / picture).write_bytes(message.picture)
    return Notice(
        kind=kind,
        made_at=now,
        title=message.subject,
        text=message.text(),
        markdown=message.markdown(),
        picture=picture,
    )


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:24]
