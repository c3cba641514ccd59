"""What needs a person's attention now, told once: from the published file, the sources and the runs to the alerts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

from pipelines import alerts, publication, registry, sources, warehouse
from pipelines.alerts import Cause, Entry, Message, Report, causes, ledger
from pipelines.home import Home
from pipelines.publication import Release
from pipelines.settings import Settings

Line = Literal["line", "fetch"]
"""What can run: the line from documents to the publication, or the fetching of sources."""

OVERDUE = "select * from audit.expected_disclosure where status = 'overdue' order by fiscal_year, kind, body"
HAS_LEDGER = (
    "select 1 from information_schema.tables where table_schema = 'audit' and table_name = 'expected_disclosure'"
)


def attend(settings: Settings, *, succeeded: Line | None = None) -> Report:
    """Tell what is new, tell the end of what was told before, and try again what was not delivered.

    Args:
        settings: the home, and whom to tell.
        succeeded: the kind of run that has just succeeded, which ends the alerts about its failing.
    """
    home = settings.paths
    with ledger.locked(home):
        release = publication.published(home)
        if release is not None:
            with warehouse.held(release.database):
                _sync_documents(release, home)
                _sync("overdue", _overdue(release.database), home, lambda _entry: causes.no_longer_overdue())
        _sync("source", _silent_sources(settings), home, lambda _entry: causes.source_answers())
        _end_of_failing(succeeded, home)
        return alerts.deliver(home, alerts.targets(settings.alert_urls))


def run_died(settings: Settings, line: Line, errors: Sequence[str]) -> Report:
    """Tell that a run failed; the same failure again tells nothing new until a run has succeeded."""
    home = settings.paths
    release = publication.published(home)
    readers = f"仍是 {release.published_at:%Y-%m-%d %H:%M} UTC 的发布版，没有变动" if release else "还没有任何发布版"
    cause = causes.run_died(line, errors, readers=readers, log=str(home.logs / "yusuan.log"))
    with ledger.locked(home):
        _open([cause], home)
        return alerts.deliver(home, alerts.targets(settings.alert_urls))


def _sync_documents(release: Release, home: Home) -> None:
    registered = registry.registrations(home)
    held = alerts.documents_held_back(release.database, registered)
    current = {cause.key for cause in held}
    for entry in _open_entries("document", home):
        if entry.key in current:
            continue
        _, document_id, kind = entry.key.split("/")
        ending = alerts.document_resolution(document_id, kind, release.database, registered)
        if ending is None:
            ledger.note_replaced(entry, home)
        else:
            ledger.note_resolved(entry, ending, home)
    _open(held, home)


def _sync(kind: str, found: Iterable[Cause], home: Home, ending: Callable[[Entry], Message]) -> None:
    """Close what is gone, open what is new."""
    current = list(found)
    keys = {cause.key for cause in current}
    for entry in _open_entries(kind, home):
        if entry.key not in keys:
            ledger.note_resolved(entry, ending(entry), home)
    _open(current, home)


def _open(found: Iterable[Cause], home: Home) -> None:
    for cause in found:
        known = ledger.find(cause.key, home)
        if known is None or not known.is_open:
            ledger.note_alert(cause.key, cause.kind, cause.write(), home)


def _end_of_failing(succeeded: Line | None, home: Home) -> None:
    for entry in _open_entries("run", home):
        if succeeded is not None and entry.key.startswith(f"run/{succeeded}/"):
            ledger.note_resolved(entry, causes.run_recovered(), home)


def _open_entries(kind: str, home: Home) -> list[Entry]:
    return [entry for entry in ledger.entries(home) if entry.kind == kind and entry.is_open]


def _overdue(database: Path) -> list[Cause]:
    if not warehouse.query(database, HAS_LEDGER):
        return []
    return [alerts.overdue(row) for row in warehouse.query(database, OVERDUE)]


def _silent_sources(settings: Settings) -> list[Cause]:
    """Every listed URL that has failed often enough in a row."""
    try:
        names = {source.name for source in sources.listed(settings.sources)}
    except sources.UnusableSources as error:
        return [alerts.source_silent("sources.toml", str(settings.sources), "sources.toml", "failing", str(error), 1)]
    limit = settings.fetch_failures_before_alert
    return [
        alerts.source_silent(one.key, one.url, one.source, one.status, one.message or one.status, one.failures)
        for one in sources.known(settings.paths)
        if one.source in names and one.failures >= limit
    ]
