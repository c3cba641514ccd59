"""The economic make-up: what the money is spent on, wages, goods and services, grants, capital."""

from __future__ import annotations

from dashboard import breakdown, downloads, frame, sheet
from dashboard.breakdown import Line
from dashboard.cells import Cell
from dashboard.markup import Html, join, tag
from dashboard.queries import evidence, numbers
from dashboard.scene import Scene
from dashboard.treemap import Tile, picture


def show(scene: Scene) -> None:
    """One level of the department economic classification; names lead one level down."""
    document = frame.chosen_disclosure(scene)
    base, parent = Cell("expenditure", document["document_id"]), scene.address.get("in") or None
    where = numbers.place(scene.reading, "economic", parent) if parent else None
    parent, level = (parent, min(where["level"], 2)) if where else (None, 0)
    shown = breakdown.lines(scene, base, "economic", level, parent)
    if not any(not line.rest for line in shown) and not parent:
        nothing = breakdown.why_none(scene, document["document_id"], evidence.BY_ECONOMIC)
        sheet.show("economic", frame.title(scene, document, tag("p", scene.words("no_economic"))), nothing)
        return
    drill = _drill(scene, base, level, shown)
    sheet.show(
        "economic",
        frame.title(scene, document, _crumbs(scene, where)),
        picture([_tile(scene, line, drill) for line in shown if not line.rest]),
        breakdown.as_table(scene, "economic", base, parent, shown, drill),
        scene.legend(),
    )
    downloads.offer(
        scene, f"yusuan-{base.document_id[:12]}-economic", [base.at("economic", parent) if parent else base]
    )


def _drill(scene: Scene, base: Cell, level: int, shown: list[Line]) -> dict[str, str]:
    if level > 1:
        return {}
    below = numbers.broken_down(scene.reading, base, ("economic", level), ("economic", level + 1))
    holds = {one["member"] for one in below if one["member_2"] not in ("未分解", one["member"])}
    return {line.member: scene.address.changed(**{"in": line.member}) for line in shown if line.member in holds}


def _tile(scene: Scene, line: Line, drill: dict[str, str]) -> Tile:
    href = drill.get(line.member) or scene.evidence_of(line.cell)
    amount = line.total["amount_yuan"]
    return Tile(line.name, scene.money(amount), href, float(amount), line.member in drill)


def _crumbs(scene: Scene, where: dict | None) -> Html:
    if where is None:
        return Html("")
    steps = [tag("a", scene.words("all_economic"), href=scene.address.changed(**{"in": None}), data_stay=True)]
    if where["level"] > 1:
        href = scene.address.changed(**{"in": where["class_code"]})
        steps.append(tag("a", f"{where['class_code']} {where['class_name']}", href=href, data_stay=True))
    steps.append(tag("b", f"{where['economic_code']} {where['economic_name']}"))
    return tag("div", join(steps[:1] + [join([" › ", step]) for step in steps[1:]]), class_="crumbs")
