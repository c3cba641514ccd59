"""What Streamlit runs: one rerun opens one release, shows one page of it, and closes it."""

from __future__ import annotations

import streamlit as st

from dashboard import frame, sheet
from dashboard.address import Address
from dashboard.cells import NoSuchNumber
from dashboard.connection import NothingPublished, OlderRelease, open_release
from dashboard.markup import Html, tag
from dashboard.pages import PAGES, needs_a_disclosure
from dashboard.queries import documents
from dashboard.scene import Scene
from dashboard.words import words
from pipelines.settings import load_settings


def main() -> None:
    """Show the page that the address names."""
    address = Address(st.query_params.to_dict())
    said, home = words(address.language), load_settings().paths
    st.set_page_config(
        page_title=f"{said('title')} · {said(_view(address))}", layout="wide", initial_sidebar_state="collapsed"
    )
    frame.paper()
    try:
        with open_release(home) as reading:
            _show(Scene(reading, address, said, home))
    except NothingPublished:
        sheet.show("nothing", _said(said("nothing_published"), said("nothing_published_do").format(home=home.root)))


def _view(address: Address) -> str:
    if "figure" in address.parameters and "view" not in address.parameters:
        return "evidence"
    return address.view if address.view in PAGES else "overview"


def _show(scene: Scene) -> None:
    """One page between the masthead and the foot; what it cannot show it says."""
    frame.masthead(scene)
    view = _view(scene.address)
    try:
        if needs_a_disclosure(view) and not documents.current(scene.reading):
            sheet.show("none", _said(scene.words("none_passed")))
            view = "overview"
        PAGES[view](scene)
    except OlderRelease as error:
        sheet.show("older", _said(scene.words("older_release") + str(error), scene.words("older_release_do")))
    except frame.NotAmongThem:
        frame.not_current(scene)
    except NoSuchNumber:
        sheet.show("nosuch", _said(scene.words("no_such_number"), scene.words("evidence_hint")))
    frame.foot(scene)


def _said(*lines: str) -> Html:
    return tag("div", *(tag("p", line) for line in lines), class_="warn")


main()
