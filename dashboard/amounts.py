"""Exact amounts as text: Decimal in, digits out. Nothing shown passes through binary floating point."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Unit = Literal["wanyuan", "yuan"]
UNIT_NAMES: dict[Unit, str] = {"wanyuan": "万元", "yuan": "元"}
LEAST_DIGITS = 2


def exact(value: Decimal) -> str:
    """All digits of a number, thousands separated, at least two behind the point: 80000 is ``80,000.00``."""
    behind = -int(value.normalize().as_tuple().exponent)
    return f"{value:,.{max(LEAST_DIGITS, behind)}f}"


def in_unit(amount_yuan: Decimal, unit: Unit) -> Decimal:
    """An amount in 元 in the unit that is shown, exactly."""
    return amount_yuan.scaleb(-4) if unit == "wanyuan" else amount_yuan


def money(amount_yuan: Decimal, unit: Unit) -> str:
    """An amount in 元 as it is shown."""
    return exact(in_unit(amount_yuan, unit))


def share(part: Decimal, whole: Decimal) -> str:
    """A share in percent with one digit, rounded half even; empty where there is no whole."""
    return f"{part * 100 / whole:.1f}%" if whole else ""


def change(before: Decimal, after: Decimal) -> str:
    """The relative change in percent with its sign; empty where there is nothing to compare with."""
    if before <= 0:
        return ""
    return f"{(after - before) * 100 / before:+.1f}%" if after != before else "0.0%"
