"""Equalities that hold wherever two or three figures are printed and are not yet identities: what to write down next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

Key = str
"""What a figure is in any document: family, side, row and column."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure of a document as the mining sees it; ``step`` is one unit of its table's last digit, in 元 like ``amount``."""

    document_id: str
    figure_id: str
    key: Key
    amount: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class Proposal:
    """An equality ``whole = parts`` that held in ``documents`` documents and failed in none."""

    whole: Key
    parts: tuple[Key, ...]
    documents: int


def propose(figures: Iterable[Printed], known: Iterable[Sequence[str]], least: int) -> list[Proposal]:
    """Find equalities of one figure with one or with the sum of two, ranked by the documents that confirm them.

    Args:
        figures: figures of all documents, each key at most once in a document; zeros prove nothing and are left out.
        known: the figures of each identity that already holds, as figure_ids.
        least: in how many documents an equality must hold.
    """
    by_document: dict[str, dict[Key, Printed]] = defaultdict(dict)
    for figure in figures:
        if figure.amount:
            by_document[figure.document_id].setdefault(figure.key, figure)
    compared = [frozenset(ids) for ids in known]
    same = _groups(ids for ids in compared if len(ids) == 2)
    holding: Counter[tuple[Key, tuple[Key, ...]]] = Counter()
    failing: set[tuple[Key, tuple[Key, ...]]] = set()
    told: Counter[tuple[Key, tuple[Key, ...]]] = Counter()
    for printed in by_document.values():
        for equality, holds, is_known in _equalities(printed, same, set(compared)):
            if not holds:
                failing.add(equality)
            elif is_known:
                told[equality] += 1
            else:
                holding[equality] += 1
    found = [
        Proposal(*one, count)
        for one, count in holding.items()
        if count >= least and one not in failing and not told[one]
    ]
    return sorted(found, key=lambda one: (-one.documents, len(one.parts), one.whole, one.parts))


def _equalities(
    printed: Mapping[Key, Printed], same: Mapping[str, str], compared: set[frozenset[str]]
) -> Iterator[tuple[tuple[Key, tuple[Key, ...]], bool, bool]]:
    """Every pair, and every sum of two that is as large as a third; whether it holds, and whether an identity says so already."""
    keys = sorted(printed)
    for first, second in combinations(keys, 2):
        one, other = printed[first], printed[second]
        connected = same.get(one.figure_id, one.figure_id) == same.get(other.figure_id, other.figure_id)
        yield (first, (second,)), _agree(one.amount, other.amount, one, other), connected
    totals = [key for key in keys if key.endswith("合计") or " 合计 " in key]
    for whole in totals:
        for parts in combinations([key for key in totals if key != whole], 2):
            cells = [printed[whole], *(printed[key] for key in parts)]
            total = cells[1].amount + cells[2].amount
            yield (
                (whole, parts),
                _agree(cells[0].amount, total, *cells),
                frozenset(c.figure_id for c in cells) in compared,
            )


def _agree(one: Decimal, other: Decimal, *cells: Printed) -> bool:
    """Within half a unit of the last digit of each; two figures of one precision exactly."""
    if len(cells) == 2 and cells[0].step == cells[1].step:
        return one == other
    return abs(one - other) * 2 <= sum(cell.step for cell in cells)


def _groups(pairs: Iterable[frozenset[str]]) -> dict[str, str]:
    """Figures that a chain of known comparisons makes equal, by the name of their group."""
    group: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    for pair in pairs:
        names = {group.get(one, one) for one in pair}
        name = min(names)
        together = {one for each in names for one in members.get(each, {each})} | set(pair)
        for one in together:
            group[one] = name
        members[name] = together
    return group
