"""Ruled grids: rules handed to pdfplumber's table finder, characters shared out to the cells it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pdfplumber.table import TableFinder

from pipelines.extraction.pages import Box, Cell, Grid
from pipelines.pdf.cells import share_out
from pipelines.pdf.characters import Glyph
from pipelines.pdf.composition import compose_text
from pipelines.pdf.drawing import Rule
from pipelines.pdf.frame import Bounds


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
    texts = share_out([cell for table in finder.tables for cell in table.cells], glyphs)
    return tuple(_grid(table, texts) for table in finder.tables)


def _grid(table: Any, texts: Mapping[Bounds, list[Glyph]]) -> Grid:
    rows = tuple(
        tuple(Cell(compose_text(texts.get(cell, ())), Box(*cell)) if cell else None for cell in row.cells)
        for row in table.rows
    )
    return Grid(Box(*table.bbox), rows)
