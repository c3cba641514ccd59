"""Where a sheet's header ends, what each of its columns means, and which columns stand together in a block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipelines.extraction.meanings import Meaning, meaning_of
from pipelines.extraction.pages import Box
from pipelines.extraction.records import Side
from pipelines.extraction.sheets import Sheet, SheetCell
from pipelines.vocabulary import column_names, row_words

_NUMBER = re.compile(r"[-(]?\d[\d,]*(?:\.\d*)?[)%]?")
_CODED = re.compile(r"\[?\d{3,}[\]-].+")
_ENUMERATED = re.compile(r"[一二三四五六七八九十]+、.+|[(][一二三四五六七八九十]+[)].+")
_INDEX_NUMBER = re.compile(r"[(]?\d{1,2}[)]?(?:=.*)?|[\d=+\-()*/,]+")
_PRIMARY_AXIS = {"basic_expenditure": "economic", "general_public_by_economic": "economic"}
SIDED = frozenset({"budget_summary", "appropriation_summary"})


@dataclass(slots=True)
class Column:
    """One column of a table: its place, its header path as printed and folded, and its meaning.

    ``span`` are the grid columns below its heading: more than one where rules of other rows cut through it.
    """

    index: int
    span: tuple[int, ...]
    path: tuple[str, ...]
    heading: str
    meaning: Meaning
    box: Box
    name: str | None = None

    @property
    def is_figure(self) -> bool:
        """Whether the column holds numbers under a known name."""
        return self.name is not None


@dataclass(slots=True)
class Block:
    """Columns that stand together: the labels of a row and its numbers, on one side of the budget or on none."""

    labels: list[Column] = field(default_factory=list)
    figures: list[Column] = field(default_factory=list)
    side: Side | None = None


@dataclass(slots=True)
class Layout:
    """A sheet's header: how many rows it takes, its columns, their blocks, and what was not understood."""

    header_rows: int
    columns: list[Column]
    blocks: list[Block]
    unknown: list[Column]
    refusal: str | None = None


def header_height(sheet: Sheet, family: str) -> int:
    """How many leading rows are header: all rows before the first row of data, index rows (栏次) included."""
    for row in range(len(sheet.rows)):
        if not is_index_row(sheet, row) and _is_data(sheet, row, family):
            return row
    return len(sheet.rows)


def is_index_row(sheet: Sheet, row: int) -> bool:
    """Whether the row only numbers the columns (``** 1 2 3``, 栏次): index words and numbers rising by one from one."""
    texts = [cell.folded for cell in sheet.cells(row) if cell.row == row and cell.folded]
    words, numbers = [], []
    for text in texts:
        (numbers if text[0].isdigit() or text[0] == "(" else words).append(text)
    if not numbers or not all(row_words().index_word.fullmatch(word) for word in words):
        return (
            bool(words) and not numbers and all(row_words().index_word.fullmatch(w) for w in words) and "栏次" in words
        )
    if not all(_INDEX_NUMBER.fullmatch(number) for number in numbers):
        return False
    values = [int(re.sub(r"\D.*", "", number.lstrip("("))) for number in numbers if re.match(r"[(]?\d", number)]
    rising = all(b == a + 1 for a, b in pairwise(values))
    return bool(values) and rising and (values[0] == 1 or bool(words)) and (len(values) > 1 or bool(words))


def _is_data(sheet: Sheet, row: int, family: str) -> bool:
    """Whether a row before which all rows are header is data: numbers, codes, or texts where only labels stand."""
    starting = [cell for cell in sheet.cells(row) if cell.row == row]
    texts = [cell.folded for cell in starting if cell.folded]
    if any(_NUMBER.fullmatch(t) or _CODED.fullmatch(t) or _ENUMERATED.fullmatch(t) for t in texts):
        return True
    paths = [_path(sheet, col, row)[0] for col in range(sheet.width)]
    if not texts or not any(not cell.folded and paths[cell.col] for cell in starting):
        return False
    if len(texts) == 1 and row_words().canonical_total.fullmatch(texts[0]):
        return True
    return all(paths[cell.col] and _is_label(paths[cell.col], family) for cell in starting if cell.folded)


def _is_label(path: tuple[str, ...], family: str) -> bool:
    return meaning_of(path, family, None).role in ("label", "ignore")


def header_texts(sheet: Sheet, height: int) -> tuple[tuple[str, ...], ...]:
    """The folded header of every column: what a repeated header is compared by."""
    return tuple(_path(sheet, col, height)[0] for col in range(sheet.width))


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
    _name_figures(blocks, family)
    unknown = [column for column in columns if column.meaning.role == "unknown"]
    return Layout(height, columns, blocks, unknown, _refusal(blocks, family))


