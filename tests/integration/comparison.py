"""Figures under comparable keys: what a specification or a truth file says against what readers find in the warehouse."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.printing.specification import YUAN, Disclosure

Key = tuple[str, str, str, str]
"""Family, side, code (or folded name where there is none), column."""

Cells = dict[Key, Counter[Decimal]]
"""Every amount in 元 under its key; a key that is printed several times holds several."""

ONLY_COLUMN = {"amount": "total", "budget": "total"}
"""A table's only amount column is its total, under whatever heading."""

TRUTH = Path(__file__).resolve().parents[1] / "data" / "cqetdz-2023-budget.truth.json"


def folded(name: str | None) -> str:
    """A row name without blanks and enumerators, brackets in ASCII; every name of a table's total row is 合计."""
    text = re.sub(r"\s+", "", name or "").replace("（", "(").replace("）", ")")
    bare = re.sub(r"^([一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|\d+[.、])", "", text)
    return "合计" if bare == "总计" else bare


def key(family: str, side: str | None, code: str | None, name: str | None, column: str) -> Key:
    """The key of a figure."""
    return family, side or "", code or folded(name), ONLY_COLUMN.get(column, column)


def gather(amounts: list[tuple[Key, Decimal]]) -> Cells:
    """Amounts by key."""
    cells: Cells = {}
    for where, amount in amounts:
        cells.setdefault(where, Counter())[amount.normalize()] += 1
    return cells


def of_warehouse(rows: list[tuple[Any, ...]]) -> Cells:
    """Rows of (family, side, code, name, column, amount_yuan)."""
    return gather([(key(*where), amount) for *where, amount in rows])


def of_specification(disclosure: Disclosure) -> Cells:
    """What a specification prints, performance forms of the whole body left out: they are no table of figures."""
    return gather(
        [
            (key(m.family, m.side, m.code, m.name, m.column), amount)
            for m, _, amount in disclosure.amounts()
            if amount is not None and m.family != "performance_target"
        ]
    )


def truth() -> dict[str, Any]:
    """The hand-verified truth of the start document."""
    return json.loads(TRUTH.read_text(encoding="utf-8"))


def of_truth(document: dict[str, Any]) -> Cells:
    """Every printed number of a truth file."""
    return gather(
        [
            (
                key(table["family"], row.get("side"), row["code"], row["name"], column),
                Decimal(value) * YUAN[table["money_unit"]],
            )
            for table in document["tables"]
            for row in table["rows"]
            for column, value in zip(table["columns"], row["values"], strict=True)
            if value is not None
        ]
    )


def differences(expected: Cells, found: Cells) -> dict[Key, tuple[list[str], list[str]]]:
    """The keys whose amounts differ: what was printed, what was found."""
    nothing: Counter[Decimal] = Counter()
    return {
        where: (sorted(map(str, expected.get(where, nothing))), sorted(map(str, found.get(where, nothing))))
        for where in expected.keys() | found.keys()
        if expected.get(where, nothing) != found.get(where, nothing)
    }
