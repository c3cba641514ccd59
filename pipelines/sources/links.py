"""The links of an index page that are files, or may be."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from pipelines.sources.listing import is_web_address

DECLARED = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
HEAD_BYTES = 4096


class _Anchors(HTMLParser):
    """Collects the address, the declared type and the text of every link, and the page's base address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base: str | None = None
        self.found: list[list[str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "base" and self.base is None:
            self.base = given.get("href")
        if tag == "a" and given.get("href"):
            self.found.append([given["href"], given.get("type", ""), given.get("title", "")])
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1][2] += data


def links(page: bytes, url: str, charset: str | None, also: re.Pattern[str] | None) -> tuple[list[str], list[str]]:
    """The addresses that are files by their name or declared type, and those ``also`` picks by address or text.

    Args:
        page: the page as it came.
        url: its address, to which links are relative.
        charset: what the answer's header said; the page's own declaration is used where it said nothing.
        also: picks further links; None picks none.

    Returns:
        Both in the order of the page, each address once.
    """
    anchors = _Anchors()
    anchors.feed(_decoded(page, charset))
    sure: dict[str, None] = {}
    maybe: dict[str, None] = {}
    for href, kind, text in anchors.found:
        address = _absolute(href, urljoin(url, anchors.base or ""))
        if address is None:
            continue
        if urlsplit(address).path.lower().endswith(".pdf") or kind.strip().lower() == "application/pdf":
            sure[address] = None
        elif also is not None and also.search(f"{address} {text}"):
            maybe[address] = None
    return list(sure), [address for address in maybe if address not in sure]


def _absolute(href: str, base: str) -> str | None:
    try:
        address = urldefrag(urljoin(base, href.strip())).url
    except ValueError:
        return None
    return address if is_web_address(address) else None


def _decoded(page: bytes, charset: str | None) -> str:
    declared = DECLARED.search(page[:HEAD_BYTES])
    name = charset or (declared.group(1).decode("ascii") if declared else "utf-8")
    try:
        return page.decode("gb18030" if name.lower().startswith("gb") else name, errors="replace")
    except LookupError:
        return page.decode("utf-8", errors="replace")
