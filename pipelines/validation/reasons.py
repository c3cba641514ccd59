"""Failing rows in words: which rule, for what, both sides, the difference, in 万元 and 元."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

WANYUAN = Decimal(10_000)
LONGEST = 300
"""Characters of a row's own reason that are said; a sum of two hundred printed terms goes on in ``audit.identity``."""

NAMED = 3
"""Failing rows a message names one by one; it counts the others."""


def plain(number: Decimal) -> str:
    """A number with thousands separators and at least two decimals, none of them lost: '79,999.99', '0.055'."""
    exponent = number.normalize().as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 0)
    return f"{number:,.{places}f}"


def money(yuan: Decimal) -> str:
    """An amount in 万元, as the disclosures print it, and in 元: '80,000.00 万元 (800,000,000.00 元)'."""
    return f"{plain(yuan / WANYUAN)} 万元 ({plain(yuan)} 元)"


def _amount(row: Mapping[str, Any], name: str) -> str:
    """One side of an identity; text comes from SQL as DECIMAL cast to text, and a missing side says so."""
    value = row.get(name)
    if value is None:
        return "nothing"
    return money(Decimal(value)) if row.get("unit", "yuan") == "yuan" else plain(Decimal(value))


def _sides(row: Mapping[str, Any]) -> str:
    """Both sides of an identity, their difference and the bound it exceeds."""
    sides = f"{_amount(row, 'lhs')} against {_amount(row, 'rhs')}"
    return f"{sides}, difference {_amount(row, 'difference')}, bound {_amount(row, 'tolerance')}"


def _shortened(said: str | None) -> str | None:
    """The beginning of what is too long to be read."""
    return said if said is None or len(said) <= LONGEST else f"{said[:LONGEST]} …"


def row_text(description: str, row: Mapping[str, Any]) -> str:
    """What one failing row says: the rule, its subject, and the row's own ``reason`` or its two sides.

    Rows of identities have ``lhs``, ``rhs``, ``difference`` and ``tolerance`` (DECIMAL as text); all others have
    ``reason``.
    """
    subject = f" [{row['subject']}]" if row.get("subject") else ""
    said = [part for part in (_sides(row) if "lhs" in row else None, _shortened(row.get("reason"))) if part]
    return f"{description}{subject}: {'; '.join(said)}"


def message(description: str, rows: Sequence[Mapping[str, Any]], error: str | None) -> str:
    """One sentence on a result: the rule holds, could not be evaluated, or what breaks it, document by document."""
    if error:
        return f"could not be evaluated: {error}"
    if not rows:
        return f"{description}: holds"
    documents = len({row.get("document_id") for row in rows})
    named = [f"{str(row.get('document_id') or '')[:12]} {row_text(description, row)}".strip() for row in rows[:NAMED]]
    others = [f"and {len(rows) - NAMED} more"] if len(rows) > NAMED else []
    return f"{len(rows)} failing rows in {documents} documents: " + "; ".join(named + others)
