"""From the grids of a document to its tables, continuation pages joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.blocks import Layout
from pipelines.extraction.captions import Caption, years_in
from pipelines.extraction.continuation import continues, is_explained, is_headed, join, overflows
from pipelines.extraction.folding import fold
from pipelines.extraction.header import header_height
from pipelines.extraction.layout import read_layout
from pipelines.extraction.moneyunits import settle_unit
from pipelines.extraction.naming import says_final
from pipelines.extraction.pages import Page
from pipelines.extraction.pieces import Piece, pieces_of
from pipelines.extraction.sheets import Sheet
from pipelines.extraction.tables import FORM_FAMILIES, Part, PrintedTable

# A heading that says budget, in a table of final accounts.
_BUDGETED = re.compile(r"(?:(?:20\d\d年度?|年初|本年|全年|调整)?预算(?:数|金额)?|(?:全年)?执行数?)")


def tables_of(pages: Sequence[Page]) -> list[PrintedTable]:
    """The document's tables in print order."""
    tables: list[PrintedTable] = []
    for piece in pieces_of(pages):
        current = tables[-1] if tables else None
        if current is not None and continues(current, piece):
            if join(current, piece):
                continue
            if current.layout and piece.caption.text is None and _breaks(current, piece):
                current.refusal = (
                    current.refusal or f"the grid on page {piece.page.number} continues it with other columns"
                )
                continue
        if current is not None and overflows(current, piece):
            continue
        tables.append(_opened(piece))
    for table in tables:
        settle_unit(table)
    return tables


def _breaks(table: PrintedTable, piece: Piece) -> bool:
    """Whether an untitled grid that follows a table and does not join it must be its continuation all the same."""
    family = table.family or ""
    return not is_headed(piece.sheet, family) or is_explained(piece.sheet, family, table.year)


def _opened(piece: Piece) -> PrintedTable:
    caption = piece.caption
    family = caption.title.family if caption.title else None
    year = caption.year or _latest_year(piece.sheet, family or "")
    layout = read_layout(piece.sheet, family, year) if family and not _is_form(caption) else None
    table = PrintedTable(caption, layout, [], caption.unit, year)
    first = layout.header_rows if layout else 0
    index = {c: c for column in layout.columns for c in column.span} if layout else {}
    table.parts.append(Part(piece.page, piece.sheet, first, index))
    table.refusal = _without_final(caption, layout) if layout else None
    return table


def _without_final(caption: Caption, layout: Layout) -> str | None:
    """Why a table of final accounts is not read: it prints a budget, and what was spent under a heading that is not explained."""
    figures = [column for block in layout.blocks for column in block.figures]
    budgets = [column for column in figures if any(_BUDGETED.fullmatch(cell) for cell in column.path)]
    if "决算" not in (caption.text or "") or not budgets or says_final(column.meaning for column in figures):
        return None
    return f"a table of final accounts prints {budgets[0].heading} and no final accounts that the vocabulary explains"


def _is_form(caption: Caption) -> bool:
    return caption.title is not None and caption.title.family in FORM_FAMILIES and "绩效" in fold(caption.text or "")


def _latest_year(sheet: Sheet, family: str) -> int | None:
    """The latest year that the header names: a title without a year leaves it to tell last year's columns."""
    texts = (cell.folded for r in range(header_height(sheet, family)) for cell in sheet.cells(r))
    return max((year for text in texts for year in years_in(text)), default=None)
