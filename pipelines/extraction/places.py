"""Places where a document says whose it is: cover, lines over the tables, table titles, forms, sentences. None is judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.names import is_body, region_of, strip_wording
from pipelines.extraction.pages import Box, Page, TextLine
from pipelines.extraction.records import PrintedTableRow
from pipelines.extraction.sentences import fold
from pipelines.vocabulary.bodies import BodyVocabulary

_YEAR = re.compile(r"(20\d\d)年(?:度)?(?!\d{1,2}月)")
_COVER_TITLE = re.compile(r"[^。;]{0,50}?20\d\d年(?!\d{1,2}月)[^。;]{0,50}?(?:预算|决算)")
_TABLE_TITLE = re.compile(
    r"(?:表\d{1,2}[、.:]?|\d{1,2}[、.]|[一二三四五六七八九十]{1,3}、)?(?P<title>.{2,50}表)(?:\(.{1,20}\))?"
)
_FORM_YEAR = re.compile(r"\((20\d\d)年度\)")
_PAGE_NUMBER = re.compile(r"[-—–]?\d{1,3}[-—–]?")


@dataclass(frozen=True, slots=True)
class Found:
    """One place that speaks of one field."""

    field: str
    value: str
    source: str
    printed: str
    page: int | None = None
    box: Box | None = None


def places_of(pages: Sequence[Page], words: BodyVocabulary) -> Iterator[Found]:
    """Every place on the pages that speaks of body, code, region, year, kind or scope, the cover's first."""
    yield from _from_cover(pages, words)
    yield from _from_text(pages, words)
    for page in pages:
        for line in page.lines:
            yield from _from_line(page, line, words)
        yield from _from_forms(page, words)


def _from_cover(pages: Sequence[Page], words: BodyVocabulary) -> Iterator[Found]:
    """The title on the first page that has text, up to 目录 or the first heading, whatever lines it is broken over."""
    page = next((page for page in pages if page.lines), None)
    if page is None:
        return
    lines = _cover_lines(page, words)
    text = "".join(fold(line.text) for line in lines)
    if report := words.government.search(text):
        yield from _from_government_report(report, page, lines, words)
    elif title := _COVER_TITLE.search(text):
        found = list(_from_title(title.group(), "cover", page, _box_of(lines), words))
        yield from found
        if not any(item.field == "body" for item in found):
            yield from _from_lone_line(page, lines, words)


def _from_lone_line(page: Page, lines: list[TextLine], words: BodyVocabulary) -> Iterator[Found]:
    """The one line of a cover that is a body's name and nothing else, where the title names nobody (2025年部门预算 / 某县水务局).

    A page with sentences is no cover: one of its lines can break off after the name of somebody else.
    """
    if any(mark in line.text for line in lines for mark in "。，；"):
        return
    named = [line for line in lines if is_body(fold(line.text), words)]
    if len({fold(line.text) for line in named}) == 1:
        yield Found("body", fold(named[0].text), "cover", named[0].text, page.number, named[0].box)


def _cover_lines(page: Page, words: BodyVocabulary) -> list[TextLine]:
    lines: list[TextLine] = []
    for line in page.lines[:25]:
        text = fold(line.text)
        if text.startswith(words.title_stops):
            break
        if text and not _PAGE_NUMBER.fullmatch(text):
            lines.append(line)
    return lines


def _from_government_report(
    report: re.Match[str], page: Page, lines: list[TextLine], words: BodyVocabulary
) -> Iterator[Found]:
    box = _box_of(lines)
    year = words.government_year.search(report.group())
    if year:
        yield Found("fiscal_year", year["year"], "cover", report.group(), page.number, box)
    yield Found("kind", "budget", "cover", report.group(), page.number, box)
    yield Found("scope", "government", "cover", report.group(), page.number, box)
    yield Found("region", report["region"], "cover", report.group(), page.number, box)
    for line in lines:
        name = words.officer.split(fold(line.text))[0]
        if name.startswith(report["region"]) and is_body(name, words):
            yield Found("body", name, "cover", line.text, page.number, line.box)


