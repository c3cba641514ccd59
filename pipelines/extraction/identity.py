"""Whose document it is: body, year, kind and scope, read from cover, unit lines, table titles and forms.

Nothing is defaulted. Places that lead must agree; where they do not, or where nothing is printed and nothing was stated when the file was
registered, the field stays None and a problem names it. What leads:

* body: the cover and the unit lines over the tables (部门名称：…), which must name the same; a form's 部门名称 cell only where neither speaks.
* year: cover, table titles and forms ((2026年度)) must agree.
* kind: cover and table titles must agree.
* scope: a sentence that says under whom the body stands, else the cover, else table titles, else the unit line's label, else a sentence that
  says which units the account takes in. A unit's form is often headed 部门预算, so a cover that says 单位 is not contradicted by its tables.

The file name is never read. Where it plainly states a fiscal year (2023-budget, 2023年部门预算) that is not the one read, that is a problem.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from pipelines.extraction.pages import Box, Page, TextLine
from pipelines.extraction.records import IdentityEvidenceRow, Kind, PrintedTableRow, Scope
from pipelines.extraction.sentences import fold
from pipelines.vocabulary.bodies import BodyVocabulary, load_bodies

_YEAR = re.compile(r"(20\d\d)年(?:度)?(?!\d{1,2}月)")
_COVER_TITLE = re.compile(r"[^。;]{0,50}?20\d\d年(?!\d{1,2}月)[^。;]{0,50}?(?:预算|决算)")
_TABLE_TITLE = re.compile(
    r"(?:表\d{1,2}[、.:]?|\d{1,2}[、.]|[一二三四五六七八九十]{1,3}、)?(?P<title>.{2,50}表)(?:\(.{1,20}\))?"
)
_FORM_YEAR = re.compile(r"\((20\d\d)年度\)")
_PAGE_NUMBER = re.compile(r"[-—–]?\d{1,3}[-—–]?")

# Sources in the order in which they lead, for each field; those in one tuple must agree.
_LEADS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "body": (("cover", "unit line"), ("form",)),
    "body_code": (("unit line", "form"),),
    "fiscal_year": (("cover", "table title", "form"),),
    "kind": (("cover", "table title"),),
    "scope": (("subordination",), ("cover",), ("table title",), ("unit line", "form"), ("composition",)),
}
_STATED_KEYS = {"body": "body", "region": "region", "fiscal_year": "year", "kind": "kind", "scope": "scope"}
_REQUIRED = ("body", "fiscal_year", "kind", "scope")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the document is. ``basis`` is a JSON object: for each field 'read', 'stated' or null; ``problems`` name what is not settled."""

    body: str | None
    body_code: str | None
    region: str | None
    fiscal_year: int | None
    kind: Kind | None
    scope: Scope | None
    basis: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """One place that speaks of one field."""

    field: str
    value: str
    source: str
    printed: str
    page: int | None = None
    box: Box | None = None


