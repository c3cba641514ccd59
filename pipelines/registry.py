"""The only code that knows which documents there are: their bytes by SHA-256 and what was stated about them.

Anything can be registered, also what is not a PDF: whether it can be read is found out later and recorded. Nothing is
read from the content here.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast, get_args

from pipelines.home import Home

Kind = Literal["budget", "final_accounts"]
Scope = Literal["department", "unit", "government"]

KEY_STEM_LENGTH = 60
KEY_HASH_LENGTH = 12


class UnusableStatement(ValueError):
    """What was stated about a file cannot be what it claims to be; the message names the file and the field."""


class NoSuchDocument(LookupError):
    """No registered document, or more than one, answers to the name."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the person who registered the file said it is; None where nothing was said."""

    body: str | None = None
    region: str | None = None
    year: int | None = None
    kind: Kind | None = None
    scope: Scope | None = None
    source_url: str | None = None

    def __post_init__(self) -> None:
        """Refuse a year, kind or scope that cannot be one.

        Raises:
            UnusableStatement: naming the field.
        """
        if self.year is not None and not 1949 <= self.year <= 2200:
            raise UnusableStatement(f"year: {self.year} is not a fiscal year")
        if self.kind not in (None, *get_args(Kind)):
            raise UnusableStatement(f"kind: {self.kind!r} is none of {', '.join(get_args(Kind))}")
        if self.scope not in (None, *get_args(Scope)):
            raise UnusableStatement(f"scope: {self.scope!r} is none of {', '.join(get_args(Scope))}")

    def or_else(self, other: Stated) -> Stated:
        """This statement, completed by another one where it is silent."""
        silent = {field: value for field, value in asdict(other).items() if getattr(self, field) is None}
        return replace(self, **silent)


@dataclass(frozen=True, slots=True)
class Registration:
    """One registered document; ``sequence`` counts from 1 in this home, ``new`` only in the call that made it."""

    document_id: str
    file_name: str
    registered_at: datetime
    sequence: int
    stated: Stated
    path: Path
    new: bool = False

    @property
    def key(self) -> str:
        """The document's partition key: the file's name as a person knows it, and enough of the hash to be unique."""
        return f"{slug(Path(self.file_name).stem)}-{self.document_id[:KEY_HASH_LENGTH]}"

    @property
    def source_url(self) -> str | None:
        """Where the file was published, as stated."""
        return self.stated.source_url

    @property
    def stated_body(self) -> str | None:
        """The body, as stated."""
        return self.stated.body

    @property
    def stated_region(self) -> str | None:
        """The region, as stated."""
        return self.stated.region

    @property
    def stated_year(self) -> int | None:
        """The fiscal year, as stated."""
        return self.stated.year

    @property
    def stated_kind(self) -> Kind | None:
        """Budget or final accounts, as stated."""
        return self.stated.kind

    @property
    def stated_scope(self) -> Scope | None:
        """Department, unit or government, as stated."""
        return self.stated.scope


