"""Opens every page of the dashboard for every document in Chromium with the network blocked, and compares it with the warehouse.

    YUSUAN_HOME=... python -m bench.corpus_on_screen                   a home with something published; about ten minutes for the corpus
    YUSUAN_HOME=... python -m bench.corpus_on_screen --clicks 2 --only 上海 --pictures DIR

Each number with a link is asked of the warehouse in SQL of its own; a sample is clicked, and the evidence it leads to is held against
the PDF as plain pdfplumber reads it: the page, the box, and the characters printed in it. Exit status 1 where anything differs.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlparse

import duckdb
from playwright.sync_api import Page, sync_playwright

from bench import plain
from bench.dashboard_views import serving
from pipelines.extraction.pages import Box
from pipelines.home import Home
from pipelines.settings import load_settings
from tests.ui.screen import CHROMIUM, OFFLINE, Number, has_outline, summed, whole_page

OF_A_DISCLOSURE = ("budget", "types", "economic", "three_public", "projects", "compare", "versions", "quality")
OF_ALL = ("overview", "evidence")
CLICKED = ("budget", "types", "economic", "three_public", "projects")
WIDE, NARROW = 1280, 390
# Sheets stand in shadow roots, which Playwright's locators look into and ``document.querySelectorAll`` does not.
LINKS = "links => links.map((link) => [link.innerText, link.getAttribute('href')])"
BARE = r"cells => cells.map((cell) => cell.innerText).filter((text) => /\d\.\d/.test(text) && !text.endsWith('%'))"
BELOW = "a.drill[data-stay], .places a[data-stay]"
COUNTS = """
    select
        (select count(*) from audit.document where status = 'published'),
        (select count(*) from audit.document where status in ('quarantined', 'unreadable')),
        (select count(*) from audit.figure where document_id in (select document_id from audit.document where status = 'published')),
        (select count(*) from audit.identity where status = 'holds'
            and document_id in (select document_id from audit.document where status = 'published')),
        (select count(*) from audit.identity where status = 'fails'
            and document_id in (select document_id from audit.document where status = 'published'))
