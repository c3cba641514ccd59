"""HTML without surprises: every text is escaped when it enters a tag, since names and headings come from strangers' PDFs."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Markup that was built here and is safe as it is."""

    __slots__ = ()


def text(given: object) -> Html:
    """Anything as text; None is nothing."""
    return given if isinstance(given, Html) else Html("" if given is None else escape(str(given)))


def join(parts: Iterable[object]) -> Html:
    """One part after the other."""
    return Html("".join(text(part) for part in parts))


def tag(name: str, *children: object, **attributes: object) -> Html:
    """An element; ``class_`` is ``class``, an underscore a hyphen, and an attribute that is None or False is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{said}>{join(children)}</{name}>")


def row(cells: Iterable[object], *, class_: str | None = None) -> Html:
    """A table row of cells that are ``td`` or ``th`` already, or become ``td``."""
    return tag("tr", *(_cell(cell) for cell in cells), class_=class_)


def _cell(given: object) -> Html:
    whole = isinstance(given, Html) and given.startswith(("<td", "<th"))
    return text(given) if whole else tag("td", given)


def number(*given: object, class_: str = "") -> Html:
    """A cell that holds a number: to the right."""
    return tag("td", *given, class_=f"num {class_}".strip())


def table(heads: Iterable[object], rows: Iterable[Html], *, class_: str = "") -> Html:
    """A table that scrolls sideways where the screen is narrower; the first column stays."""
    head = tag("thead", tag("tr", *(head if _is_head(head) else tag("th", head) for head in heads)))
    return tag("div", tag("table", head, tag("tbody", *rows), class_=class_ or None), class_="scroll")


def _is_head(given: object) -> bool:
    return isinstance(given, Html) and given.startswith("<th")


def head_number(given: object) -> Html:
    """The heading of a column of numbers."""
    return tag("th", given, class_="num")
