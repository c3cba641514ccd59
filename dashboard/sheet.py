"""A sheet of the page: HTML of our own, whose links go to another view without loading the page again.

Links are real ones: they can be opened in another tab, copied and sent. All scripts and styles are in this folder.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.components.v2 import component

from dashboard.markup import Html, join

ASSETS = Path(__file__).parent / "assets"


def show(key: str, *parts: Html) -> None:
    """Put parts on the page, one below the other; ``key`` names the sheet within its page."""
    _renderer()(key=key, data={"html": join(parts)}, on_go_change=lambda: _go(key))


def go(query: str) -> None:
    """Make this the address, as if a link had been followed; to be called from a callback."""
    st.query_params.from_dict(dict(parse_qsl(query.lstrip("?"))))


def _go(key: str) -> None:
    target = st.session_state[key].get("go")
    if target:
        go(target)


@cache
def _renderer() -> Any:
    css, js = ((ASSETS / name).read_text(encoding="utf-8") for name in ("sheet.css", "sheet.js"))
    return component("yusuan.sheet", html='<div class="sheet"></div>', css=css, js=js)
