"""What an answer, or none, makes of what is known of a URL; written down at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pipelines.home import Home
from pipelines.sources.asking import Answer, NoAnswer, Refused, TooLarge
from pipelines.sources.states import Known, Status, save

GONE = (404, 410)
UNCHANGED = 304
LONGEST_MESSAGE = 300
FAILURES: dict[type[Exception], Status] = {NoAnswer: "failing", TooLarge: "too_large", Refused: "refused"}


def answered(one: Known, answer: Answer, home: Home, before: Known | None = None) -> Known:
    """What an answer with a status makes of a URL."""
    if answer.status in GONE:
        return turned(one, "vanished", answer.status, f"HTTP {answer.status}", home)
    if answer.status not in (200, UNCHANGED):
        return turned(one, "failing", answer.status, f"HTTP {answer.status}", home)
    changed = before is not None and before.document_id not in (None, one.document_id)
    good = replace(
        one,
        status="kept",
        http_status=answer.status,
        message=None,
        etag=answer.headers.get("etag", one.etag),
        last_modified=answer.headers.get("last-modified", one.last_modified),
        checked_at=_now(),
        changed_at=_now() if changed else one.changed_at,
        failures=0,
    )
    return save(good, home)


def failed(one: Known, error: NoAnswer | TooLarge | Refused, home: Home) -> Known:
    """What an answer that did not come, or was not kept, makes of a URL."""
    return turned(one, FAILURES[type(error)], getattr(error, "status", None), str(error), home)


def turned(one: Known, status: Status, http_status: int | None, message: str, home: Home) -> Known:
    """A URL that did not give what it should; a link that only may be a file, and a refusal, are no failures."""
    counts = one.role != "maybe" and status != "refused"
    bad = replace(
        one,
        status=status,
        http_status=http_status,
        message=message[:LONGEST_MESSAGE],
        checked_at=_now(),
        failures=one.failures + 1 if counts else 0,
    )
    return save(bad, home)


def _now() -> datetime:
    return datetime.now(UTC)
