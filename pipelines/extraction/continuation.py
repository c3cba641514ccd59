"""Whether and how a grid goes on with a table: a repeated header, the same columns, a header or last columns cut off."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.blocks import Column
from pipelines.extraction.folding import fold
from pipelines.extraction.header import NUMBER, header_height, header_texts
from pipelines.extraction.layout import read_layout
from pipelines.extraction.lostrows import with_lost_row
from pipelines.extraction.pages import TextLine
from pipelines.extraction.pieces import Piece
from pipelines.extraction.sheets import Sheet, SheetCell
from pipelines.extraction.tables import FORM_FAMILIES, Part, PrintedTable


def continues(table: PrintedTable, piece: Piece) -> bool:
    """Whether the piece can belong to the table: the next page's first grid, untitled or under the same title."""
    last = table.parts[-1]
    follows = piece.page.number == last.page.number + 1 and piece.starts_page
    if not follows or last.sheet.y_edges[-1] < last.page.grids[-1].box.bottom - 10:
        return False
    caption = piece.caption
    if caption.text is None:
        return table.caption.text is not None and (caption.continued or not _has_prose(piece.above))
    same = caption.title is table.title and fold(caption.text) == fold(table.caption.text or "")
    return same and (caption.owner is None or caption.owner == table.caption.owner)


def _has_prose(lines: Sequence[TextLine]) -> bool:
    return any("。" in line.text for line in lines)


def join(table: PrintedTable, piece: Piece) -> bool:
    """Add the piece to the table when its header repeats the table's or, without one, its columns fit."""
    if table.layout is None or table.family is None:
        return _join_form(table, piece)
    opening = table.parts[0]
    if opening.first == len(opening.sheet.rows) and piece.caption.text is None:
        return _restart(table, piece)
    own = header_height(piece.sheet, table.family)
    sheet = piece.sheet
    if own and _same_header(opening, table.layout.header_rows, sheet, own):
        first = own
    elif piece.caption.text is None and not _looks_headed(sheet, own, table.family):
        first, sheet = 0, with_lost_row(piece)
    else:
        return own > 0 and _join_reordered(table, piece, own)
    index = _matched(opening.sheet, table, sheet)
    if index is None:
        return False
    table.parts.append(Part(piece.page, sheet, first, index))
    _take_unit(table, piece)
    return True


def _join_reordered(table: PrintedTable, piece: Piece, own: int) -> bool:
    """Add a page whose header prints the table's columns, all of them and no other, in another order."""
    assert table.layout is not None and table.family is not None
    layout = read_layout(piece.sheet, table.family, table.year)
    there = {_column_key(column): column for column in layout.columns}
    here = {_column_key(column): column for column in table.layout.columns}
    known = layout.refusal is None and len(there) == len(layout.columns) and len(table.layout.blocks) == 1
    if not known or there.keys() != here.keys() or len(here) != len(table.layout.columns):
        return False
    pairs = [(column.span, there[key].span) for key, column in here.items()]
    if any(len(span) != len(other) for span, other in pairs):
        return False
    index = {c: at for span, other in pairs for c, at in zip(span, other, strict=True)}
    table.parts.append(Part(piece.page, piece.sheet, own, index))
    _take_unit(table, piece)
    return True


def _column_key(column: Column) -> tuple[str | None, ...]:
    meaning = column.meaning
    return (column.name, meaning.role, meaning.label, meaning.axis, "" if column.name else column.heading)


def is_explained(sheet: Sheet, family: str, year: int | None) -> bool:
    """Whether the sheet's own header is one of this family, every column of it."""
    layout = read_layout(sheet, family, year)
    return layout.refusal is None and not layout.unknown and any(block.labels for block in layout.blocks)


def _take_unit(table: PrintedTable, piece: Piece) -> None:
    """The unit of a continuation page is the table's; another one leaves its figures without a certain unit."""
    unit = piece.caption.unit
    if table.unit and unit and unit != table.unit:
        why = f"page {piece.page.number} says {unit} where the table says {table.unit}"
        table.refusal = table.refusal or why
    table.unit = table.unit or unit


def _restart(table: PrintedTable, piece: Piece) -> bool:
    """A header cut by the page break: its first rows stand alone on the page before."""
    assert table.family is not None
    above, below = table.parts[0].sheet, piece.sheet
    rows = [[_above(above, below, c, r) for c in range(below.width)] for r in range(len(above.rows))]
    height = len(rows)
    for cell in {id(c): c for row in below.rows for c in row if c is not None}.values():
        cell.row, cell.last_row = cell.row + height, cell.last_row + height
    tops = [below.y_edges[0] - (height - r) for r in range(height)]
    sheet = Sheet(below.page, [*rows, *below.rows], below.x_edges, [*tops, *below.y_edges])
    layout = read_layout(sheet, table.family, table.year)
    if layout.refusal or layout.header_rows <= height:
        return False
    table.layout = layout
    table.parts = [
        Part(piece.page, sheet, layout.header_rows, {c: c for column in layout.columns for c in column.span})
    ]
    return True


