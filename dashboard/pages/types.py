"""Basic against project expenditure: as a whole, and in each functional class."""

from __future__ import annotations

from dashboard import breakdown, downloads, frame, sheet
from dashboard.amounts import share
from dashboard.breakdown import Line, merged
from dashboard.cells import UNDIVIDED, Cell
from dashboard.markup import Html, head_number, join, number, row, table, tag
from dashboard.queries import evidence, numbers
from dashboard.scene import Scene

COLOURS = {"basic": "basic", "project": "project", UNDIVIDED: "rest"}


def show(scene: Scene) -> None:
    """The types of expenditure as a tree, and a bar for each class."""
    document = frame.chosen_disclosure(scene)
    base = Cell("expenditure", document["document_id"])
    shown = breakdown.lines(scene, base, "function", 0, None)
    if not shown:
        nothing = breakdown.why_none(scene, document["document_id"], evidence.BY_FUNCTION)
        sheet.show("types", frame.title(scene, document, tag("p", scene.words("no_expenditure"))), nothing)
        return
    sheet.show(
        "types", frame.title(scene, document), _tree(scene, base, shown), _key(scene, shown), _bars(scene, shown)
    )
    sheet.show("types_table", breakdown.as_table(scene, "function", base, None, shown, {}), scene.legend())
    downloads.offer(scene, f"yusuan-{base.document_id[:12]}-types", [base])


def _tree(scene: Scene, base: Cell, shown: list[Line]) -> Html:
    whole = merged(line.total for line in shown)
    rows = [row([scene.words("total"), scene.cell(base, whole), number("100%")], class_="sum")]
    below = numbers.broken_down(scene.reading, base, ("type", 0), ("type", 1))
    for name in breakdown.types_of(shown):
        own = merged(line.types[name] for line in shown if name in line.types)
        rows.append(_row(scene, scene.say(name), base.at("type", name), own, whole))
        parts = [one for one in below if one["member"] == name and one["member_2"] != name]
        for part in parts:
            rows.append(_row(scene, f"　{scene.say(part['member_2'])}", base.at("type", part["member_2"]), part, whole))
        rest = [
            one for one in below if parts and one["member"] == name and one["member_2"] == name and one["amount_yuan"]
        ]
        for one in rest:
            rows.append(_row(scene, f"　{scene.words('rest')}", base.itself("type", name), one, whole, "rest"))
    heads = [
        scene.words("type"),
        head_number(f"{scene.words('amount')}（{scene.unit_name}）"),
        head_number(scene.words("share")),
    ]
    return table(heads, rows)


def _row(scene: Scene, name: str, cell: Cell, sums: dict, whole: dict, class_: str | None = None) -> Html:
    return row([name, scene.cell(cell, sums), number(share(sums["amount_yuan"], whole["amount_yuan"]))], class_=class_)


def _key(scene: Scene, shown: list[Line]) -> Html:
    names = breakdown.types_of(shown)
    return tag(
        "p", join(join([tag("i", class_=COLOURS.get(name, "other")), scene.say(name)]) for name in names), class_="key"
    )


def _bars(scene: Scene, shown: list[Line]) -> Html:
    """Widths are geometry; the exact numbers stand in the hint and in the table below."""
    largest = max(float(line.total["amount_yuan"]) for line in shown) or 1.0
    return tag("div", *(join([_label(scene, line), _bar(scene, line, largest)]) for line in shown), class_="bars")


def _label(scene: Scene, line: Line) -> Html:
    return tag("div", scene.words("rest") if line.rest else line.name)


def _bar(scene: Scene, line: Line, largest: float) -> Html:
    pieces = [
        tag(
            "a",
            href=scene.evidence_of(line.cell.at("type", name)),
            class_=COLOURS.get(name, "other"),
            style=f"width:{max(0.0, float(line.types[name]['amount_yuan'])) * 100 / largest:.3f}%",
            title=f"{scene.say(name)} {scene.money(line.types[name]['amount_yuan'])} {scene.unit_name}",
        )
        for name in breakdown.TYPES
        if name in line.types
    ]
    return tag("div", *pieces, class_="bar")
