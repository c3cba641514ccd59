"""From listed sources to registered documents: look at the index, write down what it links to, ask for each file."""

from __future__ import annotations

import fcntl
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from pipelines import registry
from pipelines.home import Home
from pipelines.settings import Settings
from pipelines.sources.asking import Answer, Asker, NoAnswer, Refused, TooLarge, asker
from pipelines.sources.bodies import beginning, charset, file_name, is_pdf
from pipelines.sources.links import links
from pipelines.sources.listing import Source, listed
from pipelines.sources.outcomes import answered, failed, turned
from pipelines.sources.states import Known, Role, known, write_down

INDEX_BYTES = 8_000_000

Progress = Callable[[Known], None]
"""Called with each URL when it has been asked for."""


class FetchingAlready(RuntimeError):
    """Another run fetches for this home."""


@dataclass(frozen=True, slots=True)
class _Round:
    """What one run of fetching shares."""

    asker: Asker
    home: Home
    settings: Settings
    progress: Progress


def fetch(settings: Settings, progress: Progress = lambda _known: None) -> list[Known]:
    """Fetch what is listed and not there yet, or has changed; returns every URL of the listed sources as it is known now.

    Raises:
        UnusableSources: ``sources.toml`` is not understood.
        FetchingAlready: another run fetches for this home.
    """
    home, sources = settings.paths, {source.name: source for source in listed(settings.sources)}
    if not sources:
        return []
    with _one_at_a_time(home), asker(settings) as asking:
        this = _Round(asking, home, settings, progress)
        for source in sources.values():
            _write_down_files(source, home)
            if source.index:
                _look_at_index(source, source.index, this)
        for one in _to_ask(sources, settings):
            progress(_ask_for_file(one, sources[one.source], this))
    shutil.rmtree(_parts(home), ignore_errors=True)
    return [one for one in known(home) if one.source in sources]


def _to_ask(sources: dict[str, Source], settings: Settings) -> Iterator[Known]:
    """The files of listed sources, what was never asked for first, no more than allowed of each host."""
    never = datetime.min.replace(tzinfo=UTC)
    files = [one for one in known(settings.paths) if one.source in sources and one.role != "index"]
    asked: Counter[str] = Counter()
    for one in sorted(files, key=lambda one: one.checked_at or never):
        host = urlsplit(one.url).netloc
        asked[host] += 1
        if asked[host] <= settings.fetch_max_files_per_host:
            yield one


def _write_down_files(source: Source, home: Home) -> None:
    write_down((Known(url, source.name, "file", None, _now()) for url in source.files), home)


def _look_at_index(source: Source, url: str, this: _Round) -> None:
    """Ask for the index page; write down every link that is, or may be, a file."""
    (index,) = write_down([Known(url, source.name, "index", None, _now())], this.home)
    body = _parts(this.home) / index.key
    try:
        answer = this.asker.get(url, {}, body, INDEX_BYTES)
    except (NoAnswer, TooLarge, Refused) as error:
        this.progress(failed(index, error, this.home))
        return
    if answer.path is not None:
        _write_down_links(source, url, answer.path.read_bytes(), answer, this.home)
    this.progress(answered(index, answer, this.home))


def _write_down_links(source: Source, url: str, page: bytes, answer: Answer, home: Home) -> None:
    sure, maybe = links(page, url, charset(answer), source.also)
    roles: list[tuple[str, Role]] = [*((link, "file") for link in sure), *((link, "maybe") for link in maybe)]
    write_down((Known(link, source.name, role, url, _now()) for link, role in roles), home)


def _ask_for_file(one: Known, source: Source, this: _Round) -> Known:
    body = _parts(this.home) / one.key
    kept = one.document_id is not None and registry.find(one.document_id, this.home) is not None
    try:
        limit = this.settings.fetch_max_mb * 1_000_000
        answer = this.asker.get(one.url, _conditions(one) if kept else {}, body, limit)
    except (NoAnswer, TooLarge, Refused) as error:
        return failed(one, error, this.home)
    if answer.path is None or is_pdf(answer.path):
        document_id = _register(one, source, answer, this.home) if answer.path else one.document_id
        return answered(replace(one, document_id=document_id), answer, this.home, before=one)
    said = f"not a PDF: {answer.headers.get('content-type', 'no content type')}, {beginning(answer.path)}"
    return turned(one, "not_a_pdf", answer.status, said, this.home)


def _register(one: Known, source: Source, answer: Answer, home: Home) -> str:
    """Take the bytes into the registry under the name they were published with; returns the document's id."""
    assert answer.path is not None
    document_id = sha256(answer.path.read_bytes()).hexdigest()
    before = registry.find(document_id, home)
    if before is not None and before.source_url is not None:
        return document_id
    named = answer.path.with_suffix(".named") / file_name(one.url, answer)
    named.parent.mkdir(parents=True, exist_ok=True)
    answer.path.replace(named)
    return registry.register(named, home, stated=replace(source.stated, source_url=one.url)).document_id


def _conditions(one: Known) -> dict[str, str]:
    given = {"If-None-Match": one.etag, "If-Modified-Since": one.last_modified}
    return {name: value for name, value in given.items() if value and one.status != "found"}


def _parts(home: Home) -> Path:
    return home.fetched / "parts"


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _one_at_a_time(home: Home) -> Iterator[None]:
    home.fetched.mkdir(parents=True, exist_ok=True)
    with (home.fetched / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FetchingAlready(f"another run fetches for {home.root}") from error
        yield
