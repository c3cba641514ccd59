"""The evidence of one number: where it is printed, or what it is the sum of; the page, the identities, the file."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import downloads, pictures, sheet
from dashboard.cells import ITSELF, UNDIVIDED, Cell, NoSuchNumber
from dashboard.markup import Html, head_number, join, number, row, table, tag
from dashboard.pages.quality import comparisons
from dashboard.queries import documents, evidence, numbers
from dashboard.scene import Scene
from dashboard.words import family
from pipelines import registry

MOST_ROWS = 100


def show(scene: Scene) -> None:
    """One printed figure (``figure``), or a number of the star (``fact`` and its members)."""
    if scene.address.get("figure"):
        _show_figure(scene, scene.address.get("figure"))
    elif scene.address.get("fact"):
        _show_cell(scene)
    else:
        sheet.show("evidence", tag("h1", scene.words("evidence")), tag("p", scene.words("evidence_hint")))


def _show_figure(scene: Scene, figure_id: str) -> None:
    found = evidence.figures(scene.reading, [figure_id])
    if not found:
        raise NoSuchNumber(figure_id)
    sheet.show("number", tag("h1", _where(scene, found[0])), _standing(scene, found[0]), _amount(scene, found[0]))
    _show_page(scene, found[0])


def _standing(scene: Scene, document: dict[str, Any]) -> Html:
    """A warning where the document is held back, replaced or withdrawn: its number is none that is published now."""
    if document.get("status") == "published":
        return Html("")
    said = f"{scene.words('evidence_not_current')}{scene.say(document.get('status') or '')}"
    return tag("div", said, class_="warn standing")


def _amount(scene: Scene, figure: dict[str, Any]) -> Html:
    if figure["amount_yuan"] is None:
        return tag("div", tag("div", figure["printed"], class_="big"), class_="lead")
    return _big(scene, figure["amount_yuan"])


def _big(scene: Scene, amount_yuan: Any) -> Html:
    unit = tag("span", f" {scene.unit_name}", class_="of")
    return tag(
        "div", tag("div", scene.money(amount_yuan), unit, class_="big", data_amount_yuan=amount_yuan), class_="lead"
    )


def _show_cell(scene: Scene) -> None:
    cell = Cell.found(scene.address.parameters, _document_id(scene))
    sums = numbers.summed(scene.reading, cell)
    if not sums["parts"] or sums["amount_yuan"] is None:
        raise NoSuchNumber(str(cell))
    names = _names(scene, cell)
    parts = numbers.parts(scene.reading, cell, MOST_ROWS)
    printed = _printed(scene, cell, sums, parts, names[-1][1] if names else None)
    figures = evidence.figures(scene.reading, printed or [i for one in parts for i in one["figure_ids"]])
    picked = next(
        (one for one in figures if one["figure_id"] == scene.address.get("pick")), figures[0] if figures else None
    )
    document = documents.one(scene.reading, cell.document_id) or {}
    title = " · ".join(
        [
            document.get("body") or "",
            scene.disclosure(document),
            *(name for _, name in names),
            *_whole(scene, cell, names),
        ]
    )
    made = (
        _places(scene, figures, picked)
        if printed
        else _made_of(scene, parts, sums["parts"], figures, picked, document.get("body"))
    )
    sheet.show("number", tag("h1", title), _standing(scene, document), _big(scene, sums["amount_yuan"]), made)
    if not printed:
        downloads.offer(scene, f"yusuan-{cell.document_id[:12]}-number", [cell])
    if picked:
        _show_page(scene, picked)


def _document_id(scene: Scene) -> str:
    document = documents.one(scene.reading, scene.address.get("doc"))
    if document is None:
        raise NoSuchNumber(scene.address.get("doc"))
    return document["document_id"]


def _names(scene: Scene, cell: Cell) -> list[tuple[str, str]]:
    """Each axis the number is narrowed on, with the member's name."""
    return [(axis, _name(scene, axis, member)) for axis, member in cell.members.items()]


def _name(scene: Scene, axis: str, member: str) -> str:
    found = numbers.member_name(scene.reading, axis, member)
    own = member.removeprefix(ITSELF)
    name = (found.get("name_en") if scene.address.language == "en" else None) or found["name"] or scene.say(own)
    code = f"{own} " if own.isdigit() else ""
    return f"{code}{name}" + (f"（{scene.words('rest')}）" if member.startswith(ITSELF) else "")


