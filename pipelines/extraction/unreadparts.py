"""Columns that were not understood and without which the others would say something else than the page does.

A column under an unknown heading is usually left out and named. Not so where it tells whose the numbers are, where it has
no heading at all, or where it is one of the two parts of a total whose other part is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipelines.extraction.blocks import Block, Column
from pipelines.extraction.header import NUMBER
from pipelines.extraction.sheets import Sheet
from pipelines.vocabulary import row_words

_PARTS = frozenset({"basic", "project"})


def unread_parts(sheet: Sheet, blocks: Sequence[Block], height: int) -> str | None:
    """Why the sheet cannot be read without the columns not understood, or None; ``height`` is that of its header."""
    for block in blocks:
        reason = _nameless(sheet, block, height) or _unheaded(sheet, block, height) or _half_read(sheet, block, height)
        if reason:
            return reason
    return None


def _nameless(sheet: Sheet, block: Block, height: int) -> str | None:
    """Words in front of the numbers that no label column explains name the rows: without them all rows are alike.

    A block that is labelled with units alone is no better: every item of a unit would pass for the unit.
    """
    if any(column.meaning.axis != "unit" for column in block.labels):
        return None
    for column in takewhile(lambda column: not column.is_figure, block.figures):
        if any(_names_a_row(text) for text in _texts(sheet, column, height)):
            return f"the vocabulary does not explain the heading {column.heading!r} of the names of its rows"
    return None


def _names_a_row(text: str) -> bool:
    return not NUMBER.fullmatch(text) and not row_words().canonical_total.fullmatch(text)


def _unheaded(sheet: Sheet, block: Block, height: int) -> str | None:
    unheaded = (column for column in block.figures if not column.path)
    if any(NUMBER.fullmatch(text) for column in unheaded for text in _texts(sheet, column, height)):
        return "a column of numbers has no heading"
    return None


def _half_read(sheet: Sheet, block: Block, height: int) -> str | None:
    """A total with one part read and the other under an unknown heading cannot be checked and would be shared out wrongly."""
    names = {column.name for column in block.figures}
    if len(names & _PARTS) != 1:
        return None
    for column in block.figures:
        if column.meaning.role == "unknown" and any(NUMBER.fullmatch(t) for t in _texts(sheet, column, height)):
            return f"the vocabulary does not explain the heading {column.heading!r} of a part of its total"
    return None


def _texts(sheet: Sheet, column: Column, height: int) -> Iterator[str]:
    """The folded texts of the column's own cells below the header."""
    cells = (cell for row in sheet.rows[height:] if (cell := row[column.index]) is not None)
    return (cell.folded for cell in cells if cell.folded and cell.col == column.index)
