"""Projects with their budgets, and the performance targets they are to be measured by."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dashboard import breakdown, downloads, frame, sheet
from dashboard.breakdown import merged
from dashboard.cells import Cell
from dashboard.markup import Html, head_number, join, number, row, table, tag
from dashboard.queries import projects
from dashboard.scene import Scene


def show(scene: Scene) -> None:
    """The projects, the largest first; a project's name opens its targets."""
    document = frame.chosen_disclosure(scene)
    listed = projects.projects(scene.reading, document["document_id"])
    others = projects.other_targets(scene.reading, document["document_id"])
    parts = [frame.title(scene, document)]
    parts += [_table(scene, document, listed), scene.legend()] if listed else [_none(scene, document)]
    if others:
        parts += [tag("h2", scene.words("other_targets")), *_by_name(scene, others)]
    sheet.show("projects", *parts)
    if listed:
        downloads.offer(
            scene, f"yusuan-{document['document_id'][:12]}-projects", [Cell("project", document["document_id"])]
        )


def _none(scene: Scene, document: dict[str, Any]) -> Html:
    said = breakdown.why_none(scene, document["document_id"], ["project", "performance_target"])
    return join([tag("p", scene.words("no_projects")), said])


def _table(scene: Scene, document: dict[str, Any], listed: list[dict[str, Any]]) -> Html:
    base, opened = Cell("project", document["document_id"]), scene.address.get("project")
    units = len({one["unit_name"] for one in listed}) > 1
    heads = [
        scene.words("item"),
        head_number(f"{scene.words('amount')}（{scene.unit_name}）"),
        head_number(scene.words("targets")),
    ]
    whole = merged(_sums(one) for one in listed if one["amount_yuan"] is not None)
    rows = [
        row(
            [scene.words("total"), scene.cell(base, whole), number(f"{sum(one['targets'] for one in listed):,}")],
            class_="sum",
        )
    ]
    for one in listed:
        rows.append(_row(scene, base, one, units, opened))
        if one["project_key"] == opened:
            found = projects.targets(scene.reading, document["document_id"], opened)
            rows.append(tag("tr", tag("td", _targets(scene, found), colspan=3)))
    return table(heads, rows)


def _sums(one: dict[str, Any]) -> dict[str, Any]:
    flags = {"rounding": False, "margin": False, "waived": one["trust"] == "waived", "single": one["trust"] == "single"}
    return {"amount_yuan": one["amount_yuan"], "parts": 1, **flags}


def _row(scene: Scene, base: Cell, one: dict[str, Any], units: bool, opened: str) -> Html:
    key = one["project_key"]
    href = scene.address.changed(project=None if key == opened else key)
    name = (
        tag("a", one["project_name"], href=href, class_="drill", data_stay=True)
        if one["targets"]
        else one["project_name"]
    )
    unit = tag("div", one["unit_name"], class_="soft") if units else ""
    known = one["amount_yuan"] is not None
    amount = scene.cell(base.at("project", key), _sums(one)) if known else scene.absent(True)
    return row([tag("td", name, unit), amount, number(one["targets"] or "")], class_="on" if key == opened else None)


def _by_name(scene: Scene, targets: list[dict[str, Any]]) -> list[Html]:
    """Targets below the name of their project; those of the whole body first."""
    parts = []
    for (scope, name), own in groupby(targets, key=lambda one: (one["target_scope"], one["project_name"])):
        parts += [tag("h3", scene.words("scope_body") if scope == "body" else name), _targets(scene, list(own))]
    return parts


def _targets(scene: Scene, targets: list[dict[str, Any]]) -> Html:
    heads = [
        scene.words("indicator"),
        head_number(scene.words("target")),
        head_number(scene.words("weight")),
        head_number(scene.words("page")),
    ]
    return table(heads, [_target(scene, one) for one in targets])


def _target(scene: Scene, one: dict[str, Any]) -> Html:
    path = tag("div", one["indicator_path"], class_="soft") if one["indicator_path"] else ""
    value = " ".join(part for part in (one["operator"], one["target_value"], one["measure_unit"]) if part) or "—"
    return row(
        [
            tag("td", one["indicator_name"], path),
            number(value),
            number(one["weight_printed"] or ""),
            number(one["page"] or ""),
        ]
    )