def slug(stem: str) -> str:
    """The letters and digits of a file name, of any script, joined by single hyphens; at most 60 characters."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", stem))
    return "-".join(words)[:KEY_STEM_LENGTH].strip("-") or "document"


def register(path: Path, home: Home, *, stated: Stated | None = None) -> Registration:
    """Take a file into the registry: copy its bytes aside, then rename; the same bytes twice are one document.

    What is stated now wins over a sidecar file (``X.pdf.toml`` or ``X.pdf.json`` beside ``X.pdf``), which wins over
    what was stated when the same bytes were registered before.

    Raises:
        FileNotFoundError, IsADirectoryError, PermissionError: the file cannot be read.
        UnusableStatement: a sidecar states something that cannot be.
    """
    said = (stated or Stated()).or_else(sidecar(path))
    home.originals.mkdir(parents=True, exist_ok=True)
    aside, document_id = _copy_aside(path, home.originals)
    with _one_at_a_time(home):
        known = find(document_id, home)
        if known is not None:
            aside.unlink()
            return _restate(known, said)
        aside.replace(home.originals / f"{document_id}.pdf")
        return _enrol(path.name, document_id, said, home)


def registrations(home: Home) -> list[Registration]:
    """Every registered document, in the order of registration."""
    found = (_read(record) for record in home.originals.glob("*.json"))
    return sorted(found, key=lambda registration: (registration.sequence, registration.document_id))


def find(document_id: str, home: Home) -> Registration | None:
    """The document of this SHA-256, or None."""
    record = home.originals / f"{document_id}.json"
    return _read(record) if record.exists() else None


def by_key(keys: Iterable[str], home: Home) -> list[Registration]:
    """The documents of these partition keys, in their order.

    Raises:
        NoSuchDocument: a key that no registered document has.
    """
    known = {registration.key: registration for registration in registrations(home)}
    missing = [key for key in keys if key not in known]
    if missing:
        raise NoSuchDocument(f"not registered in {home.root}: {', '.join(missing)}")
    return [known[key] for key in keys]


def look_up(name: str, home: Home) -> Registration:
    """The one document a person means by a file name, the start of a document_id, or a partition key.

    Raises:
        NoSuchDocument: none or several answer to it; the message lists them.
    """
    every = registrations(home)
    exact = [r for r in every if name in (r.document_id, r.key, r.file_name)]
    found = exact or [r for r in every if r.document_id.startswith(name.lower()) or Path(r.file_name).stem == name]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoSuchDocument(f"no registered document is called {name!r}; `yusuan status` lists them")
    raise NoSuchDocument(f"{name!r} may be any of: {', '.join(r.key for r in found)}")


def sidecar(path: Path) -> Stated:
    """What ``X.pdf.toml`` or ``X.pdf.json`` beside ``X.pdf`` states; nothing where there is no such file.

    Raises:
        UnusableStatement: it cannot be parsed, or states a field that does not exist.
    """
    for suffix, parse in ((".toml", tomllib.loads), (".json", json.loads)):
        beside = path.with_name(path.name + suffix)
        if beside.is_file():
            try:
                return _stated(parse(beside.read_text(encoding="utf-8")))
            except (ValueError, TypeError) as error:
                raise UnusableStatement(f"{beside.name}: {error}") from error
    return Stated()


def _stated(entries: dict[str, Any]) -> Stated:
    unknown = set(entries) - set(Stated.__dataclass_fields__)
    if unknown:
        raise UnusableStatement(f"unknown field {', '.join(sorted(unknown))}")
    if not isinstance(entries.get("year", 0), int | None):
        raise UnusableStatement(f"year: {entries['year']!r} is not a whole number")
    return Stated(**entries)


def _copy_aside(path: Path, folder: Path) -> tuple[Path, str]:
    aside = folder / f".{os.getpid()}-{path.name}.part"
    try:
        with path.open("rb") as source, aside.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
            target.flush()
            os.fsync(target.fileno())
        with aside.open("rb") as copied:
            return aside, hashlib.file_digest(copied, "sha256").hexdigest()
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


@contextmanager
def _one_at_a_time(home: Home) -> Iterator[None]:
    """Number registrations one after the other, also when a sensor and a command register at the same time."""
    with (home.originals / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _enrol(file_name: str, document_id: str, said: Stated, home: Home) -> Registration:
    path = home.originals / f"{document_id}.pdf"
    registered = Registration(document_id, file_name, datetime.now(UTC), _next_sequence(home), said, path, new=True)
    _write(registered)
    return registered


def _restate(known: Registration, said: Stated) -> Registration:
    restated = replace(known, stated=said.or_else(known.stated))
    if restated != known:
        _write(restated)
    return restated


def _next_sequence(home: Home) -> int:
    return max((registration.sequence for registration in registrations(home)), default=0) + 1


def _write(registration: Registration) -> None:
    entry = {
        "document_id": registration.document_id,
        "file_name": registration.file_name,
        "registered_at": registration.registered_at.isoformat(),
        "sequence": registration.sequence,
        "stated": asdict(registration.stated),
    }
    aside = registration.path.with_suffix(".json.part")
    aside.write_text(json.dumps(entry, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    aside.replace(registration.path.with_suffix(".json"))


def _read(record: Path) -> Registration:
    entry = cast(dict[str, Any], json.loads(record.read_text(encoding="utf-8")))
    return Registration(
        entry["document_id"],
        entry["file_name"],
        datetime.fromisoformat(entry["registered_at"]),
        entry["sequence"],
        Stated(**entry["stated"]),
        record.with_suffix(".pdf"),
    )