def _whole(scene: Scene, cell: Cell, names: list[tuple[str, str]]) -> list[str]:
    words = {
        "expenditure": "expenditure_total",
        "revenue": "revenue_total",
        "three_public": "three_public",
        "project": "projects",
    }
    return [] if names and cell.fact == "expenditure" else [scene.words(words[cell.fact])]


def _printed(
    scene: Scene, cell: Cell, sums: dict[str, Any], parts: list[dict[str, Any]], name: str | None
) -> list[str]:
    """The figures that print this number; a single published row prints it by itself."""
    own = parts[0]["figure_ids"] if len(parts) == 1 and parts[0]["row_kind"] == "published" else []
    axis = next((axis for axis in ("function", "economic") if axis in cell.members), None)
    bare = numbers.member_name(scene.reading, axis, cell.members[axis])["name"] if axis else name
    return list(dict.fromkeys([*own, *evidence.printed_as(scene.reading, cell, sums["amount_yuan"], bare)]))


def _places(scene: Scene, figures: list[dict[str, Any]], picked: dict[str, Any] | None) -> Html:
    count = len(figures)
    said = scene.words("printed_once") if count == 1 else scene.words("printed_places").format(n=count)
    links = [_place(scene, one, picked) for one in figures]
    return join([tag("p", said, class_="soft"), tag("div", *links, class_="places")])


def _place(scene: Scene, one: dict[str, Any], picked: dict[str, Any] | None) -> Html:
    said = f"{scene.words('page')} {one['page']} · {family(one['table_family'], scene.address.language)} · {one['printed']}"
    here = picked is not None and one["figure_id"] == picked["figure_id"]
    return tag(
        "a", said, href=scene.address.changed(pick=one["figure_id"]), class_="on" if here else None, data_stay=True
    )


def _made_of(
    scene: Scene,
    parts: list[dict[str, Any]],
    count: int,
    figures: list[dict[str, Any]],
    picked: dict[str, Any] | None,
    body: str | None,
) -> Html:
    """The rows the number is the sum of: published figures, and the rounding and balancing rows, which say what they are."""
    by = {one["figure_id"]: one for one in figures}
    heads = [
        scene.words("made_of"),
        "",
        head_number(f"{scene.words('amount')}（{scene.unit_name}）"),
        scene.words("printed_here"),
    ]
    rows = [_part(scene, one, by, picked, body) for one in parts]
    more = count - len(rows)
    note = [tag("p", scene.words("more_rows").format(n=more), class_="soft")] if more > 0 else []
    return join(
        [tag("p", scene.words("is_sum").format(n=count)), tag("div", table(heads, rows), class_="parts"), *note]
    )


def _part(
    scene: Scene, one: dict[str, Any], by: dict[str, dict[str, Any]], picked: dict[str, Any] | None, body: str | None
) -> Html:
    names = [one[name] for name in one if name.endswith("_name") and one[name] not in (None, UNDIVIDED, body)]
    kind = tag("td", scene.words(f"row_{one['row_kind']}"), _meaning(scene, one))
    figures = [by[figure_id] for figure_id in one["figure_ids"] if figure_id in by]
    links = tag("div", *(_place(scene, figure, picked) for figure in figures[:6]), class_="places")
    return row(
        [" · ".join(dict.fromkeys(names)) or "—", kind, number(scene.money(one["amount_yuan"])), tag("td", links)]
    )


def _meaning(scene: Scene, one: dict[str, Any]) -> Html:
    if one["row_kind"] == "rounding":
        bound = one["bound_yuan"].normalize() if one["bound_yuan"] is not None else "—"
        return tag(
            "div", scene.words("rounding_said").format(bound=f"{bound:f}" if bound != "—" else bound), class_="soft"
        )
    return tag("div", scene.words("margin_said"), class_="soft") if one["row_kind"] == "margin" else Html("")


def _where(scene: Scene, figure: dict[str, Any]) -> str:
    row_name = " ".join(
        part
        for part in (figure["row_code"] or figure["economic_code"], figure["row_name"], figure["unit_name"])
        if part
    )
    said = [
        figure["body"] or scene.words("unknown_body"),
        scene.disclosure(figure),
        row_name,
        scene.say(figure["column_name"]),
    ]
    return " · ".join(part for part in said if part)


