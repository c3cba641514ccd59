"""What ``sources.toml`` lists: index pages and direct links, and what is known beforehand of what they give."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipelines.registry import Stated, UnusableStatement

STATED = ("body", "region", "year", "kind", "scope")
KEYS = frozenset({"name", "index", "files", "also", *STATED})


class UnusableSources(ValueError):
    """``sources.toml`` cannot be read, or an entry says what cannot be; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Source:
    """One entry: an index page, direct links, or both; ``also`` picks links that do not end in .pdf but may be one."""

    name: str
    index: str | None
    files: tuple[str, ...]
    also: re.Pattern[str] | None
    stated: Stated


def listed(file: Path) -> tuple[Source, ...]:
    """The sources of the file, none where there is no such file.

    Raises:
        UnusableSources: the file is no TOML, or an entry is not understood.
    """
    if not file.is_file():
        return ()
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UnusableSources(f"{file.name}: {error}") from error
    if unknown := set(entries) - {"source"}:
        raise UnusableSources(f"{file.name}: {', '.join(sorted(unknown))} is not known; entries start with [[source]]")
    sources = tuple(_source(entry, number, file.name) for number, entry in enumerate(entries.get("source", []), 1))
    names = [source.name for source in sources]
    if len(set(names)) < len(names):
        raise UnusableSources(f"{file.name}: two sources have the same name")
    return sources


def _source(entry: dict[str, Any], number: int, file_name: str) -> Source:
    where = f"{file_name}, source {number} ({entry.get('name', 'without a name')})"
    if unknown := set(entry) - KEYS:
        raise UnusableSources(f"{where}: unknown {', '.join(sorted(unknown))}")
    if not isinstance(entry.get("name"), str) or not ("index" in entry or "files" in entry):
        raise UnusableSources(f"{where}: needs a name, and an index or files")
    urls = [*entry.get("files", []), *([entry["index"]] if "index" in entry else [])]
    if wrong := [url for url in urls if not is_web_address(url)]:
        raise UnusableSources(f"{where}: {wrong[0]!r} is no address that starts with http:// or https://")
    try:
        also = re.compile(entry["also"]) if "also" in entry else None
        stated = Stated(**{name: entry[name] for name in STATED if name in entry})
    except (re.error, TypeError, UnusableStatement) as error:
        raise UnusableSources(f"{where}: {error}") from error
    return Source(entry["name"], entry.get("index"), tuple(entry.get("files", [])), also, stated)


def is_web_address(url: object) -> bool:
    """Whether a text is an http or https address with a host."""
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
