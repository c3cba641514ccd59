"""The dashboard in Chromium with the network blocked: it asks this machine only, and a click leads to the right box."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import duckdb
import pytest

from dashboard.frame import PAGES
from pipelines import pdf, registry
from pipelines.extraction.pages import Box
from tests.conftest import Done
from tests.ui.screen import CHROMIUM, OFFLINE, has_outline, whole_page

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"
)


@dataclass
class Browser:
    """A tab in front of the dashboard, and every host it asked."""

    tab: Any
    base: str
    hosts: set[str | None] = field(default_factory=set)

    def open(self, query: str) -> None:
        """Go to a view and wait until all of it is there."""
        self.tab.goto(f"{self.base}/{query}")
        self.tab.wait_for_selector("footer")


@pytest.fixture(scope="module")
def server(first_run: Done) -> Iterator[str]:
    """``python -m dashboard`` on the home of the first run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dashboard", "--port", str(port)]
    with subprocess.Popen(command, env=first_run.terminal.environment(), stdout=subprocess.DEVNULL) as started:
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            started.terminate()


def _wait(url: str, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


@pytest.fixture(scope="module")
def browser(server: str) -> Iterator[Browser]:
    """Chromium that resolves no name; what it asks for is kept."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=OFFLINE)
        opened = Browser(chromium.new_page(viewport={"width": 1280, "height": 900}), server)
        opened.tab.set_default_timeout(120_000)
        opened.tab.on("request", lambda request: opened.hosts.add(urlparse(request.url).hostname))
        yield opened
        chromium.close()


def test_every_page_renders_and_asks_nobody_else(browser: Browser) -> None:
    for view in PAGES:
        browser.open(f"?view={view}")
        assert browser.tab.locator("[data-testid=stException]").count() == 0
        for width in (1280, 390):
            browser.tab.set_viewport_size({"width": width, "height": 844})
            assert browser.tab.evaluate("document.documentElement.scrollWidth") <= width, (view, width)
    assert browser.hosts - {"127.0.0.1", None} == set()


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("budget", "15,460.57"),
        ("budget", "74,828.43"),
        ("economic", "4,345.77"),
        ("three_public", None),
        ("projects", None),
    ],
)
def test_a_click_on_a_number_shows_the_right_box(
    view: str, shown: str | None, browser: Browser, first_run: Done
) -> None:
    browser.tab.set_viewport_size({"width": 1280, "height": 900})
    browser.open(f"?view={view}")
    links = browser.tab.locator("td a.n")
    link = links.filter(has_text=re.compile(f"^{re.escape(shown)}$")).first if shown else links.last
    clicked = link.inner_text()
    link.click()
    browser.tab.wait_for_selector("[data-figure]")
    said = browser.tab.locator("[data-figure]")
    figure = _figure(first_run, said.get_attribute("data-figure"))
    assert browser.tab.locator(".big").first.inner_text().startswith(clicked)
    assert said.inner_text() == figure["printed"] and said.get_attribute("data-page") == str(figure["page"])
    assert _characters(first_run, figure) == re.sub(r"\s", "", figure["printed"])
    picture = whole_page(browser.tab)
    scale = picture.width / pdf.render_page(_original(first_run, figure), figure["page"], dpi=72).width
    assert has_outline(picture, Box(figure["x0"], figure["top"], figure["x1"], figure["bottom"]), scale)


def _figure(done: Done, figure_id: str) -> dict[str, Any]:
    with duckdb.connect(done.terminal.home.published.resolve() / "yusuan.duckdb", read_only=True) as con:
        found = con.execute("select * from audit.figure where figure_id = ?", [figure_id])
        return dict(zip([column[0] for column in found.description], found.fetchall()[0], strict=True))


def _characters(done: Done, figure: dict[str, Any]) -> str:
    """What the PDF itself prints inside the box."""
    path = _original(done, figure)
    page = next(page for page in pdf.read_pages(path) if page.number == figure["page"])
    inside = [word.text for word in page.words if _holds(figure, page.as_displayed(word.box))]
    return "".join(inside)


def _holds(figure: dict[str, Any], box: Box) -> bool:
    across, down = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return figure["x0"] < across < figure["x1"] and figure["top"] < down < figure["bottom"]


def _original(done: Done, figure: dict[str, Any]) -> Path:
    found = registry.find(figure["document_id"], done.terminal.home)
    assert found is not None
    return found.path