def _show_page(scene: Scene, figure: dict[str, Any]) -> None:
    """The picture, what is printed, who confirms it, and the file."""
    said = _said(scene, figure)
    original = registry.find(figure["document_id"], scene.home)
    if original is None or not original.path.is_file():
        sheet.show("page", tag("div", scene.words("no_original"), class_="warn"), said, _identities(scene, figure))
        return
    left, right = st.columns([3, 2], gap="large")
    with right:
        sheet.show("page", said)
        _files(scene, figure, original)
    sheet.show("identities", _identities(scene, figure))
    with left:
        sheet.show("closer", tag("h2", f"{scene.words('page')} {figure['page']}"), _key(scene))
    _draw(scene, figure, original, left)


def _draw(scene: Scene, figure: dict[str, Any], original: registry.Registration, left: DeltaGenerator) -> None:
    """The pictures come last, the closer one first: what is printed can be read while the page is drawn."""
    row_boxes, column_boxes = (
        tuple(pictures.box(one) for one in found) for found in evidence.boxes(scene.reading, figure)
    )
    asked = (original.path, figure["page"], pictures.box(figure), row_boxes, column_boxes)
    try:
        left.image(pictures.close_up(*asked), width="stretch", output_format="PNG")
        head = f"{scene.words('whole_page')} · {figure['file_name']} · {scene.words('page')} {figure['page']}"
        sheet.show("whole", tag("h2", head))
        st.image(pictures.whole_page(*asked), width="stretch", output_format="PNG")
    except pictures.NoPicture as error:
        with left:
            sheet.show("unseen", tag("div", f"{scene.words('no_picture')}{error}", class_="warn"))


def _key(scene: Scene) -> Html:
    colours = (("crimson", "cell_box"), ("royalblue", "row_box"), ("seagreen", "column_box"))
    marks = [join([tag("i", style=f"border-color:{colour}"), scene.words(name)]) for colour, name in colours]
    return tag("p", *marks, class_="boxes soft")


def _said(scene: Scene, one: dict[str, Any]) -> Html:
    box = ", ".join(f"{one[name]:.1f}" for name in ("x0", "top", "x1", "bottom"))
    data = {"data_figure": one["figure_id"], "data_page": one["page"], "data_box": box}
    pairs = [
        (scene.words("printed_here"), tag("span", one["printed"], class_="printed", **data)),
        (scene.words("money_unit"), one["money_unit"] or "—"),
        (scene.words("table"), f"{one['title'] or family(one['table_family'], scene.address.language)}"),
        (scene.words("page"), f"{one['page']} · x {box} pt"),
        (
            scene.words("row"),
            " ".join(p for p in (one["row_code"] or one["economic_code"], one["row_name"], one["unit_name"]) if p)
            or "—",
        ),
        (scene.words("column"), scene.say(one["column_name"])),
        (scene.words("method"), scene.words(f"method_{one['method']}")),
        (scene.words("status"), scene.say(one["status"])),
        (scene.words("file"), one["file_name"]),
        (scene.words("hash"), tag("span", one["document_id"], class_="hash")),
        ("figure_id", tag("span", one["figure_id"], class_="hash")),
        (scene.words("release"), scene.reading.release_id),
    ]
    if one["source_url"]:
        pairs.append((scene.words("original_at"), one["source_url"]))
    return tag("dl", *(join([tag("dt", name), tag("dd", value)]) for name, value in pairs))


def _files(scene: Scene, figure: dict[str, Any], original: registry.Registration) -> None:
    page, path = figure["page"], original.path
    stem = path.stem[:12]
    with st.container(horizontal=True):
        st.download_button(
            scene.words("download_page"), lambda: pictures.page_alone(path, page), f"{stem}-p{page}.pdf",
            "application/pdf", key="page-pdf", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            scene.words("download_file"),
            path.read_bytes,
            original.file_name,
            "application/pdf",
            key="file-pdf",
            on_click="ignore",
        )


def _identities(scene: Scene, figure: dict[str, Any]) -> Html:
    found = evidence.identities(scene.reading, figure["document_id"], figure["figure_id"])
    said = comparisons(scene, found) if found else tag("p", scene.words("no_identities"))
    return join([tag("h2", scene.words("identities_of")), said])
