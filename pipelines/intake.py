"""What comes in, and what is left to do: files become registrations, and registrations are read once by each reader."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines import publication, registry, state, warehouse
from pipelines.fingerprints import reader_fingerprint
from pipelines.home import Home
from pipelines.registry import Registration
from pipelines.settings import Settings

Look = Mapping[str, tuple[int, int]]
"""What a look at the inbox found: file name -> (bytes, modification time in nanoseconds)."""

SETTLED_SECONDS = 2.0
SIDECARS = (".toml", ".json")


@dataclass(frozen=True, slots=True)
class Work:
    """Every registered document, those that must be read, and whether readers see all that is landed."""

    registered: tuple[Registration, ...]
    unread: tuple[Registration, ...]
    published: bool

    @property
    def nothing_to_do(self) -> bool:
        """Whether a run would change nothing."""
        return self.published and not self.unread


def work(settings: Settings) -> Work:
    """What a run of the line would have to do in this home."""
    home = settings.paths
    registered = tuple(registry.registrations(home))
    unread = tuple(document for document in registered if not is_read(document, settings))
    current = publication.published(home)
    return Work(registered, unread, current is not None and current.built_from == state.fingerprint(settings))


def is_read(document: Registration, settings: Settings) -> bool:
    """Whether this reader has landed the document as it is stated now."""
    receipt = _receipt(document, settings.paths)
    if not receipt.is_file() or warehouse.fingerprint(settings.paths.landing / document.document_id) is None:
        return False
    return receipt.read_text(encoding="utf-8") == _read_how(document)


def note_read(document: Registration, settings: Settings) -> None:
    """Note that the document is landed, by which reader, and what was stated about it then."""
    receipt = _receipt(document, settings.paths)
    receipt.parent.mkdir(exist_ok=True)
    aside = receipt.with_suffix(".part")
    aside.write_text(_read_how(document), encoding="utf-8")
    aside.replace(receipt)


def collect(settings: Settings) -> list[Registration]:
    """Register every PDF of the disclosures, which stay where they are, and of the inbox, which is emptied."""
    home = settings.paths
    files = sorted(path for path in settings.disclosures.glob("*") if path.suffix.lower() == ".pdf" and path.is_file())
    return [registry.register(path, home) for path in files] + take(settled(home), home)


def look(home: Home) -> Look:
    """The files in the inbox now; hidden files and sidecars are no documents."""
    found = (path for path in sorted(home.inbox.glob("*")) if path.is_file() and not path.name.startswith("."))
    documents = (path for path in found if not _is_sidecar(path))
    return {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in documents}


def unchanged(before: Look, now: Look) -> list[str]:
    """The files that two looks found alike, so that nobody seems to be writing them."""
    return [name for name, seen in now.items() if tuple(before.get(name, ())) == tuple(seen)]


def settled(home: Home) -> list[str]:
    """The files of the inbox that are complete; waits two seconds where one has only just been written."""
    before = look(home)
    newest = max((modified for _, modified in before.values()), default=0) / 1e9
    time.sleep(max(0.0, min(SETTLED_SECONDS, newest + SETTLED_SECONDS - time.time())))
    return unchanged(before, look(home))


def take(names: Iterable[str], home: Home) -> list[Registration]:
    """Register these files of the inbox, then remove them with their sidecars."""
    return [_take_one(home.inbox / name, home) for name in names]


def _take_one(path: Path, home: Home) -> Registration:
    registration = registry.register(path, home)
    for done in (path, *(path.with_name(path.name + suffix) for suffix in SIDECARS)):
        done.unlink(missing_ok=True)
    return registration


def _is_sidecar(path: Path) -> bool:
    return path.suffix in SIDECARS and path.with_suffix("").exists()


def _receipt(document: Registration, home: Home) -> Path:
    return home.landing / ".read" / f"{document.document_id}.json"


def _read_how(document: Registration) -> str:
    how = {"reader": reader_fingerprint(), "file_name": document.file_name, "stated": asdict(document.stated)}
    return json.dumps(how, ensure_ascii=False, sort_keys=True)
