"""Overview: what is published, and how far it can be trusted."""

from __future__ import annotations

from typing import Any

from dashboard import sheet
from dashboard.cells import Cell
from dashboard.connection import OlderRelease
from dashboard.markup import Html, head_number, join, number, row, table, tag
from dashboard.queries import documents, quality
from dashboard.scene import Scene
from dashboard.words import family


def show(scene: Scene) -> None:
    """Counts first, then accuracy, then every disclosure with its total, then what is held back."""
    every = documents.every(scene.reading)
    sheet.show("overview", _counts(scene), _trust(scene), _disclosures(scene), _held_back(scene, every))


def _counts(scene: Scene) -> Html:
    statuses, figures = documents.statuses(scene.reading), documents.figures(scene.reading)
    published = statuses.get("published", {"documents": 0})["documents"]
    held = sum(one["documents"] for name, one in statuses.items() if name in ("quarantined", "unreadable"))
    checks = quality.published_counts(scene.reading)
    big = [
        (published, "documents_published"), (held, "documents_held"), (figures["figures"], "figures_printed"),
        (checks["holds"], "identities_hold"), (checks["fails"], "identities_fail"),
    ]  # fmt: skip
    return tag("div", *(_big(f"{count:,}", scene.words(name)) for count, name in big), class_="lead")


def _big(count: str, said: str) -> Html:
    return tag("div", tag("div", count, class_="big"), tag("div", said, class_="what"))


def _trust(scene: Scene) -> Html:
    figures, trust = documents.figures(scene.reading), documents.trust(scene.reading)
    confirmed = f"{figures['confirmed']:,} / {figures['figures']:,} {scene.words('confirmed_by_identity')}"
    kinds = [f"{scene.words(f'trust_{name}')} {count:,}" for name, count in trust.items()]
    return join(
        [
            tag("h2", scene.words("how_far")),
            tag("p", " · ".join([confirmed, *kinds])),
            tag("h3", scene.words("accuracy")),
            _accuracy(scene),
        ]
    )


def _accuracy(scene: Scene) -> Html:
    try:
        rows = documents.accuracy(scene.reading)
    except OlderRelease:
        rows = []
    if not rows:
        return tag("p", scene.words("no_accuracy"), class_="soft")
    counted = ("cells", "matched", "wrong", "missing", "extra", "silent")
    whole = {name: sum(one[name] for one in rows) for name in counted} | {"table_family": None}
    heads = [scene.words("table"), *(head_number(scene.words(name)) for name in counted), head_number("%")]
    lines = [_accuracy_row(scene, whole, counted, "sum"), *(_accuracy_row(scene, one, counted, None) for one in rows)]
    return table(heads, lines)


def _accuracy_row(scene: Scene, one: dict[str, Any], counted: tuple[str, ...], class_: str | None) -> Html:
    name = family(one["table_family"], scene.address.language) or scene.words("total")
    cells = [number(f"{one[column]:,}") for column in counted]
    return row([name, *cells, number(_floored(one["matched"], one["cells"]))], class_=class_)


def _floored(part: int, whole: int) -> str:
    """A share cut off, not rounded: 100% is said where nothing is missing."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else ""


def _disclosures(scene: Scene) -> Html:
    heads = [
        scene.words("body"), scene.words("year"), scene.words("kind"), scene.words("scope"),
        head_number(f"{scene.words('expenditure_total')}（{scene.unit_name}）"),
    ]  # fmt: skip
    rows = [_disclosure(scene, one) for one in documents.current(scene.reading)]
    return join([tag("h2", scene.words("disclosures")), table(heads, rows), scene.legend()]) if rows else Html("")


def _disclosure(scene: Scene, one: dict[str, Any]) -> Html:
    cell = Cell("expenditure", one["document_id"])
    link = tag("a", one["body"], href=scene.address.to("budget", doc=one["document_id"]), class_="drill")
    said = [one["fiscal_year"], scene.words(f"kind_{one['kind']}"), scene.words(f"scope_{one['scope']}")]
    return row(
        [tag("td", link), *said, scene.cell(cell, one) if one["amount_yuan"] is not None else scene.absent(False)]
    )


def _held_back(scene: Scene, every: list[dict[str, Any]]) -> Html:
    held = [one for one in every if one["status"] in ("quarantined", "unreadable")]
    if not held:
        return Html("")
    return join([tag("h2", scene.words("held_back_list")), held_table(scene, held)])


def held_table(scene: Scene, held: list[dict[str, Any]]) -> Html:
    """Documents that readers do not see, with the reason."""
    rows = [_held(scene, one) for one in held]
    return table([scene.words("file"), scene.words("disclosure"), scene.words("reason")], rows)


def _held(scene: Scene, one: dict[str, Any]) -> Html:
    link = tag(
        "a", one["body"] or one["file_name"], href=scene.address.to("quality", doc=one["document_id"]), class_="drill"
    )
    reason = (one["status_reason"] or "").split("\n")
    more = f" (+{len(reason) - 1})" if len(reason) > 1 else ""
    return row([tag("td", link), scene.disclosure(one), tag("td", reason[0][:180] + more, class_="text soft")])
