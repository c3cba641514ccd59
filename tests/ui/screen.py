"""What is on a screen: the sheets of a page as HTML, and the numbers on it with the address of their evidence."""

from __future__ import annotations

import json
import re
import shutil
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import duckdb
from PIL import Image, ImageColor
from streamlit.testing.v1 import AppTest

from pipelines.extraction.pages import Box
from tests.star_sql import UNDIVIDED

if TYPE_CHECKING:
    from playwright.sync_api import Page

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
NUMBER = re.compile(r'<a href="([^"]*)" class="n">([^<]*)</a>')
MONEY_CELL = re.compile(r'<td class="num[^"]*">(.*?)</td>')
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
OFFLINE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
COLUMNS = {
    "function": "function_code", "type": "expenditure_type", "economic": "economic_code", "government": "gov_economic_code",
    "fund": "fund", "budget_unit": "unit_key", "item": "item", "project": "project_key", "source": "revenue_source",
}  # fmt: skip
BELOW = {
    "type": {"basic": ("personnel", "operating")},
    "item": {"vehicle_total": ("vehicle_purchase", "vehicle_running")},
}


@dataclass(frozen=True)
class Number:
    """A number on the screen: its text and the parameters of the link under it."""

    shown: str
    parameters: dict[str, str]

    @property
    def value(self) -> Decimal:
        """What the text says."""
        return Decimal(self.shown.replace(",", ""))


def run(view: str, **parameters: str) -> AppTest:
    """One rerun of the dashboard at an address; it must not end in an exception."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params.update({"view": view, **parameters})
    app.run()
    assert not app.exception, app.exception
    return app


def html(app: AppTest) -> str:
    """Every sheet of the page."""
    return "".join(json.loads(sheet.proto.json)["html"] for sheet in app.get("bidi_component"))


def numbers(page: str) -> Iterator[Number]:
    """The numbers that lead to their evidence."""
    for href, shown in NUMBER.findall(page):
        parameters = dict(parse_qsl(unescape(href).lstrip("?")))
        assert parameters.pop("view") == "evidence"
        yield Number(unescape(shown), parameters)


def summed(con: duckdb.DuckDBPyConnection, parameters: dict[str, str]) -> Decimal | None:
    """What the warehouse says of such an address, in 元, in SQL that is not the dashboard's."""
    if "figure" in parameters:
        sql, given = "select amount_yuan from audit.figure where figure_id = ?", [parameters["figure"]]
    else:
        where = [f"({_below(axis, parameters[axis])})" for axis in COLUMNS if axis in parameters]
        sql = f"select sum(amount_yuan) from marts.fact_{parameters['fact']} where document_id = ?"
        sql, given = " and ".join([sql, *where]), [parameters["doc"]]
    found = con.execute(sql, given).fetchone()
    return found[0] if found else None


def _below(axis: str, member: str) -> str:
    """At and below a member: by the digits of its code, or by the little trees of types and items."""
    column, own = COLUMNS[axis], member.removeprefix("=")
    at = f"{column} = '{own}'"
    if member.startswith("=") or own == UNDIVIDED:
        return at
    if own.isdigit():
        return f"{at} or {column} like '{own}%'"
    return " or ".join([at, *(f"{column} = '{one}'" for one in _children(axis, own))])


def _children(axis: str, member: str) -> Iterable[str]:
    return BELOW.get(axis, {}).get(member, ())


def whole_page(tab: Page) -> Image.Image:
    """The picture of the whole page on an evidence page: the second one, which comes after the closer one, and after the old foot."""
    image = tab.locator("[data-testid=stImage] img").nth(1)
    image.wait_for()
    with urllib.request.urlopen(image.evaluate("image => image.src"), timeout=60) as answer:
        return Image.open(BytesIO(answer.read())).convert("RGB")


def has_outline(picture: Image.Image, box: Box, scale: float) -> bool:
    """Whether the red box runs along all four edges of this box."""
    red = ImageColor.getrgb("crimson")
    across, down = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    edges = [(box.x0, down), (box.x1, down), (across, box.top), (across, box.bottom)]
    return all(_near(picture, round(x * scale), round(y * scale), red) for x, y in edges)


def _near(picture: Image.Image, x: int, y: int, colour: tuple[int, ...]) -> bool:
    around = ((i, j) for i in range(x - 2, x + 3) for j in range(y - 2, y + 3))
    return any(
        picture.getpixel(place) == colour for place in around if place[0] < picture.width and place[1] < picture.height
    )
