"""What every page is given: the open release, where the reader is, the words, and how a number is shown and linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard import amounts
from dashboard.address import Address
from dashboard.cells import Cell
from dashboard.connection import Reading
from dashboard.markup import Html, join, number, tag
from dashboard.words import Words, either
from pipelines.home import Home


@dataclass(frozen=True, slots=True)
class Scene:
    """One rerun: everything on the page comes from this one release."""

    reading: Reading
    address: Address
    words: Words
    home: Home

    @property
    def unit_name(self) -> str:
        """元 or 万元."""
        return amounts.UNIT_NAMES[self.address.unit]

    def say(self, name: str) -> str:
        """A word where there is one, else the name itself."""
        return either(name, self.address.language)

    def money(self, amount_yuan: Decimal) -> str:
        """An amount in 元 as it is shown."""
        return amounts.money(amount_yuan, self.address.unit)

    def evidence_of(self, cell: Cell) -> str:
        """The link to the evidence of a number of the star."""
        return self.address.to("evidence", **cell.address())

    def evidence_of_figure(self, figure_id: str) -> str:
        """The link to one printed figure."""
        return self.address.to("evidence", figure=figure_id)

    def link(self, cell: Cell, row: Mapping[str, Any]) -> Html:
        """A number of the star that leads to its evidence, marked where little or nothing confirms it."""
        mark = "†" if row["waived"] else "°" if row["single"] else ""
        return join([tag("a", self.money(row["amount_yuan"]), href=self.evidence_of(cell), class_="n"), _mark(mark)])

    def cell(self, cell: Cell, row: Mapping[str, Any], class_: str = "") -> Html:
        """The same as a cell of a table."""
        return number(self.link(cell, row), class_=class_)

    def absent(self, printed: bool) -> Html:
        """A cell without a number: printed blank, or not published. Neither is zero."""
        if printed:
            return number(tag("span", f"〔{self.words('blank')}〕", title=self.words("blank_long")), class_="blank")
        return number(tag("span", "—", title=self.words("not_published")), class_="absent")

    def disclosure(self, document: Mapping[str, Any]) -> str:
        """Year, phase, scope and version of a document in words."""
        year = document["fiscal_year"] or "—"
        kind, scope = (self.words(f"{name}_{document[name]}") if document[name] else "—" for name in ("kind", "scope"))
        version = document["version"] or 1
        said = f"{year} {kind} · {scope}" if self.address.language == "en" else f"{year}年{kind} · {scope}"
        return said if version == 1 else f"{said} · v{version}"

    def legend(self) -> Html:
        """What the marks in a table mean."""
        marks = (self.words(name) for name in ("legend", "single_mark", "waived_mark"))
        return tag("p", join(tag("span", mark) for mark in marks), class_="legend")


def _mark(mark: str) -> Html:
    return tag("sup", mark) if mark else Html("")
