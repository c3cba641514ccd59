"""What a layout is made of: columns with their meanings, blocks of columns that stand together."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.extraction.meanings import Meaning
from pipelines.extraction.pages import Box
from pipelines.extraction.records import Side

SIDED = frozenset({"budget_summary", "appropriation_summary"})


@dataclass(slots=True)
class Column:
    """One column of a table: its place, its header path as printed and folded, and its meaning.

    ``span`` are the grid columns below its heading: more than one where rules of other rows cut through it.
    """

    index: int
    span: tuple[int, ...]
    path: tuple[str, ...]
    heading: str
    meaning: Meaning
    box: Box
    name: str | None = None

    @property
    def is_figure(self) -> bool:
        """Whether the column holds numbers under a known name."""
        return self.name is not None


@dataclass(slots=True)
class Block:
    """Columns that stand together: the labels of a row and its numbers, on one side of the budget or on none."""

    labels: list[Column] = field(default_factory=list)
    figures: list[Column] = field(default_factory=list)
    side: Side | None = None


@dataclass(slots=True)
class Layout:
    """A sheet's header: how many rows it takes, its columns, their blocks, and what was not understood."""

    header_rows: int
    columns: list[Column]
    blocks: list[Block]
    unknown: list[Column]
    refusal: str | None = None
