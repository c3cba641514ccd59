"""Boxes of a reading from pages as read to pages as displayed: they differ only where text was drawn sideways."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipelines.extraction.pages import Box, Page
from pipelines.extraction.records import Reading

_BOXED = ("evidence", "figures", "targets", "claims", "problems")


def as_displayed(reading: Reading, pages: Sequence[Page]) -> Reading:
    """The same reading with every box in points of the page as displayed; returns ``reading`` itself, rows replaced."""
    turned = {page.number: page for page in pages if page.turned}
    if not turned:
        return reading
    for name in _BOXED:
        rows = getattr(reading, name)
        rows[:] = [_place(row, turned[row.page]) if row.page in turned else row for row in rows]
    reading.tables[:] = [replace(table, boxes=_place_boxes(table.boxes, turned)) for table in reading.tables]
    return reading


def _place(row: Any, page: Page) -> Any:
    if row.x0 is None:
        return row
    box = page.as_displayed(Box(row.x0, row.top, row.x1, row.bottom))
    return replace(row, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom)


def _place_boxes(boxes: str, turned: dict[int, Page]) -> str:
    """``boxes`` is a JSON list of [page, x0, top, x1, bottom]."""
    placed = []
    for number, *sides in json.loads(boxes or "[]"):
        if number in turned:
            box = turned[number].as_displayed(Box(*sides))
            sides = [box.x0, box.top, box.x1, box.bottom]
        placed.append([number, *sides])
    return json.dumps(placed)