def _from_title(
    title: str, source: str, page: Page | None, box: Box | None, words: BodyVocabulary, *, with_body: bool = True
) -> Iterator[Found]:
    """Year, kind, scope, and from a cover the body, of one folded title."""
    number = page.number if page else None
    years = set(_YEAR.findall(title))
    if len(years) == 1:
        yield Found("fiscal_year", years.pop(), source, title, number, box)
    plain = _without(title, words.title_neutral)
    kinds = [kind for kind, names in words.kinds.items() if any(name in plain for name in names)]
    if len(kinds) == 1:
        yield Found("kind", kinds[0], source, title, number, box)
    scope = next((scope for scope, names in words.scopes.items() if any(name in plain for name in names)), None)
    if scope:
        yield Found("scope", scope, source, title, number, box)
    if with_body:
        yield from _body_of_title(title, source, number, box, words)


def _body_of_title(
    title: str, source: str, number: int | None, box: Box | None, words: BodyVocabulary
) -> Iterator[Found]:
    name = _YEAR.sub("", title)
    name = strip_wording(name, words.title_leading, words.title_trailing, words)
    if is_body(name, words):
        yield Found("body", name, source, title, number, box)
    elif region := region_of(name, words):
        yield Found("region", region, source, title, number, box)


def _from_line(page: Page, line: TextLine, words: BodyVocabulary) -> Iterator[Found]:
    text = fold(line.text)
    if label := words.label_line.search(text):
        yield from _named(label["label"], label["name"], "unit line", line.text, page.number, line.box, words)
    title = _TABLE_TITLE.fullmatch(text)
    if title and ("年" in text or "算" in text) and not any(word in text for word in words.title_ignored):
        yield from _from_title(title["title"], "table title", page, line.box, words, with_body=False)
    if form := _FORM_YEAR.fullmatch(text):
        yield Found("fiscal_year", form[1], "form", line.text, page.number, line.box)


def _from_forms(page: Page, words: BodyVocabulary) -> Iterator[Found]:
    """The cell to the right of a cell that holds a label only (部门名称 | 北京市财政局)."""
    for grid in page.grids:
        for row in grid.rows:
            cells = [cell for cell in row if cell is not None]
            for label, value in pairwise(cells):
                if fold(label.text) in words.labels:
                    name = fold(value.text)
                    yield from _named(fold(label.text), name, "form", value.text, page.number, value.box, words)


def _from_text(pages: Sequence[Page], words: BodyVocabulary) -> Iterator[Found]:
    """Sentences that say under whom the body stands, or which units its account takes in."""
    for page in pages[:12]:
        text = "".join(fold(line.text) for line in page.lines)
        for scope, source, marker in words.scope_markers:
            if match := marker.search(text):
                yield Found("scope", scope, source, match.group(), page.number, _box_of(list(page.lines)))


def places_of_titles(tables: Sequence[PrintedTableRow], words: BodyVocabulary) -> Iterator[Found]:
    """What the titles of the tables that were read say, as the table reader found them."""
    for table in tables:
        if table.title and table.table_family:
            for item in _from_title(fold(table.title), "table title", None, None, words, with_body=False):
                yield Found(item.field, item.value, item.source, table.title, table.first_page)


def _named(
    label: str, name: str, source: str, printed: str, page: int, box: Box, words: BodyVocabulary
) -> Iterator[Found]:
    """The body that a label names, its code, and the scope the label tells; nothing where what follows is no body's name."""
    code = None
    if match := words.code.fullmatch(name):
        code, name = match["code"], match["name"]
    if not is_body(name, words):
        return
    yield Found("body", name, source, printed, page, box)
    if code:
        yield Found("body_code", code, source, printed, page, box)
    if words.labels[label]:
        yield Found("scope", words.labels[label], source, printed, page, box)


def distinct(found: Sequence[Found]) -> list[Found]:
    """The first place of every (field, value, source)."""
    first: dict[tuple[str, str, str], Found] = {}
    for item in found:
        first.setdefault((item.field, item.value, item.source), item)
    return list(first.values())


def _without(text: str, phrases: Sequence[str]) -> str:
    for phrase in phrases:
        text = text.replace(phrase, "")
    return text


def _box_of(lines: Sequence[TextLine]) -> Box:
    boxes = [line.box for line in lines]
    return Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )
