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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from pipelines.extraction.names import region_of, short_names, unqualified
from pipelines.extraction.pages import Page
from pipelines.extraction.places import Found, distinct, places_of, places_of_titles
from pipelines.extraction.records import IdentityEvidenceRow, Kind, PrintedTableRow, Scope
from pipelines.extraction.sentences import fold
from pipelines.vocabulary.bodies import BodyVocabulary, load_bodies

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
    found = distinct([*places_of(pages, words), *places_of_titles(tables, words)])
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
    found = distinct(list(places_of(pages, words)))
    named = {item.value for item in found if item.field == "body"}
    bare = {unqualified(name, words) for name in named}
    return Speaker(
        names=frozenset(named | bare | short_names(pages, bare, words)),
        kind=cast("Kind | None", _settle("kind", found, words, [])),
        scope=cast("Scope | None", _settle("scope", found, words, [])),
    )


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


def _settle(field: str, found: Sequence[Found], words: BodyVocabulary, problems: list[str]) -> str | None:
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


def _agreed(places: Sequence[Found]) -> str | None:
    values = {place.value for place in places}
    return values.pop() if len(values) == 1 else None


def _agreed_body(places: Sequence[Found], words: BodyVocabulary) -> str | None:
    """The fullest of names that contain each other once (本级) and the like are set aside; the cover's wording where it is as full."""
    ordered = sorted(places, key=lambda p: (-len(unqualified(p.value, words)), p.source != "cover"))
    fullest = unqualified(ordered[0].value, words)
    if all(unqualified(place.value, words) in fullest for place in places):
        return ordered[0].value
    return None


def _apply_stated(
    values: dict[str, str | None],
    basis: dict[str, str],
    stated: Mapping[str, str],
    problems: list[str],
    words: BodyVocabulary,
) -> list[Found]:
    """Fill from what was stated; name what is contradicted and what stays open. Changes ``values``, ``basis`` and ``problems``."""
    found: list[Found] = []
    contradicted = {problem.split(":")[0] for problem in problems}
    for field, key in _STATED_KEYS.items():
        told = stated.get(key)
        if told:
            found.append(Found(field, told, "stated", told))
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
    one, other = unqualified(fold(told), words), unqualified(read, words)
    return one in other or other in one


def _check_file_name(file_name: str, year: str | None, words: BodyVocabulary, problems: list[str]) -> list[Found]:
    years = {match["year"] for match in words.file_year.finditer(file_name)}
    if year is not None and years and year not in years:
        problems.append(f"fiscal_year: the file is named {file_name}, but the document says {year}")
    return [Found("fiscal_year", told, "file name", file_name) for told in sorted(years)]


def _region(found: Sequence[Found], body: str | None, words: BodyVocabulary) -> str | None:
    """The region a cover names, or the one the body's name begins with, whichever says more."""
    told = [item.value for item in found if item.field == "region"]
    named = [region] if body and (region := region_of(body, words)) else []
    return max([*told, *named], key=len, default=None)


def _row(document_id: str, item: Found) -> IdentityEvidenceRow:
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