def read_identity(
    pages: Sequence[Page],
    tables: Sequence[PrintedTableRow],
    stated: Mapping[str, str],
    *,
    document_id: str,
    file_name: str,
) -> tuple[Identity, list[IdentityEvidenceRow]]:
    """Read who published the document, for which year, as what.

    Args:
        pages: the pages in order.
        tables: the tables found on them; their titles count beside the titles read from the lines.
        stated: what was stated at registration: any of body, region, year, kind, scope. It fills what is not printed, nothing else.
        document_id: goes into the evidence rows.
        file_name: held against the year that was read.

    Returns:
        The identity and one row for every place that speaks of it (the first place of each value and source).
    """
    words = load_bodies()
    found = _distinct([*_evidence(pages, words), *_from_table_rows(tables, words)])
    problems: list[str] = []
    values: dict[str, str | None] = {name: _settle(name, found, words, problems) for name in _LEADS}
    values["region"] = _region(found, values["body"], words)
    basis = {name: "read" for name, value in values.items() if value is not None}
    found += _apply_stated(values, basis, stated, problems, words)
    found += _check_file_name(file_name, values["fiscal_year"], words, problems)
    return _identity(values, basis, problems), [_row(document_id, item) for item in found]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a document's text: the body's folded names (with and without (本级), and short names), kind and scope as printed."""

    names: frozenset[str]
    kind: Kind | None
    scope: Scope | None


def read_speaker(pages: Sequence[Page]) -> Speaker:
    """Read who speaks, from the pages alone; kind and scope are None where nothing is printed or places contradict each other."""
    words = load_bodies()
    found = _distinct(list(_evidence(pages, words)))
    named = {item.value for item in found if item.field == "body"}
    bare = {_unqualified(name, words) for name in named}
    return Speaker(
        names=frozenset(named | bare | _short_names(pages, bare, words)),
        kind=cast("Kind | None", _settle("kind", found, words, [])),
        scope=cast("Scope | None", _settle("scope", found, words, [])),
    )


def _evidence(pages: Sequence[Page], words: BodyVocabulary) -> Iterator[_Found]:
    yield from _from_cover(pages, words)
    yield from _from_text(pages, words)
    for page in pages:
        for line in page.lines:
            yield from _from_line(page, line, words)
        yield from _from_forms(page, words)


def _identity(values: Mapping[str, str | None], basis: Mapping[str, str], problems: list[str]) -> Identity:
    year = values["fiscal_year"]
    told = {name: basis.get(name) for name in ("body", "region", "fiscal_year", "kind", "scope")}
    return Identity(
        body=values["body"],
        body_code=values["body_code"],
        region=values["region"],
        fiscal_year=int(year) if year is not None else None,
        kind=cast("Kind | None", values["kind"]),
        scope=cast("Scope | None", values["scope"]),
        basis=json.dumps(told, ensure_ascii=False),
        problems=tuple(problems),
    )


# ---------------------------------------------------------------- places


def _from_cover(pages: Sequence[Page], words: BodyVocabulary) -> Iterator[_Found]:
    """The title on the first page that has text, up to 目录 or the first heading, whatever lines it is broken over."""
    page = next((page for page in pages if page.lines), None)
    if page is None:
        return
    lines = _cover_lines(page, words)
    text = "".join(fold(line.text) for line in lines)
    if report := words.government.search(text):
        yield from _from_government_report(report, page, lines, words)
    elif title := _COVER_TITLE.search(text):
        yield from _from_title(title.group(), "cover", page, _box_of(lines), words)


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
) -> Iterator[_Found]:
    box = _box_of(lines)
    year = words.government_year.search(report.group())
    if year:
        yield _Found("fiscal_year", year["year"], "cover", report.group(), page.number, box)
    yield _Found("kind", "budget", "cover", report.group(), page.number, box)
    yield _Found("scope", "government", "cover", report.group(), page.number, box)
    yield _Found("region", report["region"], "cover", report.group(), page.number, box)
    for line in lines:
        name = words.officer.split(fold(line.text))[0]
        if name.startswith(report["region"]) and _is_body(name, words):
            yield _Found("body", name, "cover", line.text, page.number, line.box)


def _from_title(
    title: str, source: str, page: Page | None, box: Box | None, words: BodyVocabulary, *, with_body: bool = True
) -> Iterator[_Found]:
    """Year, kind, scope, and from a cover the body, of one folded title."""
    number = page.number if page else None
    years = set(_YEAR.findall(title))
    if len(years) == 1:
        yield _Found("fiscal_year", years.pop(), source, title, number, box)
    plain = _without(title, words.title_neutral)
    kinds = [kind for kind, names in words.kinds.items() if any(name in plain for name in names)]
    if len(kinds) == 1:
        yield _Found("kind", kinds[0], source, title, number, box)
    scope = next((scope for scope, names in words.scopes.items() if any(name in plain for name in names)), None)
    if scope:
        yield _Found("scope", scope, source, title, number, box)
    if with_body:
        yield from _body_of_title(title, source, number, box, words)


def _body_of_title(
    title: str, source: str, number: int | None, box: Box | None, words: BodyVocabulary
) -> Iterator[_Found]:
    name = _YEAR.sub("", title)
    name = _strip_ends(name, words.title_leading, words.title_trailing, words)
    if _is_body(name, words):
        yield _Found("body", name, source, title, number, box)
    elif region := _region_of(name, words):
        yield _Found("region", region, source, title, number, box)


def _from_line(page: Page, line: TextLine, words: BodyVocabulary) -> Iterator[_Found]:
    text = fold(line.text)
    if label := words.label_line.search(text):
        yield from _named(label["label"], label["name"], "unit line", line.text, page.number, line.box, words)
    title = _TABLE_TITLE.fullmatch(text)
    if title and ("年" in text or "算" in text) and not any(word in text for word in words.title_ignored):
        yield from _from_title(title["title"], "table title", page, line.box, words, with_body=False)
    if form := _FORM_YEAR.fullmatch(text):
        yield _Found("fiscal_year", form[1], "form", line.text, page.number, line.box)


def _from_forms(page: Page, words: BodyVocabulary) -> Iterator[_Found]:
    """The cell to the right of a cell that holds a label only (部门名称 | 北京市财政局)."""
    for grid in page.grids:
        for row in grid.rows:
            cells = [cell for cell in row if cell is not None]
            for label, value in pairwise(cells):
                if fold(label.text) in words.labels:
                    name = fold(value.text)
                    yield from _named(fold(label.text), name, "form", value.text, page.number, value.box, words)


def _from_text(pages: Sequence[Page], words: BodyVocabulary) -> Iterator[_Found]:
    """Sentences that say under whom the body stands, or which units its account takes in."""
    for page in pages[:12]:
        text = "".join(fold(line.text) for line in page.lines)
        for scope, source, marker in words.scope_markers:
            if match := marker.search(text):
                yield _Found("scope", scope, source, match.group(), page.number, _box_of(list(page.lines)))


def _from_table_rows(tables: Sequence[PrintedTableRow], words: BodyVocabulary) -> Iterator[_Found]:
    for table in tables:
        if table.title and table.table_family:
            for item in _from_title(fold(table.title), "table title", None, None, words, with_body=False):
                yield _Found(item.field, item.value, item.source, table.title, table.first_page)


def _named(
    label: str, name: str, source: str, printed: str, page: int, box: Box, words: BodyVocabulary
) -> Iterator[_Found]:
    """The body that a label names, its code, and the scope the label tells; nothing where what follows is no body's name."""
    code = None
    if match := words.code.fullmatch(name):
        code, name = match["code"], match["name"]
    if not _is_body(name, words):
        return
    yield _Found("body", name, source, printed, page, box)
    if code:
        yield _Found("body_code", code, source, printed, page, box)
    if words.labels[label]:
        yield _Found("scope", words.labels[label], source, printed, page, box)


