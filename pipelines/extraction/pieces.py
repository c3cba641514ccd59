"""The grids of a document one after the other, each with its caption, cut where a title stands inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.extraction.captions import Caption, caption_of, outside_lines, owner_in, title_entry, unit_in, year_in
from pipelines.extraction.folding import fold, unwrapped
from pipelines.extraction.pages import Page, TextLine
from pipelines.extraction.sheets import Sheet, SheetCell, sheet_of

# Titles and page numbers at the foot of a page count for the next page's first grid: this many lines are looked at.
_FOOT_LINES = 3


@dataclass(slots=True)
class Piece:
    """One grid, or the part of a grid between two titles, with its caption."""

    page: Page
    sheet: Sheet
    caption: Caption
    starts_page: bool
    above: list[TextLine]


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
