"""From the grids of a document to its tables: captions read, grids cut at inner titles, continuation pages joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.extraction.captions import (
    Caption,
    caption_of,
    outside_lines,
    owner_in,
    title_entry,
    unit_in,
    unit_in_brackets,
    year_in,
    years_in,
)
from pipelines.extraction.folding import fold, unwrapped
from pipelines.extraction.layout import Layout, header_height, header_texts, read_layout
from pipelines.extraction.pages import Box, Page, TextLine, Word
from pipelines.extraction.sheets import Sheet, SheetCell, sheet_of
from pipelines.vocabulary import Title

# Titles and page numbers at the foot of a page count for the next page's first grid: this many lines are looked at.
_FOOT_LINES = 3
# A row whose top rule is missing stands directly above the grid: no further than this from it.
_LOST_ROW_PT = 24.0


@dataclass(slots=True)
class Piece:
    """One grid, or the part of a grid between two titles, with its caption."""

    page: Page
    sheet: Sheet
    caption: Caption
    starts_page: bool
    above: list[TextLine]


@dataclass(slots=True)
class Part:
    """The part of a table on one page: its sheet, its first row of data and where the table's columns are on it."""

    page: Page
    sheet: Sheet
    first: int
    index: dict[int, int]


@dataclass(slots=True)
class PrintedTable:
    """One table over all its pages; ``refusal`` says why its columns are not read."""

    caption: Caption
    layout: Layout | None
    parts: list[Part] = field(default_factory=list)
    unit: str | None = None
    year: int | None = None
    refusal: str | None = None

    @property
    def title(self) -> Title | None:
        """The vocabulary's entry for the table's title."""
        return self.caption.title

    @property
    def family(self) -> str | None:
        """The table's family, None for a table that is not read."""
        return self.caption.title.family if self.caption.title else None

    @property
    def last_page(self) -> int:
        """The number of the last page the table stands on."""
        return self.parts[-1].page.number


FORM_FAMILIES = frozenset({"project", "performance_target"})


def pieces_of(pages: Sequence[Page]) -> Iterator[Piece]:
    """Every grid of the document with its caption, grids cut where a title stands inside them."""
    foot: list[TextLine] = []
    for page in pages:
        outside = outside_lines(page)
        top = 0.0
        for number, grid in enumerate(page.grids):
            above = [line for line in outside if top - 1 <= line.box.top and line.box.bottom <= grid.box.top + 3]
            sheet = sheet_of(grid, page.number, page.words)
            if sheet is not None:
                yield from _cut(page, sheet, above, foot if number == 0 else [], number == 0)
            top = grid.box.bottom
        foot = [line for line in outside if line.box.top >= top - 1 and _speaks(line)][-_FOOT_LINES:]


def _speaks(line: TextLine) -> bool:
    return any(char.isalpha() for char in line.text)


def _cut(page: Page, sheet: Sheet, above: list[TextLine], foot: list[TextLine], starts_page: bool) -> Iterator[Piece]:
    caption = caption_of(above)
    if caption.text is None and foot:
        caption = _merged(caption, caption_of(foot))
    texted = next((r for r in range(len(sheet.rows)) if sheet.texts(r)), len(sheet.rows))
    starts = [r for r in range(texted + 1, len(sheet.rows)) if _is_title_row(sheet, r)]
    for number, (first, stop) in enumerate(zip([0, *starts], [*starts, len(sheet.rows)], strict=True)):
        height, inner = _inner_caption(sheet, first, stop)
        part = sheet.part(first + height, stop)
        if part.rows:
            whole = _merged(inner, caption) if number == 0 else inner
            yield Piece(page, part, whole, starts_page and number == 0, above if number == 0 else [])


def _is_title_row(sheet: Sheet, r: int) -> bool:
    cells = [cell for cell in sheet.cells(r) if cell.folded]
    if len(cells) != 1:
        return False
    first_line = fold(cells[0].text.split("\n")[0])
    return title_entry(cells[0].folded) is not None or title_entry(first_line) is not None