# ---------------------------------------------------------------- judging


def _settle(field: str, found: Sequence[_Found], words: BodyVocabulary, problems: list[str]) -> str | None:
    """The value on which the leading places agree; None, and a problem, where they do not."""
    for sources in _LEADS[field]:
        places = [item for item in found if item.field == field and item.source in sources]
        if not places:
            continue
        agreed = _agreed_body(places, words) if field == "body" else _agreed(places)
        if agreed is None:
            told = ", ".join(f"{p.source} p{p.page}: {p.value}" for p in places[:4])
            problems.append(f"{field}: the document contradicts itself ({told})")
        return agreed
    return None


def _agreed(places: Sequence[_Found]) -> str | None:
    values = {place.value for place in places}
    return values.pop() if len(values) == 1 else None


def _agreed_body(places: Sequence[_Found], words: BodyVocabulary) -> str | None:
    """The fullest of names that contain each other once (本级) and the like are set aside; the cover's wording where it is as full."""
    ordered = sorted(places, key=lambda p: (-len(_unqualified(p.value, words)), p.source != "cover"))
    fullest = _unqualified(ordered[0].value, words)
    if all(_unqualified(place.value, words) in fullest for place in places):
        return ordered[0].value
    return None


def _apply_stated(
    values: dict[str, str | None],
    basis: dict[str, str],
    stated: Mapping[str, str],
    problems: list[str],
    words: BodyVocabulary,
) -> list[_Found]:
    """Fill from what was stated; name what is contradicted and what stays open. Changes ``values``, ``basis`` and ``problems``."""
    found: list[_Found] = []
    contradicted = {problem.split(":")[0] for problem in problems}
    for field, key in _STATED_KEYS.items():
        told = stated.get(key)
        if told:
            found.append(_Found(field, told, "stated", told))
        if told and values[field] is None and field not in contradicted:
            values[field], basis[field] = told, "stated"
        elif told and values[field] is not None and not _same(field, told, cast(str, values[field]), words):
            problems.append(f"{field}: stated as {told}, but the document says {values[field]}")
        elif field in _REQUIRED and values[field] is None and field not in contradicted:
            problems.append(f"{field}: not printed and not stated")
    return found


