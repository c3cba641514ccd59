"""What results depend on besides documents and rules: the URLs they were fetched from, and which due dates have passed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pipelines import sources
from pipelines.settings import Settings
from pipelines.sources import Known

WHERE_DATES_END = ZoneInfo("Asia/Shanghai")


def control_rows(settings: Settings, today: date | None = None) -> Mapping[str, Sequence[tuple[Any, ...]]]:
    """The rows of ``control.source`` and ``control.due_date``."""
    return {
        "source": [_source(known) for known in sources.known(settings.paths)],
        "due_date": list(_due_dates(settings, today or datetime.now(WHERE_DATES_END).date())),
    }


def word(settings: Settings, today: date | None = None) -> str:
    """Changes when something outside changes that readers see; not when a URL was merely asked again."""
    urls = [
        (one.url, one.source, one.role, one.status, one.document_id)
        for one in sources.known(settings.paths)
        if one.status != "found"
    ]
    due = list(_due_dates(settings, today or datetime.now(WHERE_DATES_END).date()))
    return json.dumps([urls, due], ensure_ascii=False) if urls or due else ""


def _due_dates(settings: Settings, today: date) -> Iterator[tuple[Any, ...]]:
    """Kind, month, day, years after the fiscal year, and the newest fiscal year whose date has passed."""
    for kind, given, years_after in (
        ("budget", settings.due_budget, 0),
        ("final_accounts", settings.due_final_accounts, 1),
    ):
        if given:
            month, day = map(int, given.split("-"))
            passed = today > date(today.year, month, day)
            yield kind, month, day, years_after, today.year - years_after - (0 if passed else 1)


def _source(known: Known) -> tuple[Any, ...]:
    return (
        known.url, known.source, known.role, known.found_on, known.status, known.http_status, known.message,
        known.document_id, known.failures, _utc(known.found_at), _utc(known.checked_at), _utc(known.changed_at),
    )  # fmt: skip


def _utc(moment: datetime | None) -> datetime | None:
    """A moment as naive UTC, as DuckDB's TIMESTAMP holds it."""
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)
