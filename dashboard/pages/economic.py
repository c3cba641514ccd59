"""The economic make-up: what the money is spent on, wages, goods and services, grants, capital.

Some disclosures print a second classification beside the department's: that of the government budget. It divides the same money
again, so each is a view of its own, and no number is of both.
"""

from __future__ import annotations

from typing import Any

from dashboard import breakdown, downloads, frame, sheet
from dashboard.breakdown import Line
from dashboard.cells import UNDIVIDED, Cell
from dashboard.markup import Html, join, tag
from dashboard.queries import evidence, numbers
from dashboard.scene import Scene
from dashboard.treemap import Tile, picture

CLASSIFICATIONS = {"economic": "department_economic", "government": "government"}
DEEPEST = 2


def show(scene: Scene) -> None:
    """One level of one of the two classifications; names lead one level down."""
    document = frame.chosen_disclosure(scene)
    base = Cell("expenditure", document["document_id"])
    printed = [axis for axis in CLASSIFICATIONS if numbers.is_divided(scene.reading, base, axis)]
    if not printed:
        nothing = breakdown.why_none(scene, document["document_id"], evidence.BY_ECONOMIC)
        sheet.show("economic", frame.title(scene, document, tag("p", scene.words("no_economic"))), nothing)
        return
    asked = scene.address.get("by")
    _show(scene, document, base, printed, asked if asked in printed else printed[0])


def _show(scene: Scene, document: dict[str, Any], base: Cell, printed: list[str], axis: str) -> None:
    where = numbers.place(scene.reading, axis, scene.address.get("in")) if scene.address.get("in") else None
    parent, level = (scene.address.get("in"), min(where["level"], DEEPEST)) if where else (None, 0)
    shown = breakdown.lines(scene, base, axis, level, parent)
    drill = _drill(scene, base, axis, level, shown)
    sheet.show(
        "economic",
        frame.title(scene, document, _classifications(scene, printed, axis), _crumbs(scene, where)),
        picture([_tile(scene, line, drill) for line in shown if not line.rest]),
        breakdown.as_table(scene, axis, base, parent, shown, drill),
        scene.legend(),
    )
    name = f"yusuan-{base.document_id[:12]}-{axis}"
    downloads.offer(scene, name, [base.at(axis, parent) if parent else base])


def _classifications(scene: Scene, printed: list[str], chosen: str) -> Html:
    """The way between both, where both are printed."""
    if len(printed) == 1 and chosen == "economic":
        return Html("")
    links = [
        tag("a", scene.words(CLASSIFICATIONS[axis]), href=scene.address.changed(**{"by": axis, "in": None}),
            class_="on" if axis == chosen else None, data_stay=True)
        for axis in printed
    ]  # fmt: skip
    note = tag("p", scene.words("two_classifications"), class_="soft") if len(printed) > 1 else ""
    return join([tag("div", *links, class_="places"), note])


def _drill(scene: Scene, base: Cell, axis: str, level: int, shown: list[Line]) -> dict[str, str]:
    if level >= DEEPEST:
        return {}
    below = numbers.broken_down(scene.reading, base, (axis, level), (axis, level + 1))
    holds = {one["member"] for one in below if one["member_2"] not in (UNDIVIDED, one["member"])}
    return {line.member: scene.address.changed(**{"in": line.member}) for line in shown if line.member in holds}


def _tile(scene: Scene, line: Line, drill: dict[str, str]) -> Tile:
    href = drill.get(line.member) or scene.evidence_of(line.cell)
    amount = line.total["amount_yuan"]
    return Tile(line.name, scene.money(amount), href, float(amount), line.member in drill)


def _crumbs(scene: Scene, where: dict[str, Any] | None) -> Html:
    if where is None:
        return Html("")
    steps = [tag("a", scene.words("all_economic"), href=scene.address.changed(**{"in": None}), data_stay=True)]
    if where["level"] > 1:
        href = scene.address.changed(**{"in": where["class_code"]})
        steps.append(tag("a", f"{where['class_code']} {where['class_name']}", href=href, data_stay=True))
    steps.append(tag("b", f"{where['economic_code']} {where['economic_name']}"))
    return tag("div", join(steps[:1] + [join([" › ", step]) for step in steps[1:]]), class_="crumbs")
