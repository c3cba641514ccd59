"""Bringing notices to their targets: each once, again on the next run where a target did not take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipelines.alerts.ledger import Delivery, Entry, Notice, entries, keep
from pipelines.alerts.message import SUBJECT
from pipelines.alerts.targets import Letter, Target
from pipelines.home import Home

GIVEN_UP_AFTER = 2
"""Notices in a row that a target does not take, after which it is left alone until the next run."""

TOGETHER = frozenset({"overdue", "source"})
"""Kinds of which many begin at once (a due date passes, a host falls silent): one message tells of all that are new."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one delivery did: messages sent, notices no target or not every target has, causes that persist."""

    sent: int
    undelivered: tuple[str, ...]
    still_open: int
    targets: int

    @property
    def silence(self) -> str | None:
        """Why silence would not mean that all is well; None where everything was told."""
        if self.still_open and not self.targets:
            return f"{self.still_open} to tell and nobody to tell: YUSUAN_ALERT_URLS names no target"
        if self.undelivered:
            return f"{len(self.undelivered)} not delivered: " + "; ".join(self.undelivered[:5])
        return None


def deliver(home: Home, targets: Sequence[Target]) -> Report:
    """Send every target what it should have and has not; notes each outcome before the next one."""
    sent, undelivered = 0, []
    for target in targets:
        failures = 0
        for bundle in _bundles(entries(home), target.name):
            refusal = "not tried: the target did not take those before" if failures >= GIVEN_UP_AFTER else None
            refusal = refusal or _send(bundle, target, home)
            failures = failures + 1 if refusal else 0
            sent += refusal is None
            undelivered += [f"{target.name}: {notice.title}: {refusal}" for _, notice in bundle if refusal]
    still_open = sum(entry.is_open for entry in entries(home))
    return Report(sent, tuple(undelivered), still_open, len(targets))


def untold(home: Home, targets: Sequence[Target]) -> Report:
    """What every target should have and has not, without trying again."""
    known = entries(home)
    due = [(target.name, notice) for target in targets for entry in known if (notice := entry.due(target.name))]
    said = tuple(f"{name}: {notice.title}: {_refusal(notice, name)}" for name, notice in due)
    return Report(0, said, sum(entry.is_open for entry in known), len(targets))


def _refusal(notice: Notice, target: str) -> str:
    delivery = notice.deliveries.get(target)
    return (delivery.refusal if delivery else None) or "not tried yet"


Bundle = list[tuple[Entry, Notice]]


def _bundles(known: Sequence[Entry], target: str) -> list[Bundle]:
    """What is due to a target, message by message; what it refused most often comes last, so that it blocks nothing."""
    due = [(entry, notice) for entry in known if (notice := entry.due(target)) is not None]
    groups: dict[tuple[str, ...], Bundle] = {}
    for entry, notice in due:
        named = (entry.kind, notice.kind) if entry.kind in TOGETHER else (entry.key,)
        groups.setdefault(named, []).append((entry, notice))
    return sorted(groups.values(), key=lambda bundle: max(_attempts(notice, target) for _, notice in bundle))


def _attempts(notice: Notice, target: str) -> int:
    return notice.deliveries[target].attempts if target in notice.deliveries else 0


def _send(bundle: Bundle, target: Target, home: Home) -> str | None:
    good_news = bundle[0][1].kind == "resolved"
    refusal = target.send(_letter([notice for _, notice in bundle], home), good_news=good_news)
    now = datetime.now(UTC)
    for entry, notice in bundle:
        before = notice.deliveries.get(target.name, Delivery())
        delivered_at = None if refusal else now
        notice.deliveries[target.name] = Delivery(
            attempts=before.attempts + 1, last_attempt_at=now, delivered_at=delivered_at, refusal=refusal
        )
        keep(entry, home)
    return refusal


def _letter(notices: Sequence[Notice], home: Home) -> Letter:
    if len(notices) > 1:
        titles = [notice.title.removeprefix(f"【{SUBJECT}】") for notice in notices]
        listed = "\n".join(f"- {title}" for title in titles)
        return Letter(f"【{SUBJECT}】{len(titles)} 件事：{titles[0]} 等", listed, listed)
    (notice,) = notices
    picture = home.alerts / notice.picture if notice.picture else None
    image = picture.read_bytes() if picture is not None and picture.exists() else None
    return Letter(notice.title, notice.text, notice.markdown, image)
