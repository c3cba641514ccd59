"""What publishers call tables, columns, rows and units: the TOML files of this package as checked, frozen entries.

Nothing is read at import; every function reads its file once. How an entry is applied is the extraction's business.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

PERIOD_PREFIXES = ("prior_year", "prior_year_execution", "prior_year_final", "change", "change_pct")
FLAVOUR_SUFFIXES = ("budget", "adjusted_budget")
AXES = ("row", "function", "economic", "gov_economic", "unit")
LABEL_ROLES = ("code", "class", "group", "item", "name")
# A part of a pattern by its name; counts ({2,20}) are no names.
_PART = re.compile(r"\{[a-z_]+\}")
_PLAIN_MEANINGS = {
    "whole", "amount", "frame", "prior", "prior_final", "prior_execution", "ex_infra", "change", "change_pct", "change_ex_infra",
    "flavour:final", "flavour:adjusted_budget", "ignore",
}  # fmt: skip


class InvalidVocabulary(ValueError):
    """A vocabulary file contradicts itself; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of table: its name as landed and its Chinese label."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Title:
    """One way a title names a family; ``family`` None is a table known and not read, ``reason`` says why."""

    family: str | None
    required: tuple[re.Pattern[str], ...]
    forbidden: tuple[re.Pattern[str], ...]
    substitute: bool
    reason: str | None

    def matches(self, folded: str) -> bool:
        """Whether the folded title holds every required pattern and no forbidden one."""
        return all(p.search(folded) for p in self.required) and not any(p.search(folded) for p in self.forbidden)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers; ``contains`` and ``joins`` are explained at the head of ``columns.toml``."""

    name: str
    label: str
    kind: str
    contains: frozenset[str]
    joins: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """One wording of a header cell: what it means, in which families (empty: all), and what it may contain."""

    means: str
    pattern: re.Pattern[str]
    families: frozenset[str]
    contains: frozenset[str]


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words of rows: totals, index rows, blank marks, notes and sides."""

    canonical_total: re.Pattern[str]
    other_total: re.Pattern[str]
    index_word: re.Pattern[str]
    blank_marks: frozenset[str]
    note: re.Pattern[str]
    revenue_side: re.Pattern[str]
    expenditure_side: re.Pattern[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("pipelines.vocabulary") / name).read_text(encoding="utf-8"))


def _compiled(patterns: Iterable[str], where: str) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(pattern) for pattern in patterns)
    except re.error as error:
        raise InvalidVocabulary(f"{where}: {error}") from error


def _any_of(patterns: Iterable[str], where: str) -> re.Pattern[str]:
    return _compiled(["|".join(f"(?:{pattern})" for pattern in patterns)], where)[0]