"""


@dataclass
class Round:
    """What was looked at, and everything that was not as it should be."""

    home: Home
    tab: Page
    base: str
    con: duckdb.DuckDBPyConnection
    pictures: Path | None
    hosts: set[str | None] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def open(self, query: str) -> None:
        """Go to an address and wait until all of the page is there."""
        self.tab.goto(f"{self.base}/{query}")
        self.tab.wait_for_selector("footer")

    def hold(self, true: bool, what: str) -> None:
        """Note what does not hold."""
        if not true:
            self.wrong.append(what)
            print(f"WRONG {what}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clicks", type=int, default=1, help="how many numbers of each page are clicked")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only documents of bodies or files with this in their name")
    parser.add_argument("--pictures", type=Path, help="where screenshots are kept, wide and narrow")
    given = parser.parse_args()
    home = load_settings().paths
    with serving() as base, sync_playwright() as playwright, _warehouse(home) as con:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OFFLINE)
        made = Round(home, chromium.new_page(viewport={"width": WIDE, "height": 900}), base, con, given.pictures)
        made.tab.set_default_timeout(60_000)
        made.tab.on("request", lambda request: made.hosts.add(urlparse(request.url).hostname))
        look(made, given.only, given.clicks, random.Random(given.seed))
        chromium.close()
    return report(made)


def _warehouse(home: Home) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(home.published.resolve() / "yusuan.duckdb"), read_only=True)


def look(made: Round, only: str, clicks: int, lots: random.Random) -> None:
    """Every page of every document; what is held back has pages too, without a number."""
    for view in OF_ALL:
        look_at(made, f"?view={view}", view)
    check_counts(made)
    for document_id, file_name, status in documents(made.con, only):
        for view in OF_A_DISCLOSURE:
            below = look_at(made, f"?view={view}&doc={document_id}", f"{view}-{file_name}", status)
            for query in below if status == "published" and view in ("budget", "economic") else ():
                look_at(made, query, f"{view}-below-{file_name}", status, pictured=False)
        if status == "published":
            click_some(made, document_id, clicks, lots)
        print(f"{file_name}: {made.seen['numbers']} numbers so far, {len(made.wrong)} wrong", flush=True)


def documents(con: duckdb.DuckDBPyConnection, only: str) -> list[tuple[str, str, str]]:
    """Hash, file name and status of each document."""
    sql = "select document_id, file_name, status from audit.document where contains(file_name || coalesce(body, ''), ?) order by 2"
    return con.execute(sql, [only]).fetchall()


def look_at(made: Round, query: str, name: str, status: str = "published", *, pictured: bool = True) -> list[str]:
    """One page, wide and narrow; what it leads to below itself."""
    made.open(query)
    made.seen["pages"] += 1
    made.hold(made.tab.locator("[data-testid=stException]").count() == 0, f"{name}: an exception is shown")
    check_numbers(made, query, name, status)
    below = [href for _, href in made.tab.locator(BELOW).evaluate_all(LINKS)]
    for width in (WIDE, NARROW) if pictured else ():
        made.tab.set_viewport_size({"width": width, "height": 900})
        across = made.tab.evaluate("document.documentElement.scrollWidth")
        made.hold(across <= width, f"{name}: {across} pixels wide on a screen of {width}")
        if made.pictures:
            keep(made.tab, made.pictures, f"{name}-{width}")
    made.tab.set_viewport_size({"width": WIDE, "height": 900})
    return below


def check_numbers(made: Round, query: str, name: str, status: str) -> None:
    """Each number is the warehouse's; a document that is held back shows no number of the star, and none of another's."""
    divisor = Decimal(1 if "unit=yuan" in query else 10_000)
    view = dict(parse_qsl(query.lstrip("?")))["view"]
    for shown, href in made.tab.locator("a.n").evaluate_all(LINKS):
        number = Number(shown, dict(parse_qsl(href.lstrip("?"))))
        if view in ("versions", "quality"):
            continue
        made.seen["numbers"] += 1
        made.hold(status == "published", f"{name}: {shown} of a document that is {status}")
        amount = summed(made.con, number.parameters)
        same = amount is not None and number.value * divisor == amount
        made.hold(same, f"{name}: {shown} at {href}, the warehouse has {amount}")
    if view in CLICKED:
        bare = made.tab.locator("td.num:not(:has(a))").evaluate_all(BARE)
        made.hold(view == "projects" or bare == [], f"{name}: {bare} without evidence")


def check_counts(made: Round) -> None:
    """The counts of the overview."""
    made.open("?view=overview")
    shown = [int(one.replace(",", "")) for one in made.tab.locator(".lead .big").all_inner_texts()]
    counted = list(made.con.execute(COUNTS).fetchall()[0])
    made.hold(shown == counted, f"overview: {shown}, the warehouse has {counted}")


def click_some(made: Round, document_id: str, clicks: int, lots: random.Random) -> None:
    """Click numbers of each page that has some."""
    for view in CLICKED:
        for _ in range(clicks):
            made.open(f"?view={view}&doc={document_id}")
            links = made.tab.locator("td a.n")
            if not links.count():
                break
            click(made, links.nth(lots.randrange(links.count())), view)


def click(made: Round, link: Any, view: str) -> None:
    """From a number to its page: the same number, and under the box what is printed there."""
    shown, made.seen["clicks"] = link.inner_text(), made.seen["clicks"] + 1
    link.click()
    made.tab.wait_for_selector(".big[data-amount-yuan], div.warn")
    made.tab.wait_for_selector("footer")
    big = made.tab.locator(".big").first.inner_text()
    made.hold(big.split()[0] == shown, f"{view}: {shown} leads to {big}")
    said = made.tab.locator("[data-figure]")
    if not said.count():
        made.seen["sums of no printed cell"] += 1
        return
    figure = _figure(made.con, said.get_attribute("data-figure"))
    name = f"{view}: {figure['figure_id']} on page {figure['page']}"
    made.hold(said.inner_text().strip() == figure["printed"].strip(), f"{name}: said to be {said.inner_text()!r}")
    made.hold(
        said.get_attribute("data-page") == str(figure["page"]), f"{name}: the page is {said.get_attribute('data-page')}"
    )
    made.hold(_is_boxed(made, figure), f"{name}: the box is not where the cell is")
    check_print(made, figure, name)


def check_print(made: Round, figure: dict[str, Any], name: str) -> None:
    """What plain pdfplumber finds inside the box is the printed text; a scan has no text."""
    found = plain.inside(made.home.originals / f"{figure['document_id']}.pdf", figure)
    if found is None:
        made.seen["on scans"] += 1
        return
    made.seen["boxes read by pdfplumber"] += 1
    made.hold(
        plain.agrees(figure["printed"], found),
        f"{name}: printed {figure['printed']!r}, pdfplumber reads {found!r} in the box",
    )


def _figure(con: duckdb.DuckDBPyConnection, figure_id: str | None) -> dict[str, Any]:
    found = con.execute("select * from audit.figure where figure_id = ?", [figure_id])
    return dict(zip([column[0] for column in found.description or ()], found.fetchall()[0], strict=True))


def _is_boxed(made: Round, figure: dict[str, Any]) -> bool:
    """Whether the picture of the whole page has the red box around this cell."""
    picture = whole_page(made.tab)
    page = plain.plain_page(made.home.originals / f"{figure['document_id']}.pdf", figure["page"])
    box = Box(figure["x0"], figure["top"], figure["x1"], figure["bottom"])
    return has_outline(picture, box, picture.width / float(page.width))


def keep(tab: Page, folder: Path, name: str) -> None:
    """A picture of everything on the page, not only of what fits the screen."""
    folder.mkdir(parents=True, exist_ok=True)
    height = tab.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    size = tab.viewport_size or {"width": WIDE, "height": 900}
    tab.set_viewport_size({"width": size["width"], "height": min(int(height), 4000)})
    tab.wait_for_timeout(150)
    tab.screenshot(path=folder / f"{name}.png")


def report(made: Round) -> int:
    """Print what was looked at; 1 where anything was wrong."""
    asked = made.hosts - {"127.0.0.1", None}
    made.hold(not asked, f"asked other machines: {asked}")
    print(", ".join(f"{count:,} {name}" for name, count in made.seen.items()))
    print(f"{len(made.wrong)} wrong")
    return 1 if made.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
