"""What a second reading of a cell amounts to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from pipelines.extraction.amounts import UnreadableAmount, parse_amount
from pipelines.localisation.network import Cell, Second

UNTOLD = Decimal("NaN")
"""Stands for a text that is no number."""
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def second_of(cell: Cell, texts: Iterable[str]) -> Second:
    """Make amounts in 元 of the texts that were recognised in a cell's picture; those that are no number are left out."""
    found: dict[str, Decimal | None] = {}
    pointless: dict[str, str] = {}
    for text in texts:
        bare = re.sub(r"\s", "", text)
        if not cell.table_no:
            found |= _in_prose(cell, bare)
        elif re.fullmatch(r"[\d,]+", bare):
            pointless[_digits(bare)] = bare
        if cell.table_no and (told := _in_table(cell, bare)) is not UNTOLD:
            found[bare] = told
    return Second(found, pointless)


def _in_table(cell: Cell, bare: str) -> Decimal | None:
    try:
        number = parse_amount(bare)
    except UnreadableAmount:
        return UNTOLD
    if number is None:
        return None
    return UNTOLD if _lost_its_point(bare, cell.printed) else number * cell.unit


def _lost_its_point(seen: str, printed: str) -> bool:
    """Whether only the decimal point is missing: it is the one mark that fades in a picture."""
    return "." in printed and "." not in seen and _digits(seen) == _digits(printed)


def _in_prose(cell: Cell, text: str) -> dict[str, Decimal | None]:
    """The number among the words around it; its sign and unit are those of the first reading."""
    seen, printed = NUMBER.findall(text), NUMBER.findall(cell.printed)
    if len(seen) != 1 or len(printed) != 1 or cell.amount is None or _lost_its_point(seen[0], printed[0]):
        return {}
    before = Decimal(printed[0].replace(",", ""))
    now = Decimal(seen[0].replace(",", ""))
    if now == before:
        return {seen[0]: cell.amount}
    return {seen[0]: cell.amount / before * now} if before else {}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
