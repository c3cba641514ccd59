"""Rows of a table: their labels and the cells of their numbers, with headers, notes and fillers left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.extraction.blocks import Block, Column
from pipelines.extraction.doubts import spans_rows
from pipelines.extraction.header import is_index_row
from pipelines.extraction.meanings import meaning_of
from pipelines.extraction.rowlabels import Carried, Labels, read_labels
from pipelines.extraction.sheets import Sheet, SheetCell, replace_text
from pipelines.vocabulary import row_words

# A table without labels prints its total alone; in these families the row is the body's, not a total over rows.
_UNNAMED = frozenset({"three_public", "revenue_summary"})
_DIGITS = re.compile(r"\d{2,}")


@dataclass(slots=True)
class TableRow:
    """One row of one block: its labels and, for each of the block's figure columns that it has, the printed cell."""

    page: int
    block: Block
    labels: Labels
    cells: list[tuple[Column, SheetCell]]
    position: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether no cell of the row is printed."""
        return not any(cell.folded for _, cell in self.cells)


def rows_of(
    sheet: Sheet, first: int, block: Block, index: dict[int, int], carried: Carried, family: str
) -> Iterator[TableRow]:
    """The rows of one block of a sheet from row ``first`` on; filler rows, notes and index rows are left out.

    ``index`` maps the table's grid columns to this sheet's; ``carried`` is kept up to date.
    """
    kept = [
        r
        for r in range(first, len(sheet.rows))
        if not (is_index_row(sheet, r) or _is_note(sheet, r) or _is_header(sheet, r, block, index, family))
    ]
    for band in _bands(sheet, kept, block, index):
        row = _row(sheet, band, block, index, carried, family)
        if row is not None:
            if any(spans_rows(cell, band, kept) for _, cell in row.cells):
                row.labels.doubt = "a number stands beside several rows"
            yield row


def _is_note(sheet: Sheet, r: int) -> bool:
    cells = [cell for cell in sheet.cells(r) if cell.folded]
    return len(cells) == 1 and bool(row_words().note.fullmatch(cells[0].folded)) and cells[0].last_col > cells[0].col


def _is_header(sheet: Sheet, r: int, block: Block, index: dict[int, int], family: str) -> bool:
    """Whether the row repeats the header among the data: headings stand where numbers should."""
    cells = [sheet.rows[r][index[c]] for column in block.figures for c in column.span if c in index]
    texts = [cell.folded for cell in cells if cell is not None and cell.folded]
    return bool(texts) and all(meaning_of((text,), family, None).role == "column" for text in texts)


def _bands(sheet: Sheet, kept: Sequence[int], block: Block, index: dict[int, int]) -> Iterator[list[int]]:
    """Printed rows as runs of grid rows: names that stand centred beside one number are cut into several grid rows."""
    band: list[int] = []
    for r in kept:
        if band and band[-1] == r - 1 and _goes_on(sheet, band, r, block, index):
            band.append(r)
        else:
            if band:
                yield band
            band = [r]
    if band:
        yield band


def _goes_on(sheet: Sheet, band: list[int], r: int, block: Block, index: dict[int, int]) -> bool:
    figures = [index[c] for column in block.figures for c in column.span if c in index]
    if not all(sheet.rows[r][c] is sheet.rows[r - 1][c] for c in figures):
        return False
    labels = [index[c] for column in block.labels for c in column.span if c in index]
    for c in labels:
        texts = {id(cell) for q in (*band, r) if (cell := sheet.rows[q][c]) is not None and cell.folded}
        if len(texts) > 1:
            return False
    return bool(figures)


def _cell_of(sheet: Sheet, band: list[int], column: Column, index: dict[int, int]) -> SheetCell | None:
    """The cell of a column in a printed row; numbers that stand side by side under one heading come out unreadable."""
    cells = [sheet.rows[r][index[c]] for r in band for c in column.span if c in index]
    distinct = list({id(cell): cell for cell in cells if cell is not None}.values())
    texted = [cell for cell in distinct if cell.folded]
    if len(texted) > 1:
        return replace_text(texted[0], " | ".join(cell.text for cell in texted))
    return texted[0] if texted else distinct[0] if distinct else None


def _row(
    sheet: Sheet, band: list[int], block: Block, index: dict[int, int], carried: Carried, family: str
) -> TableRow | None:
    named = [(column, _cell_of(sheet, band, column, index)) for column in block.labels]
    label_cells = [(column, cell) for column, cell in named if cell is not None]
    spanned = {id(cell) for _, cell in label_cells}
    cells = []
    for column in block.figures:
        cell = _cell_of(sheet, band, column, index)
        if cell is not None and id(cell) not in spanned and cell.row in band:
            cells.append((column, cell))
    if not cells or not any(cell.folded for _, cell in (*label_cells, *cells)):
        return None
    labels = read_labels(label_cells, carried, family)
    if labels.is_blank and not any(cell.folded for _, cell in cells):
        return None
    if not block.labels:
        labels.is_total = True
        labels.name = None if family in _UNNAMED else "合计"
    return TableRow(sheet.page, block, labels, cells)


def combine_classifications(rows: Sequence[TableRow]) -> None:
    """In a table of combinations (政府 x 部门 economic classification) without rows for whole classes, the row's own code is also
    its department classification; where classes are printed, the code alone places the row in its hierarchy.
    """
    codes = [row.labels.code for row in rows if row.labels.code]
    crossed = [row for row in rows if row.labels.gov_economic_code and not row.labels.economic_code]
    if not crossed or any(len(code) == 3 for code in codes) or any(code.startswith("2") for code in codes):
        return
    for row in crossed:
        row.labels.economic_code, row.labels.economic_name = row.labels.code, row.labels.name


def doubt_garbled(rows: Sequence[TableRow]) -> None:
    """In a table by code, a row without a code whose name holds a run of digits was not read as it was printed."""
    if not any(row.labels.code for row in rows):
        return
    for row in rows:
        labels = row.labels
        if labels.code is None and not labels.is_total and not labels.is_unit_row and _DIGITS.search(labels.name or ""):
            labels.doubt = f"the name {labels.name!r} holds digits and no code"
