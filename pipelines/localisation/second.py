"""What a second reading of a cell amounts to."""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.extraction.amounts import UnreadableAmount, parse_amount
from pipelines.localisation.network import Cell, Second

UNTOLD = Second(None)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def second_of(cell: Cell, text: str | None) -> Second:
    """Make an amount in 元 of the text that was recognised in a cell's picture; anything doubtful is not told."""
    if text is None:
        return UNTOLD
    bare = re.sub(r"\s", "", text)
    if not cell.table_no:
        return _in_prose(cell, bare)
    try:
        number = parse_amount(bare)
    except UnreadableAmount:
        return UNTOLD
    if number is not None and _lost_its_point(bare, cell.printed):
        return UNTOLD
    return Second(bare, None if number is None else number * cell.unit)


def _lost_its_point(seen: str, printed: str) -> bool:
    """Whether only the decimal point is missing: it is the one mark that fades in a picture."""
    return "." in printed and "." not in seen and _digits(seen) == _digits(printed)


def _in_prose(cell: Cell, text: str) -> Second:
    """The number among the words around it; its sign and unit are those of the first reading."""
    seen, printed = NUMBER.findall(text), NUMBER.findall(cell.printed)
    if len(seen) != 1 or len(printed) != 1 or cell.amount is None or _lost_its_point(seen[0], printed[0]):
        return UNTOLD
    before = Decimal(printed[0].replace(",", ""))
    now = Decimal(seen[0].replace(",", ""))
    return Second(seen[0], cell.amount if now == before else cell.amount / before * now if before else None)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
