"""Waivers: a publisher's own mistake, let through by a person for a while. Data that is reviewed, never written by the line.

An entry holds for one document (its SHA-256), one identity and exactly the difference that was observed. The SQL compares; this
module only reads the file and says which entries are no waiver at all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

REQUIRED = ("identity", "document", "difference", "reason", "owner", "expires")
PLACES = Decimal("0.000001")


class UnreadableWaivers(ValueError):
    """The file of waivers is no TOML or holds something else than waivers; nothing can be said of any of them."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry, as far as it is written; ``number`` counts from 1 in the file.

    ``difference_yuan`` is the left side minus the right. ``subject`` says what the identity was evaluated for, None where it
    fails once only. ``flaw`` says what is missing or no date or no number: such an entry waives nothing.
    """

    number: int
    identity: str
    document_id: str
    subject: str | None
    difference_yuan: Decimal | None
    reason: str
    owner: str
    expires: date | None
    flaw: str | None

    def has_expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires is not None and today > self.expires


def today() -> date:
    """The day by which waivers expire, in UTC."""
    return datetime.now(UTC).date()


def load_waivers(file: Path) -> list[Waiver]:
    """The entries of the file, none where there is no file.

    Raises:
        UnreadableWaivers: the file is no TOML, or has something beside ``[[waiver]]``.
    """
    if not file.is_file():
        return []
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UnreadableWaivers(f"{file}: {error}") from error
    entries = content.pop("waiver", [])
    if content or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UnreadableWaivers(
            f"{file}: only [[waiver]] entries belong there, found {', '.join(content) or 'another form'}"
        )
    return [_waiver(number, entry) for number, entry in enumerate(entries, start=1)]


def _waiver(number: int, entry: Mapping[str, Any]) -> Waiver:
    difference, expires = _amount(entry.get("difference")), entry.get("expires")
    is_date = isinstance(expires, date) and not isinstance(expires, datetime)
    return Waiver(
        number,
        _text(entry, "identity"),
        _text(entry, "document").lower(),
        _text(entry, "subject") or None,
        difference,
        _text(entry, "reason"),
        _text(entry, "owner"),
        expires if is_date else None,
        _flaw(entry, difference, is_date),
    )


def _flaw(entry: Mapping[str, Any], difference: Decimal | None, is_date: bool) -> str | None:
    blank = [name for name in REQUIRED if not _text(entry, name)]
    unknown = sorted(set(entry) - {*REQUIRED, "subject"})
    said = [
        f"{', '.join(blank)} left blank" if blank else "",
        f"no field is called {', '.join(unknown)}" if unknown else "",
        "difference is no amount in yuan" if difference is None and "difference" not in blank else "",
        "expires is no date" if not is_date and "expires" not in blank else "",
    ]
    return "; ".join(filter(None, said)) or None


def _text(entry: Mapping[str, Any], name: str) -> str:
    return str(entry.get(name, "")).strip()


def _amount(written: object) -> Decimal | None:
    """An amount written as text, so that it stays exact; anything else is none."""
    try:
        amount = Decimal(written.replace(",", "")) if isinstance(written, str) else Decimal("NaN")
        return amount.quantize(PLACES) if amount.is_finite() and amount == amount.quantize(PLACES) else None
    except InvalidOperation:
        return None


def rows(waivers: Iterable[Waiver], today: date) -> list[tuple[Any, ...]]:
    """The rows of ``control.waiver`` on this day."""
    return [
        (
            w.number,
            w.identity,
            w.document_id,
            w.subject,
            w.difference_yuan,
            w.reason,
            w.owner,
            w.expires,
            w.has_expired(today),
            w.flaw,
        )
        for w in waivers
    ]


def entry(document_id: str, identity: str, subject: str, difference: Decimal) -> str:
    """A waiver of one failing identity, ready to be pasted; reason, owner and expiry are left to the person."""
    return "\n".join([
        "[[waiver]]",
        f"identity = {quoted(identity)}",
        f"document = {quoted(document_id)}",
        f"subject = {quoted(subject)}",
        f"difference = {quoted(f'{difference.normalize():f}')}",
        'reason = ""',
        'owner = ""',
        'expires = ""  # the last day, as 2027-06-30 without quotes',
    ])  # fmt: skip


def quoted(text: str) -> str:
    """A TOML string of one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(c):04x}" if ord(c) < 32 or ord(c) == 127 else c for c in escaped) + '"'
