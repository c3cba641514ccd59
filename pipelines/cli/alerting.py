"""Alerts on the terminal: telling of a run that dies, trying again, a test message, and what was told to whom."""

from __future__ import annotations

from collections.abc import Callable

from rich import box
from rich.table import Table

from pipelines import alerts, attention
from pipelines.alerts import Entry, Target, targets
from pipelines.alerts.targets import Letter
from pipelines.cli import screen
from pipelines.settings import Settings

TAKEN, NOT_TAKEN = 0, 1
TEST = Letter(
    "【预算】测试消息",
    "这是 yusuan alerts test 发出的测试：收到它，说明告警能送到这里。不需要做任何事。",
    "这是 `yusuan alerts test` 发出的测试：收到它，说明告警能送到这里。不需要做任何事。",
)


def telling_of_failure(settings: Settings, line: attention.Line, run: Callable[[], None]) -> None:
    """Run; where it ends with an error, tell it before it goes on to the terminal."""
    try:
        run()
    except Exception as error:
        report = attention.run_died(settings, line, [str(error) or type(error).__name__])
        _say_silence(report)
        raise


def say_what_is_untold(settings: Settings, *, attended: bool) -> None:
    """Say what was not delivered; a run that had nothing to do has not tried again, so it is tried here."""
    whom = targets(settings.alert_urls)
    _say_silence(alerts.untold(settings.paths, whom) if attended else attention.attend(settings))


def send_test(settings: Settings) -> int:
    """Send the test message to every target; 0 where all took it."""
    whom = targets(settings.alert_urls)
    if not whom:
        screen.say("no target: YUSUAN_ALERT_URLS is empty; it takes Apprise URLs, separated by spaces")
        return NOT_TAKEN
    refusals = {target.name: target.send(TEST) for target in whom}
    for target in whom:
        said = refusals[target.name]
        screen.say(f"{target.name}: {f'not taken: {said}' if said else _taken(target)}")
    return NOT_TAKEN if any(refusals.values()) else TAKEN


def show(settings: Settings) -> int:
    """A table of causes, those that persist first."""
    known = sorted(alerts.entries(settings.paths), key=lambda entry: not entry.is_open)
    whom = targets(settings.alert_urls)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("since (UTC)", "state", "told", "what"):
        table.add_column(heading, overflow="fold")
    for entry in known:
        table.add_row(*_row(entry, whom))
    screen.console().print(table)
    still_open = sum(entry.is_open for entry in known)
    screen.say(f"{still_open} open, {len(known) - still_open} resolved, {len(whom)} targets.")
    return TAKEN


def _row(entry: Entry, whom: list[Target]) -> tuple[str, str, str, str]:
    told = sum(entry.due(target.name) is None for target in whom)
    first = next(notice for notice in reversed(entry.notices) if notice.kind == "alert")
    state = "open" if entry.is_open else "resolved"
    return f"{first.made_at:%Y-%m-%d %H:%M}", state, f"{told} of {len(whom)}", entry.notices[-1].title


def _say_silence(report: alerts.Report) -> None:
    if report.silence:
        screen.say(f"Alerts: {report.silence}")


def _taken(target: Target) -> str:
    return "taken (with pictures)" if target.takes_pictures else "taken (words only)"
