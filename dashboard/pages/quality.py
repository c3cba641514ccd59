"""Data quality of one document: what became of it, which identities hold, what was not understood, what may be wrong."""

from __future__ import annotations

from typing import Any

from dashboard import frame, sheet
from dashboard.amounts import exact
from dashboard.markup import Html, head_number, join, number, row, table, tag
from dashboard.queries import documents, quality
from dashboard.scene import Scene

GOOD = {"published": "good", "holds": "good"}


def show(scene: Scene) -> None:
    """Any registered document, also one that readers do not see."""
    every = documents.every(scene.reading)
    if not every:
        sheet.show("quality", tag("p", scene.words("none_passed")))
        return
    document = frame.choose(scene, every)
    parts = [
        _lead(scene, document),
        _reason(scene, document),
        _open(scene, document),
        _repairs(scene, document),
        _problems(scene, document),
    ]
    sheet.show("quality", frame.title(scene, document), *parts, _identities(scene, document), _documents(scene, every))


def _lead(scene: Scene, one: dict[str, Any]) -> Html:
    counts = quality.counts(scene.reading, one["document_id"])
    status = tag("span", scene.say(one["status"]), class_=f"tag {GOOD.get(one['status'], 'bad')}")
    said = [(f"{counts[name]:,}", scene.words(name)) for name in ("holds", "fails", "waived", "not_evaluable")]
    said.append((f"{one['covered_figures'] or 0:,} / {one['money_figures'] or 0:,}", scene.words("covered")))
    tables = (one[name] or 0 for name in ("tables_read", "tables_empty", "tables_refused"))
    words = (scene.words(name) for name in ("tables_read", "tables_empty", "tables_refused"))
    said += [(f"{count}", name) for count, name in zip(tables, words, strict=True)]
    bigs = [tag("div", tag("div", count, class_="big"), tag("div", name, class_="what")) for count, name in said]
    file = tag("p", status, " ", one["file_name"], " · ", tag("span", one["document_id"], class_="hash"))
    return join([file, tag("div", *bigs, class_="lead")])


def _reason(scene: Scene, one: dict[str, Any]) -> Html:
    lines = (one["status_reason"] or "").splitlines()
    return tag("div", *(tag("p", line) for line in lines), class_="warn reasons") if lines else Html("")


def _open(scene: Scene, one: dict[str, Any]) -> Html:
    found = quality.open_ones(scene.reading, one["document_id"])
    return join([_heading(scene, "open_identities", found), comparisons(scene, found)]) if found else Html("")


def _heading(scene: Scene, name: str, found: list[dict[str, Any]]) -> Html:
    """What a list is, and, where it does not show all there are, how many it shows."""
    rest = found[0]["of_all"] > len(found)
    listed = f" · {len(found):,} {scene.words('of_all')} {found[0]['of_all']:,}"
    return tag("h2", scene.words(name), *([tag("span", listed, class_="soft")] if rest else []))


def comparisons(scene: Scene, found: list[dict[str, Any]]) -> Html:
    """Evaluated identities with both sides in 元; each leads to the first of its figures."""
    heads = [
        scene.words("identity"),
        scene.words("status"),
        *(head_number(scene.words(n)) for n in ("left", "right", "difference", "tolerance")),
    ]
    names = quality.names(scene.reading)
    rows = [_comparison(scene, one, names) for one in found]
    return table([*heads, scene.words("terms")], rows, class_="compared")


def _comparison(scene: Scene, one: dict[str, Any], names: dict[str, str]) -> Html:
    name = names.get(one["identity"], one["identity"])
    subject = tag("div", one["subject"], class_="soft") if one["subject"] else ""
    status = tag("span", scene.say(one["status"]), class_=f"tag {GOOD.get(one['status'], 'bad')}")
    sides = [number(_side(one[column])) for column in ("lhs", "rhs", "difference", "tolerance")]
    ids = [figure_id for figure_id in (one["figure_ids"] or "").split(",") if "-t" in figure_id]
    terms = tag("a", one["terms"], href=scene.evidence_of_figure(ids[0]), class_="terms") if ids else one["terms"]
    return row(
        [
            tag("td", name, subject),
            tag("td", status, " ", scene.say(one["severity"])),
            *sides,
            tag("td", terms, class_="text"),
        ]
    )


