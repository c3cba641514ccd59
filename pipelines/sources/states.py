"""What is known of each URL: where it was found, what it last answered, which document it gave. One JSON file each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pipelines.home import Home

Role = Literal["index", "file", "maybe"]
"""An index page; a file; a link that may or may not be one."""

Status = Literal["found", "kept", "failing", "vanished", "not_a_pdf", "too_large", "refused"]
"""Written down and not asked yet; answered as it should; no answer; 404 or 410; something else than a PDF; larger
than is kept; the publisher's robots.txt asks not to."""

MOMENTS = ("found_at", "checked_at", "changed_at")


@dataclass(frozen=True, slots=True)
class Known:
    """One URL. ``failures`` counts in a row; ``changed_at`` is when its bytes were last other ones. Moments are UTC."""

    url: str
    source: str
    role: Role
    found_on: str | None
    found_at: datetime
    status: Status = "found"
    http_status: int | None = None
    message: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    document_id: str | None = None
    checked_at: datetime | None = None
    changed_at: datetime | None = None
    failures: int = 0

    @property
    def key(self) -> str:
        """A short name for the URL, the same in every run."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:16]


def known(home: Home) -> list[Known]:
    """Everything that was ever written down, in the order of the URLs."""
    return sorted((_read(file) for file in home.fetched.glob("*.json")), key=lambda one: one.url)


def write_down(finds: Iterable[Known], home: Home) -> list[Known]:
    """Keep finds that are new; returns each as it is known, with all that was learnt of it before."""
    home.fetched.mkdir(parents=True, exist_ok=True)
    return [_read(_file(find, home)) if _file(find, home).exists() else save(find, home) for find in finds]


def save(state: Known, home: Home) -> Known:
    """Write one state aside and rename it."""
    entry = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(state).items()}
    aside = _file(state, home).with_suffix(".part")
    aside.write_text(json.dumps(entry, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    aside.replace(_file(state, home))
    return state


def _file(state: Known, home: Home) -> Path:
    return home.fetched / f"{state.key}.json"


def _read(file: Path) -> Known:
    entry: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    moments = {name: datetime.fromisoformat(entry[name]) for name in MOMENTS if entry[name]}
    return Known(**{**entry, **moments})