def _above(above: Sheet, below: Sheet, column: int, row: int) -> SheetCell | None:
    middle = (below.x_edges[column] + below.x_edges[column + 1]) / 2
    at = next((c for c in range(above.width) if above.x_edges[c] <= middle < above.x_edges[c + 1]), None)
    return above.rows[row][at] if at is not None else None


def _join_form(table: PrintedTable, piece: Piece) -> bool:
    """Forms and tables that are not read: an untitled grid goes on with them; a form starts where it is titled."""
    if piece.caption.text is not None and table.family in FORM_FAMILIES:
        return False
    table.parts.append(Part(piece.page, piece.sheet, 0, {}))
    return True


def _same_header(opening: Part, height: int, sheet: Sheet, own: int) -> bool:
    return _header_words(opening.sheet, height) == _header_words(sheet, own)


def _header_words(sheet: Sheet, height: int) -> list[tuple[str, ...]]:
    return [path for path in header_texts(sheet, height) if path]


def is_headed(sheet: Sheet, family: str) -> bool:
    """Whether the sheet begins with a header of its own rather than with rows of data."""
    return _looks_headed(sheet, header_height(sheet, family), family)


def _looks_headed(sheet: Sheet, own: int, family: str) -> bool:
    """Whether leading rows are another table's header rather than rows of data without numbers: no column lacks a heading."""
    if own == 0:
        return False
    paths = header_texts(sheet, own)
    layout = read_layout(sheet, family, None)
    named = [c for c in layout.columns if c.meaning.role != "unknown"]
    return all(paths) and len(named) * 2 > len(layout.columns)


def _matched(opening: Sheet, table: PrintedTable, sheet: Sheet) -> dict[int, int] | None:
    """The table's columns on another sheet: by number where both have as many, else by their middles."""
    assert table.layout is not None
    grid_columns = [c for column in table.layout.columns for c in column.span]
    if sheet.width == opening.width:
        return {c: c for c in grid_columns}
    index: dict[int, int] = {}
    for c in grid_columns:
        middle = (opening.x_edges[c] + opening.x_edges[c + 1]) / 2
        at = next((i for i in range(sheet.width) if sheet.x_edges[i] <= middle < sheet.x_edges[i + 1]), None)
        if at is not None:
            index[c] = at
    figures = [column for block in table.layout.blocks for column in block.figures]
    found = [tuple(sorted({index[c] for c in column.span if c in index})) for column in figures]
    apart = len({c for span in found for c in span}) == sum(len(span) for span in found)
    complete = all(found) and apart and not _has_stray_numbers(sheet, set(index.values()))
    return index if complete else None


def _has_stray_numbers(sheet: Sheet, known: set[int]) -> bool:
    """Whether a number stands under none of the table's columns: the page has more columns than the table."""
    cells = {id(cell): cell for row in sheet.rows for cell in row if cell is not None and NUMBER.fullmatch(cell.folded)}
    return any(known.isdisjoint(range(cell.col, cell.last_col + 1)) for cell in cells.values())


def overflows(table: PrintedTable, piece: Piece) -> bool:
    """Whether the grid only holds last columns of the table that found no room on its own page.

    Its rows lie as high as the table's, its header has columns of numbers and no labels. Its unit line counts for the table; when it
    holds numbers, they cannot be told to rows and the table is refused.
    """
    sheet, title = piece.sheet, piece.caption.title
    if table.layout is None or table.family is None or (title is not None and title is not table.title):
        return False
    if piece.page.number != table.last_page + 1 or not piece.starts_page or not sheet.texts(0):
        return False
    layout = read_layout(sheet, table.family, table.year)
    labelled = any(block.labels for block in table.layout.blocks)
    if not labelled or any(column.meaning.role != "column" for column in layout.columns):
        return False
    if not any(_as_high(sheet.y_edges, part.sheet.y_edges) for part in table.parts):
        return False
    table.unit = table.unit or piece.caption.unit
    if any(sheet.texts(r) for r in range(layout.header_rows, len(sheet.rows))):
        table.refusal = f"its last columns stand on page {piece.page.number}, apart from their rows"
    return True


def _as_high(edges: Sequence[float], others: Sequence[float]) -> bool:
    return all(any(abs(edge - other) < 3 for other in others) for edge in edges)