def _side(value: Any) -> str:
    return "—" if value is None else exact(value)


def _repairs(scene: Scene, one: dict[str, Any]) -> Html:
    found = quality.repairs(scene.reading, one["document_id"])
    if not found:
        return Html("")
    heads = [
        "#",
        scene.words("printed_here"),
        scene.words("fitting"),
        scene.words("second_reading"),
        scene.words("explanation"),
    ]
    return join([_heading(scene, "repairs", found), table(heads, [_repair(scene, repair) for repair in found])])


def _repair(scene: Scene, one: dict[str, Any]) -> Html:
    ids = [figure_id for figure_id in one["figure_ids"].split(",") if "-t" in figure_id]
    printed = (
        tag("a", one["printed"] or "—", href=scene.evidence_of_figure(ids[0]), class_="n") if ids else one["printed"]
    )
    return row(
        [
            f"{one['fault']}.{one['rank']}",
            tag("td", printed),
            one["fitting"],
            one["second_reading"] or "—",
            tag("td", one["explanation"], class_="text"),
        ]
    )


def _problems(scene: Scene, one: dict[str, Any]) -> Html:
    found = quality.problems(scene.reading, one["document_id"])
    if not found:
        return Html("")
    heads = [scene.words("explanation"), scene.words("severity"), scene.words("page"), scene.words("printed_here")]
    rows = [
        row(
            [
                tag("td", p["explanation"], class_="text"),
                scene.say(p["severity"]),
                p["page"] or "—",
                tag("td", p["printed"], class_="text"),
            ]
        )
        for p in found
    ]
    return join([_heading(scene, "problems", found), table(heads, rows)])


def _identities(scene: Scene, one: dict[str, Any]) -> Html:
    found = quality.by_identity(scene.reading, one["document_id"])
    if not found:
        return Html("")
    counted = ("holds", "fails", "waived", "not_evaluable")
    heads = [scene.words("identity"), scene.words("severity"), *(head_number(scene.words(name)) for name in counted)]
    names = quality.names(scene.reading)
    rows = [
        row([_name(i, names), scene.say(i["severity"]), *(number(i[name] or "") for name in counted)]) for i in found
    ]
    return join([tag("h2", scene.words("identity")), table(heads, rows)])


def _name(one: dict[str, Any], names: dict[str, str]) -> Html:
    return tag("td", names.get(one["identity"], one["identity"]), tag("div", one["identity"], class_="soft"))


def _documents(scene: Scene, every: list[dict[str, Any]]) -> Html:
    counted = ("held", "failed", "not_evaluable")
    words = {"held": "holds", "failed": "fails", "not_evaluable": "not_evaluable"}
    heads = [
        scene.words("file"),
        scene.words("disclosure"),
        scene.words("status"),
        *(head_number(scene.words(words[n])) for n in counted),
    ]
    rows = [_document(scene, one, counted) for one in every]
    return join([tag("h2", scene.words("all_documents")), table(heads, rows)])


def _document(scene: Scene, one: dict[str, Any], counted: tuple[str, ...]) -> Html:
    link = tag(
        "a", one["body"] or one["file_name"], href=scene.address.to("quality", doc=one["document_id"]), class_="drill"
    )
    status = tag("span", scene.say(one["status"]), class_=f"tag {GOOD.get(one['status'], 'bad')}")
    return row(
        [tag("td", link), scene.disclosure(one), tag("td", status), *(number(f"{one[name]:,}") for name in counted)]
    )
