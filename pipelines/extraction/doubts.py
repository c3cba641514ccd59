"""Cells that could be read in two ways, told by what stands beside them: numbers over several rows, codes and numbers stacked.

What is doubted here refuses the table: a sum that happens to agree would not show the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.extraction.amounts import UnreadableAmount, read_amount
from pipelines.extraction.sheets import SheetCell
from pipelines.vocabulary import row_words

_WHOLE_CODE = re.compile(r"(?:\d{3}|\d{5}|\d{7})")
_FALLBACK_PLACES = 2


def stacks_codes(cell: SheetCell) -> bool:
    """Whether the lines of a code cell are whole codes one by one: rows whose level rule is missing.

    No code of 3, 5 or 7 digits breaks into parts of 3, 5 or 7.
    """
    lines = cell.text.split("\n")
    return len(lines) > 1 and all(_WHOLE_CODE.fullmatch(line.strip()) for line in lines)


def spans_rows(cell: SheetCell, band: Sequence[int], kept: Sequence[int]) -> bool:
    """Whether a number stands beside further rows than those of ``band``; ``kept`` are the sheet's rows of data."""
    if not any(char.isdigit() for char in cell.folded):
        return False
    return any(r not in band for r in range(cell.row, cell.last_row + 1) if r in kept)


def doubtful_wraps(cells: Iterable[SheetCell]) -> list[SheetCell]:
    """Numbers broken by a line's end or a gap that have more decimals than any unbroken one of the table: two numbers read as one.

    A zero tells nothing of how many decimals are printed.
    """
    wrapped: list[tuple[SheetCell, int]] = []
    places: set[int] = set()
    for cell in cells:
        try:
            amount = read_amount(cell.text, row_words().blank_marks)
        except UnreadableAmount:
            continue
        if amount is not None and len(cell.text.split()) > 1:
            wrapped.append((cell, amount.places))
        elif amount is not None and amount.value:
            places.add(amount.places)
    most = max(places, default=_FALLBACK_PLACES)
    return [cell for cell, own in wrapped if own > most]
