"""Bodies and years side by side. Each column is one disclosure; columns are never added up."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import downloads, frame, sheet
from dashboard.amounts import change
from dashboard.breakdown import merged
from dashboard.cells import UNDIVIDED, Cell
from dashboard.markup import Html, head_number, join, number, row, table, tag
from dashboard.queries import documents, numbers
from dashboard.scene import Scene

MOST = 6


def show(scene: Scene) -> None:
    """The disclosures the reader chose; at first those of one body, or others of the same year, phase and scope."""
    every = documents.current(scene.reading)
    document = frame.choose(scene, every)
    chosen = _choose(scene, document, every)
    cells = [Cell("expenditure", one["document_id"]) for one in chosen]
    if not cells:
        return
    sheet.show(
        "compare",
        tag("h1", scene.words("compare")),
        *warnings(scene, chosen),
        *_tables(scene, chosen, cells),
        scene.legend(),
    )
    downloads.offer(scene, "yusuan-compare", cells)


def _choose(scene: Scene, document: dict[str, Any], every: list[dict[str, Any]]) -> list[dict[str, Any]]:
    labels = {f"{one['body']} {scene.disclosure(one)}": one for one in every}
    wanted = scene.address.get("with").split(",")
    asked = [label for label, one in labels.items() if one["document_id"][:12] in wanted][:MOST]
    start = asked or [f"{one['body']} {scene.disclosure(one)}" for one in _alike(document, every)]
    key = f"with:{','.join(start)}"

    def follow() -> None:
        picked = ",".join(labels[label]["document_id"][:12] for label in st.session_state[key])
        sheet.go(scene.address.changed(**{"with": picked or None}))

    st.multiselect(scene.words("choose"), list(labels), default=start, key=key, max_selections=MOST, on_change=follow)
    return [labels[label] for label in start]


def _alike(document: dict[str, Any], every: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Other years of the body with the same phase and scope; where there is none, other bodies of the same year."""
    same = [one for one in every if one["kind"] == document["kind"] and one["scope"] == document["scope"]]
    years = [one for one in same if one["body"] == document["body"]]
    others = [
        one for one in same if one["fiscal_year"] == document["fiscal_year"] and one["region"] == document["region"]
    ]
    picked = years if len(years) > 1 else [document, *(one for one in others if one is not document)]
    return sorted(picked[:4], key=lambda one: (one["body"] != document["body"], one["fiscal_year"]))


def warnings(scene: Scene, chosen: list[dict[str, Any]]) -> list[Html]:
    """What keeps these disclosures from being compared, if anything."""
    differing = [name for name in ("kind", "scope") if len({one[name] for one in chosen}) > 1]
    said = [scene.words(f"warn_{name}s") for name in differing]
    if len({one["fiscal_year"] for one in chosen}) > 1 and len({one["body"] for one in chosen}) > 1:
        said.append(scene.words("warn_bodies"))
    made = [tag("div", one, class_="warn") for one in said]
    return [*made, tag("p", scene.words("compare_hint"), class_="soft")]


def _comparable(chosen: list[dict[str, Any]]) -> bool:
    """Two disclosures of the same phase and scope, of one body or of one year."""
    same = all(len({one[name] for one in chosen}) == 1 for name in ("kind", "scope"))
    one_body, one_year = (len({one[name] for one in chosen}) == 1 for name in ("body", "fiscal_year"))
    return len(chosen) == 2 and same and (one_body or one_year)


def _tables(scene: Scene, chosen: list[dict[str, Any]], cells: list[Cell]) -> list[Html]:
    public = [Cell("three_public", cell.document_id) for cell in cells]
    made = [
        _table(scene, chosen, cells, "type", scene.words("type"), True),
        _table(scene, chosen, cells, "function", scene.words("function"), False),
        _table(scene, chosen, public, "item", scene.words("three_public"), True),
    ]
    return [one for one in made if one]


def _table(scene: Scene, chosen: list[dict[str, Any]], cells: list[Cell], axis: str, name: str, total: bool) -> Html:
    found = numbers.across(scene.reading, cells, axis, 0)
    if not found:
        return Html("")
    differs = _comparable(chosen)
    lines = (
        [_line(scene, scene.words("total"), [(cell, _own(found, cell, None)) for cell in cells], differs, "sum")]
        if total
        else []
    )
    for member, said in {one["member"]: one["name"] for one in found}.items():
        at = [(cell.at(axis, member), _own(found, cell, member)) for cell in cells]
        if any(sums and sums["amount_yuan"] for _, sums in at):
            code = tag("span", member, class_="code") if member.isdigit() else ""
            shown = said if axis == "function" and member != UNDIVIDED else scene.say(member)
            lines.append(_line(scene, tag("td", code, shown), at, differs, None))
    heads = [name, *(head_number(join([tag("div", one["body"]), scene.disclosure(one)])) for one in chosen)]
    heads += [head_number(scene.words("difference")), head_number(scene.words("change_pct"))] if differs else []
    return join([tag("h2", f"{name}（{scene.unit_name}）"), table(heads, lines)])


def _own(found: list[dict[str, Any]], cell: Cell, member: str | None) -> dict[str, Any] | None:
    own = [one for one in found if one["document_id"] == cell.document_id and member in (None, one["member"])]
    return merged(own) if own else None


def _line(
    scene: Scene, name: object, at: list[tuple[Cell, dict[str, Any] | None]], differs: bool, class_: str | None
) -> Html:
    cells = [scene.cell(cell, sums) if sums else scene.absent(False) for cell, sums in at]
    if differs:
        amounts = [sums["amount_yuan"] for _, sums in at if sums]
        both = len(amounts) == 2
        cells.append(number(scene.money(amounts[1] - amounts[0])) if both else number(""))
        cells.append(number(change(amounts[0], amounts[1])) if both else number(""))
    return row([name, *cells], class_=class_)
