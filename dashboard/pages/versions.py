"""The versions of a disclosure, and what each changed, figure by figure."""

from __future__ import annotations

from typing import Any

from dashboard import frame, sheet
from dashboard.markup import Html, head_number, join, number, row, table, tag
from dashboard.queries import documents
from dashboard.scene import Scene
from dashboard.words import family


def show(scene: Scene) -> None:
    """All versions, oldest first; those that differ from the one before with what is different."""
    every = [one for one in documents.every(scene.reading) if one["body"]]
    if not every:
        sheet.show("versions", tag("p", scene.words("none_passed")))
        return
    document = frame.choose(scene, every)
    found = documents.versions(scene.reading, document["document_id"]) or [document]
    changes = [_changes(scene, one) for one in reversed(found)]
    said = [one for one in changes if one] or [tag("p", scene.words("no_change"))]
    sheet.show(
        "versions", frame.title(scene, document), _table(scene, found), tag("h2", scene.words("what_changed")), *said
    )


def _table(scene: Scene, found: list[dict[str, Any]]) -> Html:
    heads = [
        scene.words(name) for name in ("version", "file", "status", "change_kind", "valid_from", "valid_to", "hash")
    ]
    return table(heads, [_row(scene, one) for one in found])


def _row(scene: Scene, one: dict[str, Any]) -> Html:
    when = [f"{one[name]:%Y-%m-%d %H:%M}" if one[name] else "—" for name in ("valid_from", "valid_to")]
    kind = scene.words(f"change_{one['change_kind']}") if one["change_kind"] else "—"
    good = "good" if one["status"] == "published" else "bad"
    status = tag("span", scene.say(one["status"]), class_=f"tag {good}")
    link = tag("a", one["file_name"], href=scene.address.to("quality", doc=one["document_id"]), class_="drill")
    return row(
        [
            f"v{one['version'] or '—'}",
            tag("td", link),
            tag("td", status),
            kind,
            *when,
            tag("td", one["document_id"][:12], class_="hash"),
        ]
    )


def _changes(scene: Scene, one: dict[str, Any]) -> Html:
    found = documents.changes(scene.reading, one["document_id"])
    if not found:
        return Html("")
    heads = [scene.words("row"), scene.words("column"), scene.words("change_kind")]
    heads += [
        head_number(scene.words("old")),
        head_number(scene.words("new")),
        head_number(f"{scene.words('difference')}（{scene.unit_name}）"),
    ]
    title = tag("h3", f"v{one['version']} · {found[0]['old_file_name']} → {one['file_name']}")
    return join([title, table(heads, [_change(scene, change) for change in found])])


def _change(scene: Scene, one: dict[str, Any]) -> Html:
    where = " ".join(
        part for part in (one["row_code"] or one["economic_code"], one["row_name"], one["unit_name"]) if part
    )
    table_name = tag("div", family(one["table_family"], scene.address.language), class_="soft")
    old, new = (_printed(scene, one, which) for which in ("old", "new"))
    difference = "" if one["difference_yuan"] is None else scene.money(one["difference_yuan"])
    column = scene.say(one["column_name"])
    return row(
        [tag("td", where or "—", table_name), column, scene.say(one["change_kind"]), old, new, number(difference)]
    )


def _printed(scene: Scene, one: dict[str, Any], which: str) -> Html:
    """A figure as printed, with the way to its page; a figure of the prose has no cell to box."""
    if one[f"{which}_printed"] is None:
        return scene.absent(False)
    if one["table_family"] == "prose":
        return number(one[f"{which}_printed"])
    return number(
        tag("a", one[f"{which}_printed"], href=scene.evidence_of_figure(one[f"{which}_figure_id"]), class_="n")
    )
