"""From merged edges to the smallest cells between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.pdf.frame import Bounds

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Corner:
    """The upright and the level edges that meet in a point, by their number."""

    upright: set[int]
    level: set[int]


def find_cells(edges: Sequence[Mapping[str, Any]], tolerance: float) -> list[Bounds]:
    """The smallest rectangle that begins at each corner, by the rule of ``pdfplumber.table.intersections_to_cells``.

    ``edges`` are pdfplumber's edges after merging; they meet when they come within ``tolerance`` points of each other.
    """
    corners = _corners(edges, tolerance)
    columns: dict[float, list[float]] = defaultdict(list)
    rows: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(corners):
        columns[x].append(y)
        rows[y].append(x)
    cells = (_smallest_cell(corner, corners, columns[corner[0]], rows[corner[1]]) for corner in sorted(corners))
    return [cell for cell in cells if cell]


def _corners(edges: Sequence[Mapping[str, Any]], tolerance: float) -> dict[Point, _Corner]:
    upright = [(e["x0"], e["top"], e["bottom"]) for e in edges if e["orientation"] == "v"]
    level = sorted((e["top"], e["x0"], e["x1"]) for e in edges if e["orientation"] == "h")
    heights = [y for y, _, _ in level]
    corners: dict[Point, _Corner] = {}
    for number, (x, top, bottom) in enumerate(upright):
        for other in range(bisect_left(heights, top - tolerance), bisect_right(heights, bottom + tolerance)):
            y, left, right = level[other]
            if left - tolerance <= x <= right + tolerance:
                corner = corners.setdefault((x, y), _Corner(set(), set()))
                corner.upright.add(number)
                corner.level.add(other)
    return corners


def _smallest_cell(
    point: Point, corners: Mapping[Point, _Corner], column: Sequence[float], row: Sequence[float]
) -> Bounds | None:
    """The cell whose top left corner is ``point``: the nearest corner below, then the nearest to the right, that close it."""
    x, y = point
    here = corners[point]
    rights = [
        (right, corners[right, y])
        for right in row[bisect_right(row, x) :]
        if not here.level.isdisjoint(corners[right, y].level)
    ]
    for below in column[bisect_right(column, y) :]:
        lower = corners[x, below]
        if here.upright.isdisjoint(lower.upright):
            continue
        for right, upper in rights:
            opposite = corners.get((right, below))
            if opposite and _closes(opposite, upper, lower):
                return (x, y, right, below)
    return None


def _closes(opposite: _Corner, upper: _Corner, lower: _Corner) -> bool:
    return not (opposite.upright.isdisjoint(upper.upright) or opposite.level.isdisjoint(lower.level))
