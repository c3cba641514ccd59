"""A printed table over all its pages, before its cells are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.extraction.blocks import Layout
from pipelines.extraction.captions import Caption
from pipelines.extraction.pages import Page
from pipelines.extraction.sheets import Sheet
from pipelines.vocabulary import Title

FORM_FAMILIES = frozenset({"project", "performance_target"})


@dataclass(slots=True)
class Part:
    """The part of a table on one page: its sheet, its first row of data and where the table's columns are on it."""

    page: Page
    sheet: Sheet
    first: int
    index: dict[int, int]


@dataclass(slots=True)
class PrintedTable:
    """One table over all its pages; ``refusal`` says why its columns are not read."""

    caption: Caption
    layout: Layout | None
    parts: list[Part] = field(default_factory=list)
    unit: str | None = None
    year: int | None = None
    refusal: str | None = None

    @property
    def title(self) -> Title | None:
        """The vocabulary's entry for the table's title."""
        return self.caption.title

    @property
    def family(self) -> str | None:
        """The table's family, None for a table that is not read."""
        return self.caption.title.family if self.caption.title else None

    @property
    def last_page(self) -> int:
        """The number of the last page the table stands on."""
        return self.parts[-1].page.number
