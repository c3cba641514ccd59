"""A number broken down along one axis, with columns for the types of expenditure: the lines of a table that adds up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard.cells import UNDIVIDED, Cell
from dashboard.markup import Html, head_number, join, number, row, table, tag
from dashboard.queries import evidence, numbers
from dashboard.scene import Scene
from dashboard.words import family

TYPES = (
    "basic", "project", "transfer_to_superior", "business_operation", "subsidy_to_affiliate", "reserve",
    "carry_to_next_year", UNDIVIDED,
)  # fmt: skip
FAMILIES = {
    "function": evidence.BY_FUNCTION,
    "economic": evidence.BY_ECONOMIC,
    "government": [*evidence.BY_ECONOMIC, "expenditure_summary"],
}
HEADS = {"function": "function", "economic": "economic_class", "government": "government"}
Sums = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One member: what it is called, the cell it stands for, its sum, and its sum for each type."""

    member: str
    name: str
    cell: Cell
    total: Sums
    types: Mapping[str, Sums]
    rest: bool = False


def merged(sums: Iterable[Sums]) -> dict[str, Any]:
    """Sums of disjoint cells as one; exact, since they are decimals."""
    every = list(sums)
    flags = {name: any(one[name] for one in every) for name in ("rounding", "margin", "waived")}
    amount = sum((one["amount_yuan"] for one in every), Decimal(0))
    return {
        "amount_yuan": amount,
        "parts": sum(one["parts"] for one in every),
        "single": all(one["single"] for one in every),
        **flags,
    }


def lines(scene: Scene, base: Cell, axis: str, level: int, parent: str | None) -> list[Line]:
    """The lines below ``parent`` (all classes where it is None), by code; what is not broken down further comes last."""
    cell = base.at(axis, parent) if parent else base
    found: dict[str, list[dict[str, Any]]] = {}
    for one in numbers.broken_down(scene.reading, cell, (axis, level), ("type", 0)):
        found.setdefault(one["member"], []).append(one)
    made = [_line(base, axis, parent, member, rows) for member, rows in found.items()]
    return sorted(
        (line for line in made if not line.rest or _says_something(line)), key=lambda line: (line.rest, line.member)
    )


def _line(base: Cell, axis: str, parent: str | None, member: str, rows: list[dict[str, Any]]) -> Line:
    rest = member in (UNDIVIDED, parent)
    cell = base.itself(axis, parent or UNDIVIDED) if rest else base.at(axis, member)
    return Line(member, rows[0]["name"], cell, merged(rows), {one["member_2"]: one for one in rows}, rest)


def _says_something(line: Line) -> bool:
    return any(one["amount_yuan"] for one in line.types.values())


def types_of(every: Iterable[Line]) -> list[str]:
    """The types that occur in these lines with anything but nought in the remainder, in their order."""
    shown = list(every)
    present = {name for line in shown for name, sums in line.types.items() if name != UNDIVIDED or sums["amount_yuan"]}
    return [name for name in TYPES if name in present]


def as_table(
    scene: Scene, axis: str, base: Cell, parent: str | None, shown: list[Line], drill: Mapping[str, str]
) -> Html:
    """The lines as a table, the sum first; ``drill`` holds links to what is below a member."""
    columns = types_of(shown)
    pairs = evidence.printed_pairs(scene.reading, base.document_id, FAMILIES[axis], axis == "government")
    whole = merged(line.total for line in shown)
    label = scene.words("total" if axis == "function" else "published_total")
    heads = [
        scene.words(HEADS[axis]),
        head_number(f"{label}（{scene.unit_name}）"),
    ]
    heads += [head_number(scene.say(name)) for name in columns] + [head_number(scene.words("share"))]
    of_all = base.at(axis, parent) if parent else base
    first = _sum_row(scene, of_all, shown, columns, whole)
    rest = [_row(scene, line, columns, pairs, whole["amount_yuan"], drill.get(line.member)) for line in shown]
    return table(heads, [first, *rest])


def _sum_row(scene: Scene, cell: Cell, shown: list[Line], columns: list[str], whole: Sums) -> Html:
    cells = [scene.cell(cell, whole)]
    for name in columns:
        cells.append(
            scene.cell(cell.at("type", name), merged(line.types[name] for line in shown if name in line.types))
        )
    return row([scene.words("total"), *cells, number("100%")], class_="sum")


def _row(
    scene: Scene, line: Line, columns: list[str], pairs: set[tuple[str, str]], whole: Decimal, below: str | None
) -> Html:
    from dashboard.amounts import share

    cells = [scene.cell(line.cell, line.total)]
    for name in columns:
        if name in line.types:
            cells.append(scene.cell(line.cell.at("type", name), line.types[name]))
        else:
            cells.append(scene.absent(not line.rest and bool({(line.member, name), (line.name, name)} & pairs)))
    return row(
        [named(scene, line, below), *cells, number(share(line.total["amount_yuan"], whole))],
        class_="rest" if line.rest else None,
    )


def named(scene: Scene, line: Line, below: str | None) -> Html:
    """The name of a line, with its code; a link where there is something below it."""
    if line.rest:
        marked = line.total["rounding"] or line.total["margin"]
        return tag(
            "td", scene.words("rest"), tag("span", f" · {scene.words('sum_mark')}", class_="soft") if marked else ""
        )
    code = tag("span", line.member, class_="code") if line.member.isdigit() else ""
    name = tag("a", line.name, href=below, class_="drill", data_stay=True) if below else line.name
    return tag("td", code, name)


def why_none(scene: Scene, document_id: str, families: Iterable[str]) -> Html:
    """Why there is no number: the table is empty, refused, or not in the file. Three different things."""
    from dashboard.queries import documents

    printed = {one["table_family"]: one for one in documents.tables(scene.reading, document_id) if one["table_family"]}
    words = {"empty": "table_empty", "refused": "table_refused"}
    said = []
    for name in families:
        status = printed[name]["status"] if name in printed else None
        said.append(f"{family(name, scene.address.language)}：{scene.words(words.get(status or '', 'table_absent'))}")
    return tag("div", join(tag("p", one) for one in said), class_="note")
