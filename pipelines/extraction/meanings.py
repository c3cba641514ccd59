"""What a column means: its path of header cells, explained cell by cell from the vocabulary.

Nothing is guessed. A path with a cell that no entry explains, or with two columns that cannot stand in one another, has
no meaning and says which cell was not understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.vocabulary import LABEL_ROLES, Heading, columns, headings

_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度|年)")
_OF_WHICH = re.compile(r"^其中[:、,]?")
_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十\d]+[)]|\d+[.、])")
_UNIT = re.compile(r"[(]?(?:金额)?(?:单位:)?(?:人民币)?(?:百万|千|万|亿)?元[)]?$|[(](?:百万|千|万|亿)?元[)]")
# A heading is printed over at most this many cells, one line in each (Jiangsu 2018: 因公出 / 国（境） / 费).
_MOST_LINES = 4
_AXES = (
    (re.compile(r"政府.{0,6}经济"), "gov_economic"),
    (re.compile(r"经济"), "economic"),
    (re.compile(r"功能"), "function"),
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one column holds.

    ``role`` is 'column', 'label', 'ignore' or 'unknown'. A column has its ``base`` name (None for a bare total or amount),
    its ``period`` prefix, its ``flavour`` and whether a word for the whole (合计) or only one for an amount (预算数) names
    it. A label has its ``label`` kind (code, class, group, item, name) and ``axis``. ``unknown`` is the cell not understood.
    """

    role: str
    base: str | None = None
    period: str | None = None
    flavour: str | None = None
    whole: bool = False
    ex_infra: bool = False
    label: str | None = None
    axis: str = "row"
    unknown: str = ""


@lru_cache(maxsize=4096)
def meaning_of(path: tuple[str, ...], family: str, year: int | None) -> Meaning:
    """The meaning of a column of ``family`` whose folded header cells, outermost first, are ``path``.

    ``year`` is the table's fiscal year; a heading that names an earlier year is last year's.
    """
    found = Meaning("column")
    held: list[Heading] = []
    cells = _joined(path, family, year)
    for depth, text in enumerate(cells):
        leaf = depth == len(cells) - 1
        entry, of_which, period = _explain(text, family, year, leaf)
        if period is not None:
            found = replace(found, period=period)
        if entry is None:
            return Meaning("unknown", unknown=text)
        kind, _, rest = entry.means.partition(":")
        if kind in LABEL_ROLES and (leaf or _only_total_below(cells[depth + 1 :], family)):
            return Meaning("label", label=kind, axis=_axis(cells, rest))
        if kind == "ignore":
            return Meaning("ignore")
        found = _applied(found, kind, rest)
        if kind == "column":
            held.append(_named(entry, of_which))
    return _combined(found, held, cells)


def _only_total_below(cells: tuple[str, ...], family: str) -> bool:
    """Whether all that stands below a label's heading is the name of the total row (合计 beside the last header cells)."""
    below = [explained(cell, family, True) for cell in cells]
    return all(entry is not None and entry.means == "whole" for entry in below)


def _joined(path: tuple[str, ...], family: str, year: int | None) -> tuple[str, ...]:
    """The path with headings that were printed over several cells, one line in each, put together."""
    return _segmented(path, family, year) or path


def _segmented(path: tuple[str, ...], family: str, year: int | None) -> tuple[str, ...] | None:
    if not path:
        return ()
    for length in range(1, min(len(path), _MOST_LINES) + 1):
        text = "".join(path[:length])
        if _explain(text, family, year, length == len(path))[0] is not None:
            rest = _segmented(path[length:], family, year)
            if rest is not None:
                return (text, *rest)
    return None


def _explain(text: str, family: str, year: int | None, leaf: bool) -> tuple[Heading | None, bool, str | None]:
    """The entry for one header cell, whether it says 其中, and the period its years name."""
    years = [int(found[:4]) for found in _YEAR.findall(text)]
    bare = _YEAR.sub("", text)
    of_which = bool(_OF_WHICH.match(bare))
    bare = _ENUMERATOR.sub("", _OF_WHICH.sub("", bare))
    entry = explained(bare, family, leaf) or explained(_UNIT.sub("", bare), family, leaf)
    if entry is None and years and not _UNIT.sub("", bare):
        entry = Heading("amount" if leaf else "frame", _YEAR, frozenset(), frozenset())
    if entry is not None and entry.means in ("change", "change_pct"):
        return entry, of_which, entry.means
    period = "prior_year" if year is not None and len(set(years)) == 1 and years[0] < year else None
    return entry, of_which, period


@lru_cache(maxsize=16384)
def explained(text: str, family: str, leaf: bool) -> Heading | None:
    """The vocabulary entry for a folded header cell; a container when other cells stand below it, a label when none do."""
    entries = [
        entry
        for entry in headings()
        if (not entry.families or family in entry.families) and entry.pattern.fullmatch(text)
    ]
    if not entries or not text:
        return None
    frames = [entry for entry in entries if entry.means == "frame"]
    others = [entry for entry in entries if entry.means != "frame"]
    if leaf:
        return (others or frames)[0]
    return (frames or others)[0]


def _axis(path: tuple[str, ...], named: str) -> str:
    if named != "row":
        return named
    whole = "/".join(path)
    return next((axis for pattern, axis in _AXES if pattern.search(whole)), "row")


def _named(entry: Heading, of_which: bool) -> Heading:
    """The entry, under its 其中 name where the vocabulary has one."""
    name = entry.means.partition(":")[2]
    if of_which and f"{name}_of_which" in columns():
        return replace(entry, means=f"column:{name}_of_which")
    return entry


def _applied(found: Meaning, kind: str, rest: str) -> Meaning:
    if kind == "flavour":
        return replace(found, flavour=rest)
    if kind == "whole":
        return replace(found, whole=True)
    if kind in ("prior", "prior_final", "prior_execution"):
        return replace(found, period={"prior": "prior_year"}.get(kind, f"prior_year_{kind[6:]}"))
    if kind == "change_ex_infra":
        return replace(found, period="change", ex_infra=True)
    if kind == "ex_infra":
        return replace(found, ex_infra=True)
    return replace(found, flavour="budget") if kind == "amount" and found.flavour is None else found


def _combined(found: Meaning, held: list[Heading], path: tuple[str, ...]) -> Meaning:
    """The meaning with the columns of its path combined into one name."""
    name: str | None = None
    contains: frozenset[str] = frozenset()
    for entry in held:
        inner = entry.means.partition(":")[2]
        if name is None or inner == name:
            name = inner
        else:
            outer = columns().get(name)
            within = contains | (outer.contains if outer else frozenset())
            if f"{inner}_of_which" in within:
                name = f"{inner}_of_which"
            elif inner in within or "*" in within:
                name = inner
            elif outer is not None and inner in outer.joins:
                name = f"{name}_{inner}"
            else:
                return Meaning("unknown", unknown="/".join(path))
        contains = entry.contains
    if name is None and not (found.whole or found.flavour or found.period or found.ex_infra):
        return Meaning("unknown", unknown="/".join(path))
    return replace(found, base=name)
