"""Fetching from the terminal as the schedule does it, then a table of what each address answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote

from rich import box
from rich.table import Table

from pipelines import attention, sources
from pipelines.cli import alerting, screen
from pipelines.settings import Settings
from pipelines.sources import Known
from pipelines.sources.fetching import fetch as ask

ALL_ANSWERED, SOME_DID_NOT = 0, 3
GOOD = frozenset({"kept", "found", "refused"})


def fetch(settings: Settings) -> int:
    """Fetch what is listed and show it; 3 where an address did not give what it should.

    Raises:
        UnusableSources: ``sources.toml`` is not understood.
    """
    if not sources.listed(settings.sources):
        screen.say(f"{settings.sources} lists nothing; data/README.md says how")
        return ALL_ANSWERED
    asked: list[Known] = []
    alerting.telling_of_failure(settings, "fetch", lambda: asked.extend(ask(settings)))
    report = attention.attend(settings, succeeded="fetch")
    _show(asked)
    screen.say(_total(asked))
    if report.silence:
        screen.say(f"Alerts: {report.silence}")
    return SOME_DID_NOT if any(_is_bad(one) for one in asked) else ALL_ANSWERED


def _show(asked: Sequence[Known]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("status", no_wrap=True)
    table.add_column("HTTP", no_wrap=True)
    table.add_column("document", no_wrap=True)
    table.add_column("address", overflow="fold")
    for one in asked:
        said = f"{unquote(one.url)}\n  {one.message}" if one.message else unquote(one.url)
        table.add_row(one.status, str(one.http_status or "-"), (one.document_id or "-")[:12], said)
    screen.console().print(table)


def _total(asked: Sequence[Known]) -> str:
    counts = Counter(one.status for one in asked)
    said = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    return f"Addresses: {said}. `yusuan run` processes what is new."


def _is_bad(one: Known) -> bool:
    return one.status not in GOOD and one.role != "maybe"
