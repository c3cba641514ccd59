"""How long a reader waits: the first paint of the dashboard and each of its views, in Chromium, on the home of YUSUAN_HOME.

    YUSUAN_HOME=... python bench/dashboard_views.py [URL]

Starts a dashboard of its own unless a URL is given. Every view is opened by its address in a fresh tab (first paint: the
numbers are on the screen) and by a click from the page before it (view). Nothing is written.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PORT = 8599
ROUNDS = 5
PAGES = 20
BODIES = "td a.drill[href*='view=budget']"
DECODED = """count => [...document.querySelectorAll('[data-testid=stImage] img')]
    .filter((image) => image.complete && image.naturalWidth > 0).length >= count"""
VIEWS = ("overview", "budget", "types", "economic", "three_public", "projects", "compare", "versions", "quality")


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else None
    if given:
        measure(given)
        return
    with serving() as base:
        measure(base)


@contextmanager
def serving() -> Iterator[str]:
    """A dashboard of its own on YUSUAN_HOME, and its address."""
    command = [sys.executable, "-m", "dashboard", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as started:
        try:
            wait_for(f"http://127.0.0.1:{PORT}/_stcore/health")
            yield f"http://127.0.0.1:{PORT}"
        finally:
            started.terminate()


def measure(base: str) -> None:
    """Print the median and the longest of some rounds, in seconds."""
    from playwright.sync_api import sync_playwright

    wait_for(f"{base}/_stcore/health")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        tab = chromium.new_page(viewport={"width": 1280, "height": 900})
        first_paint(tab, base, "overview")
        first_paint(tab, base, "budget")
        print(f"{'':14}  first paint: median  longest    view: median  longest")
        for view in VIEWS:
            painted = [first_paint(tab, base, view) for _ in range(ROUNDS)]
            shown = [click(tab, view) for _ in range(ROUNDS)]
            print(f"{view:14}  {_said(painted):>28}    {_said(shown):>20}")
        first_paint(tab, base, "overview")
        pages = min(PAGES, tab.locator(BODIES).count())
        drawn = [evidence(tab, base, number) for number in range(pages)]
        for name, seconds in zip(("the text", "the close-up", "the whole page"), zip(*drawn, strict=True), strict=True):
            print(f"evidence, pages drawn for the first time, {name:16}    {_said(list(seconds)):>20}")
        chromium.close()


def first_paint(tab: Any, base: str, view: str) -> float:
    """From nothing to the foot of the page."""
    return _timed(lambda: (tab.goto(f"{base}/?view={view}"), tab.wait_for_selector("footer")))


def click(tab: Any, view: str) -> float:
    """From another page to this one, until its own name is the marked one and its last part is there."""
    away = VIEWS[(VIEWS.index(view) + 1) % len(VIEWS)]
    _go(tab, away)
    return _timed(lambda: _go(tab, view))


def evidence(tab: Any, base: str, number: int) -> tuple[float, float, float]:
    """From a number of the n-th disclosure to what is printed, to the picture of the cell, and to that of its page.

    Each is a page that this dashboard has not drawn before; a picture counts when the browser has decoded it.
    """
    first_paint(tab, base, "overview")
    tab.goto(f"{base}/{tab.locator(BODIES).nth(number).get_attribute('href')}")
    tab.wait_for_selector("footer")
    tab.wait_for_timeout(500)
    before = time.perf_counter()
    tab.locator("td a.n").first.click()
    tab.wait_for_selector("[data-figure]")
    text = time.perf_counter() - before
    return text, _decoded(tab, 1, before), _decoded(tab, 2, before)


def _decoded(tab: Any, count: int, before: float) -> float:
    tab.wait_for_function(DECODED, arg=count)
    return time.perf_counter() - before


def _go(tab: Any, view: str) -> None:
    tab.locator(f"nav a[href*='view={view}']").click()
    tab.wait_for_selector(f"nav a.on[href*='view={view}']")
    tab.wait_for_function(
        "!document.querySelector('[data-stale=true]') && !document.querySelector('[data-testid=stStatusWidget]')"
    )


def _timed(act: Callable[[], object]) -> float:
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def _said(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):7.2f}  {max(seconds):7.2f}"


def wait_for(url: str) -> None:
    """Until the server answers, at most two minutes."""
    until = time.monotonic() + 120
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    main()