def _inner_caption(sheet: Sheet, first: int, stop: int) -> tuple[int, Caption]:
    """Leading rows that are title, table number, owner, unit or blank; how many, and what they say."""
    text = title = unit = owner = None
    height = 0
    for r in range(first, stop):
        cells = [cell for cell in sheet.cells(r) if cell.folded and cell.row == r]
        lines = [line for cell in cells for line in cell.text.split("\n") if line.strip()]
        folded = [fold(line) for line in lines]
        whole = next((cell for cell in cells if title_entry(cell.folded) is not None), None)
        titled = whole.text if whole else next((x for x, y in zip(lines, folded, strict=True) if title_entry(y)), None)
        speaks = titled is not None or any(unit_in(line) or owner_in(line) is not None for line in folded)
        speaks = speaks or _stacked_unit(sheet, r, stop, cells) is not None
        if cells and (len(cells) > 4 or not (speaks or (len(cells) == 1 and title is None and _is_number(folded[0])))):
            break
        height = r - first + 1
        if titled and title is None:
            text, title = unwrapped(titled), title_entry(fold(titled))
        unit = unit or next(filter(None, map(unit_in, folded)), None) or _stacked_unit(sheet, r, stop, cells)
        owner = owner or next(filter(None, map(owner_in, folded)), None)
    if title is None and unit is None and owner is None:
        return 0, Caption()
    return height, Caption(text, title, unit, owner, year_in(fold(text or "")))


def _stacked_unit(sheet: Sheet, r: int, stop: int, cells: Sequence[SheetCell]) -> str | None:
    """A money unit whose words are cut by a rule and stand in cells below one another (江苏: 单位：万 / 元)."""
    for cell in cells:
        below = [other for q in range(r, min(stop, r + 4)) if (other := sheet.rows[q][cell.col]) is not None]
        stacked = "".join(other.folded for other in {id(other): other for other in below}.values())
        if cell.folded.startswith(("单位:", "金额单位:")) and unit_in(stacked):
            return unit_in(stacked)
    return None


def _is_number(folded: str) -> bool:
    return folded.endswith("表") and any(char.isdigit() for char in folded) and len(folded) < 10


def _merged(first: Caption, second: Caption) -> Caption:
    """The first caption, completed by the second where it says nothing."""
    if first.text is not None:
        return Caption(
            first.text, first.title, first.unit or second.unit, first.owner or second.owner, first.year or second.year
        )
    return Caption(
        second.text, second.title, first.unit or second.unit, first.owner or second.owner, second.year, second.continued
    )


def tables_of(pages: Sequence[Page]) -> list[PrintedTable]:
    """The document's tables in print order."""
    tables: list[PrintedTable] = []
    for piece in pieces_of(pages):
        current = tables[-1] if tables else None
        if current is not None and _continues(current, piece):
            if _join(current, piece):
                continue
            if current.layout and piece.caption.text is None and not _is_headed(piece.sheet, current.family or ""):
                current.refusal = (
                    current.refusal or f"the grid on page {piece.page.number} continues it with other columns"
                )
                continue
        if current is not None and _overflows(current, piece):
            continue
        tables.append(_opened(piece))
    for table in tables:
        _settle_unit(table)
    return tables


def _opened(piece: Piece) -> PrintedTable:
    caption = piece.caption
    family = caption.title.family if caption.title else None
    year = caption.year or _latest_year(piece.sheet, family or "")
    layout = read_layout(piece.sheet, family, year) if family and not _is_form(caption) else None
    table = PrintedTable(caption, layout, [], caption.unit, year)
    first = layout.header_rows if layout else 0
    index = {c: c for column in layout.columns for c in column.span} if layout else {}
    table.parts.append(Part(piece.page, piece.sheet, first, index))
    return table


def _overflows(table: PrintedTable, piece: Piece) -> bool:
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


