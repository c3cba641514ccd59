"""Where a sheet's header ends, and the path of header cells above each column."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.extraction.meanings import meaning_of
from pipelines.extraction.sheets import Sheet, SheetCell
from pipelines.vocabulary import row_words

NUMBER = re.compile(r"[-(]?\d[\d,]*(?:\.\d*)?[)%]?")
_CODED = re.compile(r"\[?\d{3,}[\]-].+")
_ENUMERATED = re.compile(r"[一二三四五六七八九十]+、.+|[(][一二三四五六七八九十]+[)].+")
_INDEX_NUMBER = re.compile(r"[(]?\d{1,2}[)]?(?:=.*)?|[\d=+\-()*/,]+")


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
    if any(NUMBER.fullmatch(t) or _CODED.fullmatch(t) or _ENUMERATED.fullmatch(t) for t in texts):
        return True
    paths = [path_of(sheet, col, row)[0] for col in range(sheet.width)]
    if not texts or not any(not cell.folded and paths[cell.col] for cell in starting):
        return False
    if len(texts) == 1 and row_words().canonical_total.fullmatch(texts[0]):
        return True
    return all(paths[cell.col] and _is_label(paths[cell.col], family) for cell in starting if cell.folded)


def _is_label(path: tuple[str, ...], family: str) -> bool:
    return meaning_of(path, family, None).role in ("label", "ignore")


def header_texts(sheet: Sheet, height: int) -> tuple[tuple[str, ...], ...]:
    """The folded header of every column: what a repeated header is compared by."""
    return tuple(path_of(sheet, col, height)[0] for col in range(sheet.width))


def path_of(sheet: Sheet, col: int, height: int) -> tuple[tuple[str, ...], str]:
    """The header cells above a column, outermost first: folded one by one, and as printed in one line."""
    cells: list[SheetCell] = []
    for row in range(height):
        cell = sheet.rows[row][col]
        if cell is None or not cell.folded or (cells and cells[-1] is cell) or is_index_row(sheet, row):
            continue
        cells.append(cell)
    return tuple(cell.folded for cell in cells), " / ".join("".join(cell.text.split()) for cell in cells)


def leaf_of(sheet: Sheet, col: int, height: int) -> SheetCell | None:
    """The lowest header cell with text above a column."""
    cells = [sheet.rows[row][col] for row in range(height) if not is_index_row(sheet, row)]
    return next((cell for cell in reversed(cells) if cell is not None and cell.folded), None)
