"""三公经费: travel abroad, official vehicles, receptions; the disclosure beside the others of the same body."""

from __future__ import annotations

from typing import Any

from dashboard import breakdown, downloads, frame, sheet
from dashboard.breakdown import merged
from dashboard.cells import UNDIVIDED, Cell
from dashboard.markup import Html, head_number, row, table, tag
from dashboard.queries import documents, evidence, numbers
from dashboard.scene import Scene

ITEMS = (("abroad", 0), ("vehicle_total", 0), ("vehicle_purchase", 1), ("vehicle_running", 1), ("reception", 0))
PARTS = ("vehicle_purchase", "vehicle_running")


def show(scene: Scene) -> None:
    """One column for each disclosure of the body; columns are never added up."""
    every = documents.current(scene.reading)
    document = frame.choose(scene, every)
    of_body = [document, *(one for one in every if one["body"] == document["body"] and one is not document)]
    cells = [Cell("three_public", one["document_id"]) for one in of_body]
    found = numbers.across(scene.reading, cells, "item", 1)
    if not any(one["document_id"] == document["document_id"] for one in found):
        nothing = breakdown.why_none(scene, document["document_id"], ["three_public"])
        sheet.show("three_public", frame.title(scene, document, tag("p", scene.words("no_three_public"))), nothing)
        return
    shown = _table(scene, of_body, cells, found)
    note = [tag("p", scene.words("compare_hint"), class_="soft")] if len(of_body) > 1 else []
    sheet.show("three_public", frame.title(scene, document), shown, *note, scene.legend())
    downloads.offer(scene, f"yusuan-{document['document_id'][:12]}-three-public", cells)


def _table(scene: Scene, of_body: list[dict[str, Any]], cells: list[Cell], found: list[dict[str, Any]]) -> Html:
    by = {(one["document_id"], one["member"]): one for one in found}
    printed = {cell.document_id: _printed(scene, cell) for cell in cells}
    rows = [row([scene.words("total"), *(_sum(scene, cell, found) for cell in cells)], class_="sum")]
    for item, depth in ITEMS:
        name = ("　" if depth else "") + scene.words(item)
        rows.append(row([name, *(_amount(scene, cell, item, by, printed[cell.document_id]) for cell in cells)]))
    if any((cell.document_id, UNDIVIDED) in by for cell in cells):
        rest = [_amount(scene, cell, UNDIVIDED, by, set()) for cell in cells]
        rows.append(row([f"{scene.words('rest')} · {scene.words('sum_mark')}", *rest], class_="rest"))
    heads = [scene.words("item"), *(head_number(f"{scene.disclosure(one)}（{scene.unit_name}）") for one in of_body)]
    return table(heads, rows)


def _printed(scene: Scene, cell: Cell) -> set[str]:
    return {column for _, column in evidence.printed_pairs(scene.reading, cell.document_id, ["three_public"])}


def _sum(scene: Scene, cell: Cell, found: list[dict[str, Any]]) -> Html:
    own = [one for one in found if one["document_id"] == cell.document_id]
    return scene.cell(cell, merged(own)) if own else scene.absent(False)


def _amount(scene: Scene, cell: Cell, item: str, by: dict[Any, dict[str, Any]], printed: set[str]) -> Html:
    """The vehicles are their own row, if there is one, and both their parts."""
    members = (item, *PARTS) if item == "vehicle_total" else (item,)
    own = [by[cell.document_id, member] for member in members if (cell.document_id, member) in by]
    return scene.cell(cell.at("item", item), merged(own)) if own else scene.absent(item in printed)