def _path(sheet: Sheet, col: int, height: int) -> tuple[tuple[str, ...], str]:
    cells: list[SheetCell] = []
    for row in range(height):
        cell = sheet.rows[row][col]
        if cell is None or not cell.folded or (cells and cells[-1] is cell) or is_index_row(sheet, row):
            continue
        cells.append(cell)
    return tuple(cell.folded for cell in cells), " / ".join("".join(cell.text.split()) for cell in cells)


def _column(sheet: Sheet, col: int, height: int, family: str, year: int | None) -> Column:
    path, heading = _path(sheet, col, height)
    meaning = meaning_of(path, family, year) if path else Meaning("unknown", unknown="")
    box = Box(sheet.x_edges[col], sheet.y_edges[0], sheet.x_edges[col + 1], sheet.y_edges[height])
    return Column(col, (col,), path, heading, meaning, box)


def _spanned(sheet: Sheet, columns: list[Column], height: int) -> list[Column]:
    """Neighbouring columns of numbers under the same heading cell are one column."""
    joined: list[Column] = []
    for column in columns:
        last = joined[-1] if joined else None
        same = last is not None and _leaf(sheet, column.index, height) is _leaf(sheet, last.index, height)
        if last is not None and same and column.path and column.meaning.role == "column":
            last.span = (*last.span, column.index)
        else:
            joined.append(column)
    return joined


def _leaf(sheet: Sheet, col: int, height: int) -> SheetCell | None:
    cells = [sheet.rows[row][col] for row in range(height) if not is_index_row(sheet, row)]
    return next((cell for cell in reversed(cells) if cell is not None and cell.folded), None)


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
        if not any(_NUMBER.fullmatch(text) for text in texts):
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
        if meaning.axis != "row":
            following = meaning.axis
        elif following is not None and meaning.label != "name":
            column.meaning = replace(meaning, axis=following)
        else:
            following = None
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


def _name_figures(blocks: list[Block], family: str) -> None:
    figures = [column for block in blocks for column in block.figures if column.meaning.role == "column"]
    has_whole = any(c.meaning.base is not None or c.meaning.whole for c in figures)
    has_final = any(c.meaning.flavour == "final" for c in figures)
    for column in figures:
        column.name = column_name(column.meaning, has_whole, has_final)
    for block in blocks:
        _part_wholes(block, family)


def column_name(meaning: Meaning, has_whole: bool, has_final: bool) -> str | None:
    """The name of a column: its meaning with period and flavour, None when the vocabulary lists no such column.

    ``has_whole``: the table tells a total from its parts, so a bare amount is the total. ``has_final``: budget and final
    accounts stand in one table, so the budget's columns say so.
    """
    name = meaning.base or ("total" if meaning.whole or has_whole else "amount")
    bare = meaning.base is None and (meaning.period is not None or meaning.ex_infra)
    parts = [] if bare or (name == "total" and meaning.period) else [name]
    if meaning.ex_infra:
        parts = ["total", "ex_infra"] if meaning.period is None and not parts else [*parts, "ex_infra"]
    if meaning.period:
        parts.insert(0, meaning.period)
    if meaning.flavour == "adjusted_budget" or (has_final and meaning.flavour == "budget"):
        parts.append(meaning.flavour)
    joined = "_".join(parts)
    return joined if joined in column_names() else None


def _part_wholes(block: Block, family: str) -> None:
    """Tell several totals of one block apart: 总计 beside 合计, and 合计 over 三公 together with 会议费 and 培训费."""
    for prefix in {
        column.name.removesuffix("total") for column in block.figures if column.name and column.name.endswith("total")
    }:
        wholes = [column for column in block.figures if column.name == f"{prefix}total"]
        if family == "three_public":
            _part_meetings(block, wholes)
        elif len(wholes) == 2 and [c.path[-1] for c in wholes] == ["总计", "合计"]:
            wholes[0].name = "total_all"


def _part_meetings(block: Block, wholes: list[Column]) -> None:
    has_meetings = any(c.meaning.base in ("meeting", "training") for c in block.figures)
    for column in wholes:
        if has_meetings and column.meaning.base is None and column.name:
            column.name = f"{column.name}_with_meetings"
    periods = [c for c in block.figures if c.meaning.period and c.meaning.base is None and c.meaning.whole]
    for column in periods:
        if has_meetings:
            column.name = f"{column.meaning.period}_total_with_meetings"


def _refusal(blocks: list[Block], family: str) -> str | None:
    if not any(column.is_figure for block in blocks for column in block.figures):
        return "no column of numbers is explained by the vocabulary"
    for block in blocks:
        counts = Counter(column.name for column in block.figures if column.name)
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            return f"several columns mean {', '.join(twice)}"
    if family in SIDED and any(block.side is None for block in blocks):
        return "a block says neither revenue nor expenditure"
    return None