def _is_form(caption: Caption) -> bool:
    return caption.title is not None and caption.title.family in FORM_FAMILIES and "绩效" in fold(caption.text or "")


def _latest_year(sheet: Sheet, family: str) -> int | None:
    """The latest year that the header names: a title without a year leaves it to tell last year's columns."""
    texts = (cell.folded for r in range(header_height(sheet, family)) for cell in sheet.cells(r))
    return max((year for text in texts for year in years_in(text)), default=None)


def _continues(table: PrintedTable, piece: Piece) -> bool:
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


def _join(table: PrintedTable, piece: Piece) -> bool:
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
        first, sheet = 0, _with_lost_row(piece, table)
    else:
        return False
    index = _matched(opening.sheet, table, sheet)
    if index is None:
        return False
    table.parts.append(Part(piece.page, sheet, first, index))
    table.unit = table.unit or piece.caption.unit
    return True


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


def _is_headed(sheet: Sheet, family: str) -> bool:
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
    return index if all(found) and apart else None


def _with_lost_row(piece: Piece, table: PrintedTable) -> Sheet:
    """The sheet with the row above it that has no top rule of its own (continuation pages of several producers)."""
    sheet = piece.sheet
    lines = [line for line in piece.above if 0 <= sheet.y_edges[0] - line.box.bottom + 3 < _LOST_ROW_PT]
    words = [word for line in lines for word in line.words]
    if not words or sheet.width < 2:
        return sheet
    cells = [_gathered(sheet, column, words, lines) for column in range(sheet.width)]
    filled = [cell for cell in cells if cell is not None]
    inside = all(sheet.x_edges[0] - 1 <= w.box.x0 and w.box.x1 <= sheet.x_edges[-1] + 1 for w in words)
    if len(filled) < 2 or not inside or not any(cell.folded[:1].isdigit() for cell in filled):
        return sheet
    row: list[SheetCell | None] = [
        cell or SheetCell("", _cell_box(sheet, c, lines), 0, 0, c, c) for c, cell in enumerate(cells)
    ]
    return _shifted(sheet, row, lines)


def _gathered(sheet: Sheet, column: int, words: Sequence[Word], lines: Sequence[TextLine]) -> SheetCell | None:
    left, right = sheet.x_edges[column], sheet.x_edges[column + 1]
    inside = [word.text for word in words if left <= (word.box.x0 + word.box.x1) / 2 < right]
    return SheetCell(" ".join(inside), _cell_box(sheet, column, lines), 0, 0, column, column) if inside else None


def _cell_box(sheet: Sheet, column: int, lines: Sequence[TextLine]) -> Box:
    return Box(sheet.x_edges[column], min(line.box.top for line in lines), sheet.x_edges[column + 1], sheet.y_edges[0])


def _shifted(sheet: Sheet, row: list[SheetCell | None], lines: Sequence[TextLine]) -> Sheet:
    """A sheet with ``row`` put before its first row; the other cells keep their objects, one row further down."""
    for cell in {id(c): c for r in sheet.rows for c in r if c is not None}.values():
        cell.row, cell.last_row = cell.row + 1, cell.last_row + 1
    top = min(line.box.top for line in lines)
    return Sheet(sheet.page, [row, *sheet.rows], sheet.x_edges, [top, *sheet.y_edges])


def _settle_unit(table: PrintedTable) -> None:
    """The money unit: the caption's, else one in a heading, else the nearest line above on the page."""
    if table.unit is not None:
        return
    sheet = table.parts[0].sheet
    for r in range(table.layout.header_rows if table.layout else min(3, len(sheet.rows))):
        for cell in sheet.cells(r):
            table.unit = table.unit or unit_in(cell.folded) or unit_in_brackets(cell.folded)
    above = [line for line in table.parts[0].page.lines if line.box.bottom <= sheet.y_edges[0] + 3]
    for line in reversed(above):
        table.unit = table.unit or unit_in(fold(line.text))
