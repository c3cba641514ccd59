"""Printed amounts to exact numbers: total functions on a small domain, no rounding, no guessing."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

# An amount in 元 keeps at most this many places when landed (DECIMAL(24, 6)); more are refused.
MOST_PLACES = 6

_PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
# Full-width forms are the same characters. Compatibility forms are not: a note mark (100② or 100²) would become a digit.
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_WIDTHS = _FULL_WIDTH | str.maketrans({"−": "-", "–": "-", "‑": "-", "﹣": "-", "﹐": ",", "﹒": "."})


class UnreadableAmount(ValueError):
    """The cell holds text that is not an amount."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number: its exact value, its decimal places and whether a percent sign followed it."""

    value: Decimal
    places: int
    is_percent: bool = False


def parse_amount(printed: str, blank_marks: Collection[str] = ()) -> Decimal | None:
    """Read one printed amount; blank means nothing was printed (None), which is not zero.

    Raises:
        UnreadableAmount: the cell holds text that is not an amount.
    """
    amount = read_amount(printed, blank_marks)
    return None if amount is None else amount.value


def read_amount(printed: str, blank_marks: Collection[str] = ()) -> Amount | None:
    """Read one printed number with its places; ``blank_marks`` are printed where there is nothing.

    Negative numbers carry a minus sign or stand in brackets. A number wrapped inside its cell is joined when only one
    number can be meant: the break lies at its decimal point or inside its decimals, or a comma says that it goes on.

    Raises:
        UnreadableAmount: the cell holds text that is not one number.
    """
    lines = [part for part in printed.translate(_WIDTHS).split("\n") if part.strip()]
    joined = "".join("".join(line.split()) for line in lines)
    if not joined or joined in blank_marks or printed.strip() in blank_marks:
        return None
    body, negative = _unsigned(joined)
    body, is_percent = (body[:-1], True) if body.endswith("%") else (body, False)
    if not (_PLAIN.fullmatch(body) or _GROUPED.fullmatch(body)) or not _is_one_number(lines, body):
        raise UnreadableAmount(f"{printed!r} is not an amount")
    digits = body.replace(",", "")
    value = Decimal(digits)
    return Amount(-value if negative else value, len(digits.partition(".")[2]), is_percent)


def _unsigned(text: str) -> tuple[str, bool]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1], True
    return (text[1:], True) if text.startswith("-") else (text, False)


def _is_one_number(lines: list[str], body: str) -> bool:
    """Whether the parts of a wrapped cell, or parts with spaces, can only be one number."""
    parts = [part for line in lines for part in line.split()]
    parts = parts[1:] if parts[0] == "-" else parts
    if len(parts) < 2:
        return True
    head = parts[0]
    return "." in body and ("." in head or parts[1].startswith(".") or "," in body)


def step_of(places: int, unit_yuan: Decimal) -> Decimal:
    """The 元 of one unit of the last printed digit."""
    return unit_yuan.scaleb(-places)


def places_of(value: Decimal) -> int:
    """Decimal places of ``value`` after trailing zeros are dropped (0 for whole numbers)."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
