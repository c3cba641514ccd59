"""Ruled grids: rules handed to pdfplumber's table finder, characters shared out to the cells it finds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pdfplumber.table import TableFinder

from pipelines.extraction.pages import Box, Cell, Grid
from pipelines.pdf.characters import Glyph
from pipelines.pdf.composition import compose_text
from pipelines.pdf.frame import Bounds
from pipelines.pdf.rules import Rule


class RuledPage:
    """As much of a pdfplumber page as its table finder asks for."""

    def __init__(self, bbox: Bounds, rules: Sequence[Rule]):
        self.bbox = bbox
        self.edges = [_edge(rule) for rule in rules]
        self.chars: list[dict[str, Any]] = []
        self.objects = {"char": self.chars, "line": self.edges}

    def extract_words(self, **_: Any) -> list[dict[str, Any]]:
        """No words: the finder is never asked to guess rules from text."""
        return []


def _edge(rule: Rule) -> dict[str, Any]:
    return {
        "object_type": "line",
        "orientation": "h" if rule.is_horizontal else "v",
        "x0": rule.x0,
        "top": rule.top,
        "x1": rule.x1,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
    }


def find_grids(bbox: Bounds, rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[Grid, ...]:
    """The ruled grids of one page, top to bottom, each cell with its text."""
    if not rules:
        return ()
    finder: Any = TableFinder(RuledPage(bbox, rules))  # pyright: ignore[reportArgumentType]
    by_top = sorted((g for g in glyphs), key=lambda g: g.top + g.bottom)
    middles = [(g.top + g.bottom) / 2 for g in by_top]
    return tuple(_grid(table, by_top, middles) for table in finder.tables)


def _grid(table: Any, by_top: Sequence[Glyph], middles: Sequence[float]) -> Grid:
    texts = _share_out(table.cells, by_top, middles)
    rows = tuple(
        tuple(Cell(compose_text(texts[cell]), Box(*cell)) if cell else None for cell in row.cells)
        for row in table.rows
    )
    return Grid(Box(*table.bbox), rows)


def _share_out(cells: Sequence[Bounds], by_top: Sequence[Glyph], middles: Sequence[float]) -> dict[Bounds, list[Glyph]]:
    """Each glyph to the cell its middle lies in; cells are visited in bands of equal height."""
    bands: dict[tuple[float, float], list[Bounds]] = defaultdict(list)
    for cell in cells:
        bands[cell[1], cell[3]].append(cell)
    shared: dict[Bounds, list[Glyph]] = defaultdict(list)
    for (top, bottom), band in bands.items():
        band.sort()
        lefts = [cell[0] for cell in band]
        for glyph in by_top[bisect_left(middles, top) : bisect_left(middles, bottom)]:
            middle = (glyph.x0 + glyph.x1) / 2
            at = bisect_right(lefts, middle) - 1
            if at >= 0 and middle < band[at][2]:
                shared[band[at]].append(glyph)
    return shared
