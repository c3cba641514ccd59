"""Rows cut by a page break: a name or a number that ends on one page and goes on in the first row of the next.

Two rows are put together only when print says so: the rest of a number stands exactly where a number lacks decimals, or the joined
name is one that the classification or the vocabulary of totals knows while the first part is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.extraction.folding import fold, unwrapped
from pipelines.extraction.rows import TableRow
from pipelines.extraction.sheets import SheetCell, replace_text
from pipelines.vocabulary import row_words
from pipelines.vocabulary.classifications import class_names

_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十\d]+[)]|\d+[.、])")
_TAIL = re.compile(r"\d{1,6}")
_DECIMALS = re.compile(r"\.(\d+)$")


def join_cut_rows(rows: Sequence[TableRow], opening: set[int]) -> list[TableRow]:
    """The rows of one block with those cut by a page break put together.

    ``opening`` are the positions of rows that open a page without a header of its own.
    """
    joined: list[TableRow] = []
    for position, row in enumerate(rows):
        if joined and position in opening and joined[-1].block is row.block and joined[-1].page != row.page:
            whole = _whole(joined[-1], row, rows)
            if whole is not None:
                joined[-1] = whole
                continue
        joined.append(row)
    return joined


def _whole(upper: TableRow, lower: TableRow, rows: Sequence[TableRow]) -> TableRow | None:
    """The two parts as one row, or None where they are two rows."""
    if lower.labels.code is not None or lower.labels.name is None or upper.labels.name is None:
        return None
    filled = [(column, cell) for column, cell in lower.cells if cell.folded]
    if not filled:
        name = upper.labels.name + lower.labels.name
        return _named(upper, name) if _is_known(name) and not _is_known(upper.labels.name) else None
    cells = dict_of(upper)
    whole: dict[int, SheetCell] = {}
    for column, cell in filled:
        above = cells.get(column.index)
        if above is None or not _TAIL.fullmatch(cell.folded) or not _lacks_decimals(above, column.index, rows, cell):
            return None
        whole[column.index] = replace_text(above, f"{above.text}\n{cell.text}")
    upper.cells = [(column, whole.get(column.index, cell)) for column, cell in upper.cells]
    return _named(upper, upper.labels.name + lower.labels.name)


def dict_of(row: TableRow) -> dict[int, SheetCell]:
    """The row's cells by the number of their column."""
    return {column.index: cell for column, cell in row.cells}


def _lacks_decimals(above: SheetCell, column: int, rows: Sequence[TableRow], tail: SheetCell) -> bool:
    """Whether the number above has just so many decimals fewer than every other number of its column."""
    own = _places(above.folded)
    texts = [cell.folded for row in rows for cell in [dict_of(row).get(column)] if cell is not None and cell.folded]
    others = {_places(text) for text in texts if text not in (above.folded, tail.folded)}
    return own > 0 and others == {own + len(tail.folded)}


def _places(text: str) -> int:
    found = _DECIMALS.search(text)
    return len(found.group(1)) if found else 0


def _is_known(name: str) -> bool:
    folded = fold(name)
    bare = _ENUMERATOR.sub("", folded)
    words = row_words()
    return bare in _folded_names() or bool(
        words.other_total.fullmatch(folded) or words.canonical_total.fullmatch(folded)
    )


@cache
def _folded_names() -> frozenset[str]:
    return frozenset(fold(name) for name in class_names())


def _named(row: TableRow, name: str) -> TableRow:
    row.labels.name = unwrapped(name)
    row.labels.is_total = row.labels.is_total or bool(row_words().other_total.fullmatch(fold(name)))
    return row
