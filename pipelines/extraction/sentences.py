"""The prose of a document as blocks: a heading with the running text below it, every character knowing where it was printed.

Lines inside grids, page numbers and running heads are left out; lines are joined over line and page ends. What the text says is not
looked at here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from statistics import median

from pipelines.extraction.pages import Box, Grid, Page, TextLine, Word

BREAK = "\n"
BASE_LEVEL = -1

# Headings as GB/T 9704 numbers them (一、（一）1.（1）), with 第X部分 above.
_ENUMERATORS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第[一二三四五六七八九十]+部分[::]?",
        r"[一二三四五六七八九十]{1,3}、",
        r"\([一二三四五六七八九十]{1,3}\)、?",
        r"\d{1,2}[.、](?!\d)",
        r"\(\d{1,2}\)",
        r"[①-⑳]",
    )
)
_PAGE_NUMBER = re.compile(r"[-—–―・·•.]*第?\d{1,3}页?(共\d+页)?[-—–―・·•.]*")
_TITLE_END = re.compile(r"[。：:；;,，\n]|(?<![\d(])\d")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one character was printed: the word it belongs to and its share of the word's width, both ends in 0..1."""

    page: int
    word: Word
    start: float
    end: float


@dataclass(slots=True)
class Block:
    """A heading and the text up to the next one.

    ``level`` counts from 0 (第一部分) to 5 (①), ``BASE_LEVEL`` for text before any heading. ``text`` is folded (no blanks but between digits,
    half-width digits and brackets, ``BREAK`` where the print shows that a line ends a thought) and starts with the heading's
    ``title`` at ``title_start``; ``places[i]`` is where ``text[i]`` was printed, None for what was not. A heading without a number is a line
    set in the middle, taken for level 1; whether it is one, its words must tell (``numbered`` is False).
    """

    level: int
    text: str = ""
    places: list[Place | None] = field(default_factory=list)
    title_start: int = 0
    title_end: int = 0
    numbered: bool = True

    @property
    def title(self) -> str:
        """The heading without its number, up to the first punctuation or number."""
        return self.text[self.title_start : self.title_end]

    def box(self, start: int, end: int) -> tuple[int, Box]:
        """Page and box of ``text[start:end]``; where it runs over a line end, of the part on the first line."""
        places = [place for place in self.places[start:end] if place is not None]
        first = places[0]
        same = [p for p in places if p.page == first.page and abs(p.word.box.top - first.word.box.top) < 4]
        x0 = first.word.box.x0 + first.start * (first.word.box.x1 - first.word.box.x0)
        last = same[-1]
        x1 = last.word.box.x0 + last.end * (last.word.box.x1 - last.word.box.x0)
        top = min(p.word.box.top for p in same)
        return first.page, Box(x0, top, x1, max(p.word.box.bottom for p in same))


