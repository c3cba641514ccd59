"""A body's budget by function: a picture of the areas, and the table 类 > 款 > 项 that adds up."""

from __future__ import annotations

from dashboard import breakdown, downloads, frame, sheet
from dashboard.breakdown import Line, merged
from dashboard.cells import Cell
from dashboard.markup import Html, join, tag
from dashboard.queries import evidence, numbers
from dashboard.scene import Scene
from dashboard.treemap import Tile, picture

DEEPEST = 2


def show(scene: Scene) -> None:
    """One level of the functional classification; names lead one level down."""
    document = frame.chosen_disclosure(scene)
    base, parent = Cell("expenditure", document["document_id"]), scene.address.get("in") or None
    where = numbers.place(scene.reading, "function", parent) if parent else None
    parent, level = (parent, min(where["level"], DEEPEST)) if where else (None, 0)
    shown = breakdown.lines(scene, base, "function", level, parent)
    if not shown:
        nothing = breakdown.why_none(scene, document["document_id"], evidence.BY_FUNCTION)
        sheet.show("budget", frame.title(scene, document, tag("p", scene.words("no_expenditure"))), nothing)
        return
    drill = _drill(scene, base, level, shown)
    sheet.show(
        "budget",
        frame.title(scene, document, _crumbs(scene, base, where)),
        _lead(scene, base.at("function", parent) if parent else base, shown),
        picture([_tile(scene, line, drill) for line in shown]),
        breakdown.as_table(scene, "function", base, parent, shown, drill),
        scene.legend(),
    )
    downloads.offer(
        scene, f"yusuan-{base.document_id[:12]}-function", [base.at("function", parent) if parent else base]
    )


def _lead(scene: Scene, cell: Cell, shown: list[Line]) -> Html:
    whole = merged(line.total for line in shown)
    big = tag("div", scene.link(cell, whole), tag("span", f" {scene.unit_name}", class_="of"), class_="big")
    return tag("div", tag("div", tag("div", scene.words("expenditure_total"), class_="what"), big), class_="lead")


def _drill(scene: Scene, base: Cell, level: int, shown: list[Line]) -> dict[str, str]:
    """Links to what is below each member that has something below it."""
    if level >= DEEPEST:
        return {}
    below = numbers.broken_down(scene.reading, base, ("function", level), ("function", level + 1))
    holds = {one["member"] for one in below if one["member_2"] not in ("未分解", one["member"])}
    return {line.member: scene.address.changed(**{"in": line.member}) for line in shown if line.member in holds}


def _tile(scene: Scene, line: Line, drill: dict[str, str]) -> Tile:
    href = drill.get(line.member) or scene.evidence_of(line.cell)
    name = scene.words("rest") if line.rest else line.name
    return Tile(
        name, scene.money(line.total["amount_yuan"]), href, float(line.total["amount_yuan"]), line.member in drill
    )


def _crumbs(scene: Scene, base: Cell, where: dict | None) -> Html:
    """The way down to here."""
    if where is None:
        return Html("")
    steps = [tag("a", scene.words("all_classes"), href=scene.address.changed(**{"in": None}), data_stay=True)]
    if where["level"] > 1:
        href = scene.address.changed(**{"in": where["class_code"]})
        steps.append(tag("a", f"{where['class_code']} {where['class_name']}", href=href, data_stay=True))
    steps.append(tag("b", f"{where['function_code']} {where['function_name']}"))
    return tag("div", join(steps[:1] + [join([" › ", step]) for step in steps[1:]]), class_="crumbs")