def _same(field: str, told: str, read: str, words: BodyVocabulary) -> bool:
    if field not in ("body", "region"):
        return told == read
    one, other = _unqualified(fold(told), words), _unqualified(read, words)
    return one in other or other in one


def _check_file_name(file_name: str, year: str | None, words: BodyVocabulary, problems: list[str]) -> list[_Found]:
    years = {match["year"] for match in words.file_year.finditer(file_name)}
    if year is not None and years and year not in years:
        problems.append(f"fiscal_year: the file is named {file_name}, but the document says {year}")
    return [_Found("fiscal_year", told, "file name", file_name) for told in sorted(years)]


def _region(found: Sequence[_Found], body: str | None, words: BodyVocabulary) -> str | None:
    """The region a cover names, or the one the body's name begins with, whichever says more."""
    told = [item.value for item in found if item.field == "region"]
    named = [region] if body and (region := _region_of(body, words)) else []
    return max([*told, *named], key=len, default=None)


def _region_of(name: str, words: BodyVocabulary) -> str | None:
    """The administrative divisions a name begins with (上海市普陀区, 苏州市, 重庆经济技术开发区), 中央 for central bodies."""
    if name.startswith(words.central):
        return "中央"
    rest = next((name.removeprefix(p) for p in words.region_prefixes if name.startswith(p)), name)
    region = next((province for province in words.provinces if rest.startswith(province)), "")
    for division in words.divisions:
        if match := division.match(rest, len(region)):
            region += match.group()
    if not region and (zone := words.zones.match(rest)):
        return zone.group()
    return region or None


# ---------------------------------------------------------------- names


def _is_body(name: str, words: BodyVocabulary) -> bool:
    """Whether a folded text is the name of one public body: ideographs (and brackets), three or more, ending as such names do."""
    bare = _unqualified(name, words)
    named = re.fullmatch(r"[一-龥()、·]{3,40}", bare) and not any(word in bare for word in words.excluded)
    return bool(named) and bare.endswith(words.endings)


def _unqualified(name: str, words: BodyVocabulary) -> str:
    for qualifier in words.qualifiers:
        if name.endswith(qualifier):
            return name.removesuffix(qualifier)
    return name


def _strip_ends(name: str, leading: Sequence[str], trailing: Sequence[str], words: BodyVocabulary) -> str:
    """Take wordings off both ends of a title until it names a body or nothing more comes off."""
    while not (_is_body(name, words) and not name.endswith(tuple(trailing))):
        shorter = next((name.removesuffix(w) for w in trailing if name.endswith(w)), name)
        shorter = next((shorter.removeprefix(w) for w in leading if shorter.startswith(w)), shorter)
        if shorter == name:
            break
        name = shorter
    return name


def _short_names(pages: Sequence[Page], names: set[str], words: BodyVocabulary) -> set[str]:
    """What the text introduces as the short name of one of these: …(以下简称“…”)."""
    found: set[str] = set()
    for page in pages[:12]:
        text = "".join(fold(line.text) for line in page.lines)
        for match in words.short_name.finditer(text):
            if text[: match.start()].endswith(tuple(names)):
                found.add(match["short"])
    return found


def _without(text: str, phrases: Sequence[str]) -> str:
    for phrase in phrases:
        text = text.replace(phrase, "")
    return text


def _box_of(lines: Sequence[TextLine]) -> Box:
    boxes = [line.box for line in lines]
    return Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )


def _distinct(found: Sequence[_Found]) -> list[_Found]:
    """The first place of every (field, value, source)."""
    first: dict[tuple[str, str, str], _Found] = {}
    for item in found:
        first.setdefault((item.field, item.value, item.source), item)
    return list(first.values())


def _row(document_id: str, item: _Found) -> IdentityEvidenceRow:
    box = item.box
    return IdentityEvidenceRow(
        document_id=document_id,
        field=item.field,
        value=item.value,
        source=item.source,
        page=item.page,
        x0=box.x0 if box else None,
        top=box.top if box else None,
        x1=box.x1 if box else None,
        bottom=box.bottom if box else None,
        printed=item.printed,
    )
