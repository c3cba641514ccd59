"""How disclosures name their body, year, kind and scope (``bodies.toml``): data and its loader."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class BodyVocabulary:
    """The whole of ``bodies.toml``, patterns compiled; what each entry means is said there."""

    endings: tuple[str, ...]
    excluded: tuple[str, ...]
    qualifiers: tuple[str, ...]
    code: re.Pattern[str]
    short_name: re.Pattern[str]
    labels: Mapping[str, str]
    label_line: re.Pattern[str]
    title_trailing: tuple[str, ...]
    title_leading: tuple[str, ...]
    title_neutral: tuple[str, ...]
    title_ignored: tuple[str, ...]
    title_stops: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    scopes: Mapping[str, tuple[str, ...]]
    government: re.Pattern[str]
    government_year: re.Pattern[str]
    officer: re.Pattern[str]
    scope_markers: tuple[tuple[str, str, re.Pattern[str]], ...]
    file_year: re.Pattern[str]
    central: tuple[str, ...]
    region_prefixes: tuple[str, ...]
    provinces: tuple[str, ...]
    divisions: tuple[re.Pattern[str], ...]
    zones: re.Pattern[str]


def parse_bodies(data: Mapping[str, Any]) -> BodyVocabulary:
    """Build the vocabulary from the parsed TOML.

    Raises:
        KeyError: an entry is missing.
        re.error: a pattern does not compile.
    """
    body, title, scope, region = data["body"], data["title"], data["scope"], data["region"]
    return BodyVocabulary(
        endings=_longest_first(body["endings"]),
        excluded=tuple(body["excluded"]),
        qualifiers=_longest_first(body["qualifiers"]),
        code=re.compile(body["code"]),
        short_name=re.compile(body["short_name"]),
        labels=dict(data["labels"]),
        label_line=_label_line(data["labels"], data["label_grammar"]["ends"]),
        title_trailing=_longest_first(title["trailing"]),
        title_leading=_longest_first(title["leading"]),
        title_neutral=_longest_first(title["neutral"]),
        title_ignored=tuple(title["ignored"]),
        title_stops=tuple(title["stops"]),
        kinds={kind: tuple(words) for kind, words in data["kind"].items()},
        scopes={name: tuple(scope[name]) for name in ("unit", "department")},
        government=re.compile(scope["government"]),
        government_year=re.compile(scope["government_year"]),
        officer=re.compile("|".join(map(re.escape, scope["officers"]))),
        scope_markers=tuple((m["scope"], m["rank"], re.compile(m["pattern"])) for m in data["scope_marker"]),
        file_year=re.compile(data["file_name"]["year"], re.IGNORECASE),
        central=tuple(region["central"]),
        region_prefixes=_longest_first(region["prefixes"]),
        provinces=tuple(region["provinces"]),
        divisions=tuple(re.compile(pattern) for pattern in region["divisions"]),
        zones=re.compile(region["zones"]),
    )


@cache
def load_bodies() -> BodyVocabulary:
    """Read ``bodies.toml`` (once per process)."""
    text = files("pipelines.vocabulary").joinpath("bodies.toml").read_text(encoding="utf-8")
    return parse_bodies(tomllib.loads(text))


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


def _label_line(labels: Mapping[str, str], ends: list[str]) -> re.Pattern[str]:
    """A label, a colon, and the name up to what ends it; the label must not continue a longer word."""
    names = "|".join(re.escape(label) for label in _longest_first(list(labels)))
    stop = "|".join(re.escape(end) for end in ends)
    return re.compile(rf"(?<![一-龥])(?P<label>{names})[:](?P<name>[^:]+?)(?={stop}|$)")
