"""What each column of a sheet means, and which columns stand together in a block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.extraction.blocks import SIDED, Block, Column, Layout
from pipelines.extraction.header import NUMBER, header_height, leaf_of, path_of
from pipelines.extraction.meanings import Meaning, meaning_of
from pipelines.extraction.naming import name_figures
from pipelines.extraction.pages import Box
from pipelines.extraction.records import Side
from pipelines.extraction.sheets import Sheet
from pipelines.extraction.unreadparts import unread_parts
from pipelines.vocabulary import row_words

_PRIMARY_AXIS = {"basic_expenditure": "economic", "general_public_by_economic": "economic"}


def read_layout(sheet: Sheet, family: str, year: int | None) -> Layout:
    """The layout of a sheet that carries its header.

    ``refusal`` says why the columns cannot be told: none holds numbers, or two of one block have the same meaning.
    """
    height = header_height(sheet, family)
    columns = [_column(sheet, col, height, family, year) for col in range(sheet.width)]
    headed = {column.index for column in columns if column.path}
    columns = [column for column in columns if column.path or _has_text(sheet, column.index, height, headed)]
    columns = _spanned(sheet, columns, height)
    _name_unheaded(sheet, columns, height)
    _spread_codes(sheet, columns, height)
    _settle_axes(columns, family)
    blocks = _blocks(columns, family)
    name_figures(blocks, family)
    unknown = [column for column in columns if column.meaning.role == "unknown"]
    return Layout(height, columns, blocks, unknown, _refusal(blocks, family) or unread_parts(sheet, blocks, height))


def _column(sheet: Sheet, col: int, height: int, family: str, year: int | None) -> Column:
    path, heading = path_of(sheet, col, height)
    meaning = meaning_of(path, family, year) if path else Meaning("unknown", unknown="")
    box = Box(sheet.x_edges[col], sheet.y_edges[0], sheet.x_edges[col + 1], sheet.y_edges[height])
    return Column(col, (col,), path, heading, meaning, box)


def _spanned(sheet: Sheet, columns: list[Column], height: int) -> list[Column]:
    """Neighbouring columns of numbers under the same heading cell are one column."""
    joined: list[Column] = []
    for column in columns:
        last = joined[-1] if joined else None
        same = last is not None and leaf_of(sheet, column.index, height) is leaf_of(sheet, last.index, height)
        if last is not None and same and column.path and column.meaning.role == "column":
            last.span = (*last.span, column.index)
        else:
            joined.append(column)
    return joined


def _has_text(sheet: Sheet, col: int, height: int, headed: set[int]) -> bool:
    """Whether an unheaded column holds texts of its own, in cells that reach no headed column."""
    cells = (cell for row in sheet.rows[height:] if (cell := row[col]) is not None and cell.col == col)
    return any(cell.folded and not headed & set(range(cell.col, cell.last_col + 1)) for cell in cells)


def _name_unheaded(sheet: Sheet, columns: list[Column], height: int) -> None:
    """A column of texts without a heading, right after names, is the inner part of the name (Jiangsu: 收入预算总表)."""
    for left, column in pairwise(columns):
        if column.path or left.meaning.label != "name":
            continue
        texts = [cell.folded for row in sheet.rows[height:] if (cell := row[column.index]) is not None and cell.folded]
        if not any(NUMBER.fullmatch(text) for text in texts):
            column.meaning = left.meaning


def _spread_codes(sheet: Sheet, columns: list[Column], height: int) -> None:
    """Columns under one code heading are 类, 款, 项 in this order; the words may share the first row of data."""
    first = sheet.rows[height] if height < len(sheet.rows) else []
    runs: list[list[Column]] = []
    for column in columns:
        is_code = column.meaning.role == "label" and column.meaning.label == "code"
        if is_code and runs and runs[-1][-1].index == column.index - 1 and runs[-1][-1].path == column.path:
            runs[-1].append(column)
        elif is_code:
            runs.append([column])
    for run in runs:
        texts = [cell.folded if (cell := first[c.index]) else "" for c in run] if first else []
        if len(run) > 1 or texts == ["类"]:
            for column, label in zip(run, ("class", "group", "item"), strict=False):
                column.meaning = replace(column.meaning, label=label)


def _settle_axes(columns: list[Column], family: str) -> None:
    """Labels that name no axis take that of the name column after them, else the one the family is about."""
    primary = _PRIMARY_AXIS.get(family, "function")
    following = None
    for column in reversed(columns):
        meaning = column.meaning
        if meaning.role != "label":
            following = None
            continue
        if meaning.label == "name":
            following = meaning.axis if meaning.axis != "row" else None
        elif meaning.axis == "row" and following is not None:
            column.meaning = replace(meaning, axis=following)
    for column in columns:
        own = family in SIDED or column.meaning.axis in ("row", primary)
        if column.meaning.role == "label" and own:
            column.meaning = replace(column.meaning, axis="row")


def _blocks(columns: Sequence[Column], family: str) -> list[Block]:
    """Columns in blocks: one begins where labels follow numbers."""
    blocks = [Block()]
    for column in columns:
        role = column.meaning.role
        if role == "label":
            if any(figure.meaning.role == "column" for figure in blocks[-1].figures):
                blocks.append(Block())
            blocks[-1].labels.append(column)
        elif role in ("column", "unknown"):
            blocks[-1].figures.append(column)
    if family in SIDED:
        for block in blocks:
            block.side = _side(block)
    return [block for block in blocks if block.figures]


def _side(block: Block) -> Side | None:
    words = row_words()
    for column in (*block.labels, *block.figures):
        for text in column.path:
            if words.revenue_side.fullmatch(text):
                return "revenue"
            if words.expenditure_side.fullmatch(text):
                return "expenditure"
    return None


def _refusal(blocks: list[Block], family: str) -> str | None:
    if not any(column.is_figure for block in blocks for column in block.figures):
        return "no column of numbers is explained by the vocabulary"
    for block in blocks:
        counts = Counter(column.name for column in block.figures if column.name)
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            return f"several columns mean {', '.join(twice)}"
    if family in SIDED and not all(any(column.is_figure for column in block.figures) for block in blocks):
        return "a block's columns of numbers are not explained by the vocabulary"
    if family in SIDED and any(block.side is None for block in blocks):
        return "a block says neither revenue nor expenditure"
    return None