def _require(entry: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    for key in keys:
        if key not in entry:
            raise InvalidVocabulary(f"{where} has no {key!r}: {dict(entry)!r}")


@cache
def families() -> tuple[Family, ...]:
    """Every table family, in the order of ``families.toml``."""
    entries = _load("families.toml")["family"]
    for entry in entries:
        _require(entry, ("name", "label"), "families.toml [[family]]")
    return tuple(Family(entry["name"], entry["label"]) for entry in entries)


@cache
def titles() -> tuple[Title, ...]:
    """Every way a title names a family, in the order they are tried.

    Raises:
        InvalidVocabulary: an entry names an unknown family, or neither a family nor a reason.
    """
    data = _load("families.toml")
    known = {family.name for family in families()}
    return tuple(_title(_filled(entry, data["parts"]), known) for entry in data["title"])


def _filled(entry: Mapping[str, Any], parts: Mapping[str, str]) -> dict[str, Any]:
    """The entry with the named parts put into its patterns."""
    return {key: _with_parts(value, parts) if key in ("all", "none") else value for key, value in entry.items()}


def _with_parts(patterns: Iterable[str], parts: Mapping[str, str]) -> list[str]:
    filled = []
    for pattern in patterns:
        for name, part in parts.items():
            pattern = pattern.replace(f"{{{name}}}", part)
        if unknown := _PART.search(pattern):
            raise InvalidVocabulary(f"families.toml [[title]] names the unknown part {unknown.group()}")
        filled.append(pattern)
    return filled


def _title(entry: Mapping[str, Any], known: set[str]) -> Title:
    where = "families.toml [[title]]"
    _require(entry, ("all", "seen"), where)
    family = entry.get("family")
    if family is None and "reason" not in entry:
        raise InvalidVocabulary(f"{where} without a family needs a reason: {dict(entry)!r}")
    if family is not None and family not in known:
        raise InvalidVocabulary(f"{where} names the unknown family {family!r}")
    return Title(
        family,
        _compiled(entry["all"], where),
        _compiled(entry.get("none", ()), where),
        entry.get("substitute", False),
        entry.get("reason"),
    )


@cache
def columns() -> Mapping[str, Column]:
    """Every column of numbers by name; the listing of ``column_name`` (prefixes and suffixes apart).

    Raises:
        InvalidVocabulary: a name is given twice, or ``contains`` or ``joins`` names an unknown column.
    """
    entries = _load("columns.toml")["column"]
    named = {}
    for entry in entries:
        _require(entry, ("name", "label", "kind"), "columns.toml [[column]]")
        if entry["name"] in named:
            raise InvalidVocabulary(f"columns.toml names {entry['name']!r} twice")
        named[entry["name"]] = Column(
            entry["name"], entry["label"], entry["kind"],
            frozenset(entry.get("contains", ())), frozenset(entry.get("joins", ())),
        )  # fmt: skip
    for column in named.values():
        unknown = (column.contains | column.joins) - named.keys() - {"*"}
        if unknown:
            raise InvalidVocabulary(f"columns.toml {column.name!r} holds unknown columns {sorted(unknown)}")
    return named


@cache
def headings() -> tuple[Heading, ...]:
    """Every wording of a header cell: those restricted to families first, then columns, then the rest.

    Raises:
        InvalidVocabulary: an entry means nothing known, or is restricted to an unknown family.
    """
    data = _load("columns.toml")
    restricted, free = [], []
    for entry in data["heading"]:
        (restricted if entry.get("families") else free).extend(_headings_of(entry))
    plain = [
        Heading(f"column:{entry['name']}", pattern, frozenset(), frozenset(entry.get("contains", ())))
        for entry in data["column"]
        for pattern in _compiled(entry.get("headings", ()), f"columns.toml {entry['name']}")
    ]
    return (*restricted, *plain, *free)


def _headings_of(entry: Mapping[str, Any]) -> list[Heading]:
    where = f"columns.toml [[heading]] {entry.get('means')!r}"
    _require(entry, ("means", "patterns", "seen"), where)
    _check_meaning(entry["means"], where)
    only = frozenset(entry.get("families", ()))
    if only - {family.name for family in families()}:
        raise InvalidVocabulary(f"{where} is restricted to unknown families {sorted(only)}")
    held = frozenset(entry.get("contains", ()))
    return [Heading(entry["means"], pattern, only, held) for pattern in _compiled(entry["patterns"], where)]


def _check_meaning(means: str, where: str) -> None:
    kind, _, rest = means.partition(":")
    known = (
        means in _PLAIN_MEANINGS
        or (kind == "column" and rest in columns())
        or (kind in LABEL_ROLES and rest in AXES)
    )  # fmt: skip
    if not known:
        raise InvalidVocabulary(f"{where} means nothing known")


@cache
def row_words() -> RowWords:
    """The words of rows, compiled for whole folded texts (``fullmatch``)."""
    data = _load("rows.toml")
    return RowWords(
        _any_of(data["totals"]["canonical"], "rows.toml totals.canonical"),
        _any_of(data["totals"]["other"], "rows.toml totals.other"),
        _any_of(data["index"]["words"], "rows.toml index"),
        frozenset(data["blank"]["marks"]),
        _any_of(data["notes"]["patterns"], "rows.toml notes"),
        _any_of(data["sides"]["revenue"], "rows.toml sides.revenue"),
        _any_of(data["sides"]["expenditure"], "rows.toml sides.expenditure"),
    )


@cache
def money_units() -> Mapping[str, Decimal]:
    """元 per unit by the unit's printed word, longest word first."""
    units = _load("rows.toml")["units"]
    return {word: Decimal(units[word]) for word in sorted(units, key=len, reverse=True)}


@cache
def target_words() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Fields and indicator columns of performance forms: role to pattern for the whole folded text."""
    data = _load("targets.toml")
    return {
        part: {role: _any_of(patterns, f"targets.toml {part}.{role}") for role, patterns in data[part].items()}
        for part in ("fields", "columns")
    }


@cache
def column_names() -> frozenset[str]:
    """Every ``column_name`` a figure can carry: the columns, alone or with one prefix or suffix."""
    plain = set(columns())
    joined = {f"{column.name}_{inner}" for column in columns().values() for inner in column.joins}
    base = plain | joined
    with_infra = base | {f"{name}_ex_infra" for name in base | set(PERIOD_PREFIXES)}
    prefixed = {f"{prefix}_{name}" for prefix in PERIOD_PREFIXES for name in with_infra}
    suffixed = {f"{name}_{suffix}" for suffix in FLAVOUR_SUFFIXES for name in base}
    funds = ("general_public", "government_fund", "state_capital")
    by_fund = {f"{name}_{fund}" for name in base | prefixed for fund in funds}
    plain_names = with_infra | set(PERIOD_PREFIXES) | prefixed | suffixed | by_fund
    return frozenset(plain_names | {f"{name}_by_unit" for name in plain_names})
