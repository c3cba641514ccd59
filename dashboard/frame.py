"""What surrounds every page: the masthead, the way between pages, the choice of a disclosure, the foot."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import amounts, sheet
from dashboard.markup import Html, join, tag
from dashboard.queries import documents
from dashboard.scene import Scene

PAGES = (
    "overview", "budget", "types", "economic", "three_public", "projects", "compare", "versions", "quality", "evidence",
)  # fmt: skip
ABOUT_A_DISCLOSURE = {"budget", "types", "economic", "three_public", "projects", "compare", "versions", "quality"}
PAPER = """<style>
[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stSidebarCollapsedControl"] { display: none }
[data-testid="stMainBlockContainer"] { max-width: 1240px; padding: 14px 24px 40px }
[data-testid="stVerticalBlock"] { gap: .55rem }
[data-testid="stSelectbox"] label p, [data-testid="stMultiSelect"] label p { font-size: 12px; color: #6d675c }
[data-testid="stDownloadButton"] button { border-radius: 0; border: 1px solid #d9d3c5; background: none; padding: 1px 12px; min-height: 30px }
[data-testid="stDownloadButton"] button p { font-size: 13px }
[data-testid="stMultiSelect"] [data-tag], [data-testid="stMultiSelect"] [data-tag] * { background: #e6e0d1; color: #1d1b18; border-radius: 0 }
[data-testid="stImage"] img { border: 1px solid #d9d3c5 }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 8px 12px 30px } }
</style>"""


class NotAmongThem(LookupError):
    """The address names a document that a page is not about: it is held back, replaced, withdrawn, or there is none."""


def paper() -> None:
    """The paper everything is printed on; it quiets Streamlit's own furniture."""
    st.html(PAPER)


def masthead(scene: Scene) -> None:
    """The name, the settings, and the pages."""
    address, words = scene.address, scene.words
    doc = address.get("doc") or None
    pages = [
        tag(
            "a",
            words(page),
            href=address.to(page, doc=doc if page != "overview" else None),
            class_=_on(page == address.view),
        )
        for page in PAGES
    ]
    head = tag(
        "div",
        tag("a", words("title"), href=address.to("overview"), class_="name"),
        tag("span", words("motto"), class_="motto"),
        tag("span", *_settings(scene), class_="set"),
        class_="mast",
    )
    sheet.show("masthead", head, tag("nav", *pages))


def _settings(scene: Scene) -> list[Html]:
    address = scene.address
    units = [
        tag("a", name, href=address.changed(unit=unit), class_=_on(unit == address.unit), data_stay=True)
        for unit, name in amounts.UNIT_NAMES.items()
    ]
    languages = [
        tag("a", name, href=address.changed(lang=code), class_=_on(code == address.language), data_stay=True, lang=code)
        for code, name in (("zh", "中文"), ("en", "English"))
    ]
    return units + languages


def _on(yes: bool) -> str | None:
    return "on" if yes else None


def foot(scene: Scene) -> None:
    """Which release all of this is from."""
    said = f"{scene.words('release')} {scene.reading.release_id} · {scene.reading.published_at:%Y-%m-%d %H:%M} UTC"
    sheet.show("foot", tag("footer", said))


def choose(scene: Scene, every: list[dict[str, Any]]) -> dict[str, Any]:
    """Let the reader choose one of these disclosures, by body and then by year, phase and scope; the address names it.

    Raises:
        NotAmongThem: the address names a document that this page is not about.
    """
    wanted = scene.address.get("doc")
    found = (one for one in every if one["document_id"].startswith(wanted))
    chosen = next(found, None) if wanted else every[0]
    if chosen is None:
        raise NotAmongThem(wanted)
    bodies = {_body(scene, one): one for one in reversed(every)}
    of_body = [one for one in every if _body(scene, one) == _body(scene, chosen)]
    labels = {_label(scene, one, of_body): one for one in of_body}
    left, right = st.columns([3, 2])
    with left:
        names = list(dict.fromkeys(_body(scene, one) for one in every))
        _select(scene, scene.words("body"), names, _body(scene, chosen), bodies, "body")
    with right:
        label = _label(scene, chosen, of_body)
        _select(scene, scene.words("disclosure"), list(labels), label, labels, "disclosure")
    return chosen


def not_current(scene: Scene) -> None:
    """Say so, and where to read why; numbers of another disclosure must not stand in its place."""
    one = documents.one(scene.reading, scene.address.get("doc"))
    if one is None:
        sheet.show("notcurrent", tag("div", scene.words("no_such_disclosure"), class_="warn"))
        return
    said = f"{scene.words('not_current')}{scene.say(one['status'])}"
    links = [tag("a", scene.words(view), href=scene.address.to(view, doc=one["document_id"]))
             for view in ("quality", "versions") if one["body"] or view == "quality"]  # fmt: skip
    heading = title(scene, one, tag("p", one["file_name"], class_="soft"), tag("div", said, class_="warn"))
    sheet.show("notcurrent", heading, tag("div", *links, class_="places"))


def _body(scene: Scene, one: dict[str, Any]) -> str:
    return one["body"] or f"{scene.words('unknown_body')} {one['file_name']}"


def _label(scene: Scene, one: dict[str, Any], of_body: list[dict[str, Any]]) -> str:
    """What tells a disclosure from the body's others; its file where year, phase, scope and version do not."""
    said = scene.disclosure(one)
    alike = sum(scene.disclosure(other) == said for other in of_body)
    return said if alike == 1 else f"{said} · {one['file_name']} {one['document_id'][:6]}"


def _select(scene: Scene, label: str, options: list[str], chosen: str, leads_to: dict[str, Any], name: str) -> None:
    """A choice whose state is the address: choosing goes there, and going there chooses."""
    key = f"{name}:{chosen}:{scene.address.language}"

    def follow() -> None:
        document = leads_to[st.session_state[key]]
        sheet.go(scene.address.to(scene.address.view, doc=document["document_id"]))

    st.selectbox(label, options, index=options.index(chosen), key=key, on_change=follow)


def title(scene: Scene, document: dict[str, Any], *below: Html) -> Html:
    """The heading of a page about one disclosure."""
    said = f"{scene.disclosure(document)} · {scene.unit_name}"
    return join([tag("h1", document["body"] or scene.words("unknown_body")), tag("p", said, class_="soft"), *below])


def chosen_disclosure(scene: Scene) -> dict[str, Any]:
    """The disclosure a page is about, chosen from those readers see."""
    return choose(scene, documents.current(scene.reading))
