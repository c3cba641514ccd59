"""Boxes of a reading from pages as read to pages as displayed; they differ on pages that were turned or straightened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipelines.extraction.pages import Box
from pipelines.extraction.records import Reading
from pipelines.pdf.scanning import Placing

_BOXED = ("evidence", "figures", "targets", "claims", "problems")


def as_displayed(reading: Reading, placings: Mapping[int, Placing]) -> Reading:
    """The same ``reading`` with every box on a page in ``placings`` (by page number) put where it is displayed."""
    if not placings:
        return reading
    for name in _BOXED:
        rows = getattr(reading, name)
        rows[:] = [_place(row, placings[row.page]) if row.page in placings else row for row in rows]
    reading.tables[:] = [replace(table, boxes=_place_boxes(table.boxes, placings)) for table in reading.tables]
    return reading


def _place(row: Any, placing: Placing) -> Any:
    if row.x0 is None:
        return row
    box = placing(Box(row.x0, row.top, row.x1, row.bottom))
    return replace(row, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom)


def _place_boxes(boxes: str, placings: Mapping[int, Placing]) -> str:
    """``boxes`` is a JSON list of [page, x0, top, x1, bottom]."""
    placed = []
    for number, *sides in json.loads(boxes or "[]"):
        if number in placings:
            box = placings[number](Box(*sides))
            sides = [box.x0, box.top, box.x1, box.bottom]
        placed.append([number, *sides])
    return json.dumps(placed)