@lru_cache(maxsize=16384)
def fold_character(character: str) -> str:
    """The character as it is compared: compatibility forms resolved (（ -> (, ２ -> 2, ⾏ -> 行), or itself where that is not one character.

    The wide comma stays: it separates clauses, the narrow one also thousands.
    """
    if character == "，":
        return character
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Text as it is compared: compatibility forms resolved character by character, no blanks, no quotation marks."""
    return "".join(fold_character(c) for c in text if not c.isspace() and c not in "“”\"‘’'「」")


def read_blocks(pages: Sequence[Page]) -> list[Block]:
    """Cut the prose of a document into blocks, in reading order; the first holds what comes before any heading."""
    blocks = [Block(BASE_LEVEL)]
    pages = [replace(page, grids=_tables_of(pages, index)) for index, page in enumerate(pages)]
    margins = _margins(pages)
    previous: tuple[Page, TextLine] | None = None
    for page, line in _prose_lines(pages):
        folded = _folded_line(page.number, line)
        level, offset = _enumerator("".join(character for character, _ in folded))
        if level is not None or _in_the_middle(page, line, margins[page.number]):
            _close_title(blocks[-1])
            blocks.append(
                Block(
                    level if level is not None else 1, title_start=offset, title_end=offset, numbered=level is not None
                )
            )
        elif previous is not None:
            _join(blocks[-1], folded, ends_thought=_ends_thought(blocks[-1], previous, (page, line), margins))
        block = blocks[-1]
        block.text += "".join(character for character, _ in folded)
        block.places.extend(place for _, place in folded)
        previous = (page, line)
    _close_title(blocks[-1])
    return blocks


def _join(block: Block, folded: list[tuple[str, Place | None]], *, ends_thought: bool) -> None:
    """Put between two lines what keeps them apart where they do not continue each other."""
    if ends_thought:
        block.text += BREAK
        block.places.append(None)
    elif block.text[-1:].isdigit() and folded and folded[0][0].isdigit():
        block.text += " "
        block.places.append(None)


def _close_title(block: Block) -> None:
    """Find where the title ends; a number alone on its line (第一部分) has it on the next."""
    block.title_start += len(block.text[block.title_start :]) - len(block.text[block.title_start :].lstrip(BREAK))
    end = _TITLE_END.search(_without_years(block.text), block.title_start)
    block.title_end = end.start() if end else len(block.text)


def _without_years(text: str) -> str:
    """The text with the digits of years and of codes in brackets masked, so that they do not end a title."""
    masked = re.sub(r"20\d\d年", lambda m: "年" * len(m.group()), text)
    return re.sub(r"\(\d+[类款项]?\)", lambda m: "码" * len(m.group()), masked)


def _in_the_middle(page: Page, line: TextLine, margin: Box) -> bool:
    """Whether a line is set in the middle of the measure or the page, without punctuation, and is no table's title (…表)."""
    size = max(line.box.bottom - line.box.top, 6.0)
    ends = line.box.x0 + line.box.x1
    centred = min(abs(ends - margin.x0 - margin.x1), abs(ends - page.width_pt)) < 3 * size
    text = fold(line.text)
    plain = len(text) <= 40 and not re.search(r"[，。;:,!?]|表$|表\(", text)
    return centred and plain and line.box.x0 > margin.x0 + 2.5 * size


def _enumerator(text: str) -> tuple[int | None, int]:
    for level, pattern in enumerate(_ENUMERATORS):
        if match := pattern.match(text):
            return level, match.end()
    return None, 0


def _folded_line(page: int, line: TextLine) -> list[tuple[str, Place | None]]:
    """The line's characters with their places; words that touch digits on both sides keep a blank between them."""
    folded: list[tuple[str, Place | None]] = []
    for word in line.words or (Word(line.text, line.box),):
        places = list(_places(page, word))
        if folded and places and folded[-1][0].isdigit() and places[0][0].isdigit():
            folded.append((" ", None))
        folded.extend(places)
    return folded


def _places(page: int, word: Word) -> Iterator[tuple[str, Place]]:
    """Each character with its share of the word's width: an ideograph is taken as twice as wide as a digit."""
    widths = [2.0 if unicodedata.east_asian_width(c) in "WFA" else 1.0 for c in word.text]
    total = sum(widths) or 1.0
    position = 0.0
    for character, width in zip(word.text, widths, strict=True):
        place = Place(page, word, position / total, (position + width) / total)
        position += width
        if not _SPACE.match(character):
            yield fold_character(character), place


def _ends_thought(
    block: Block, previous: tuple[Page, TextLine], line: tuple[Page, TextLine], margins: dict[int, Box]
) -> bool:
    """Whether the print shows that the previous line is not continued: it ends short and the next is indented, or a table lies between.

    A line ends up to three characters short where a number did not fit; a heading that ends only a little short is complete.
    """
    (page, before), (next_page, after) = previous, line
    if _grid_between(page, before, next_page, after):
        return True
    size = max(before.box.bottom - before.box.top, 6.0)
    heading = block.level != BASE_LEVEL and not re.search(r"[，。;:]", block.text)
    short = before.box.x1 < margins[page.number].x1 - (1.5 if heading else 3) * size
    indented = after.box.x0 > margins[next_page.number].x0 + 1.2 * size
    return short and (indented or not before.text.rstrip().endswith(("，", "、", ",")))


def _grid_between(page: Page, before: TextLine, next_page: Page, after: TextLine) -> bool:
    if page.number == next_page.number:
        return any(
            before.box.bottom <= grid.box.top + 2 and grid.box.bottom <= after.box.top + 2 for grid in page.grids
        )
    below = any(grid.box.top + 2 >= before.box.bottom for grid in page.grids)
    return below or any(grid.box.bottom <= after.box.top + 2 for grid in next_page.grids)


def _margins(pages: Sequence[Page]) -> dict[int, Box]:
    """For every page number, where its running text starts and ends: of its long lines, or where it has few those of all such pages."""
    lines: dict[int, list[TextLine]] = {page.number: [] for page in pages}
    for page, line in _prose_lines(pages):
        lines[page.number].append(line)
    long = {number: _long_lines(found) for number, found in lines.items()}
    alike: dict[float, list[TextLine]] = {}
    for page in pages:
        alike.setdefault(page.width_pt, []).extend(long[page.number])
    return {
        page.number: _margin(page.width_pt, long[page.number] if len(long[page.number]) > 3 else alike[page.width_pt])
        for page in pages
    }


def _long_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines that could fill the measure: at least 0.6 of the widest."""
    widest = max((line.box.x1 - line.box.x0 for line in lines), default=0.0)
    return [line for line in lines if line.box.x1 - line.box.x0 >= 0.6 * widest]


def _margin(width: float, lines: Sequence[TextLine]) -> Box:
    """Left: the lowest fifth of line starts, since first lines are indented; right: the median of line ends, or of few lines as on the left."""
    if not lines:
        return Box(0, 0, width, 0)
    starts = sorted(line.box.x0 for line in lines)
    left = starts[len(starts) // 5]
    return Box(left, 0, median(line.box.x1 for line in lines) if len(lines) > 3 else width - left, 0)


def _prose_lines(pages: Sequence[Page]) -> Iterator[tuple[Page, TextLine]]:
    running = _running_heads(pages)
    for page in pages:
        lines = list(_outside_grids(page))
        for index, line in enumerate(lines):
            at_edge = index < 2 or index >= len(lines) - 2
            text = fold(line.text)
            if text and not (at_edge and (text in running or _PAGE_NUMBER.fullmatch(text))):
                yield page, line


def _tables_of(pages: Sequence[Page], index: int) -> tuple[Grid, ...]:
    """The page's grids without boxes that only shade or frame a line of text.

    Those are one row high and have no neighbour of the same width on this page or the next ones, as a cut table has
    (a prose page of Changsha has twelve of them).
    """
    near = [grid for page in pages[max(index - 1, 0) : index + 2] for grid in page.grids if len(grid.rows) > 1]
    return tuple(
        grid
        for grid in pages[index].grids
        if len(grid.rows) > 1 or any(abs(g.box.x0 - grid.box.x0) < 5 and abs(g.box.x1 - grid.box.x1) < 5 for g in near)
    )


def _outside_grids(page: Page) -> Iterable[TextLine]:
    return (line for line in page.lines if not any(_inside(line.box, grid.box) for grid in page.grids))


def _inside(inner: Box, outer: Box) -> bool:
    middle = (inner.top + inner.bottom) / 2
    return outer.top <= middle <= outer.bottom and inner.x0 < outer.x1 and inner.x1 > outer.x0


def _running_heads(pages: Sequence[Page]) -> set[str]:
    """Texts that are the first or last line of three pages or more."""
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [fold(line.text) for line in _outside_grids(page)]
        seen.update({*lines[:2], *lines[-2:]})
    return {text for text, count in seen.items() if count >= 3 and not text.endswith(("。", "；"))}
