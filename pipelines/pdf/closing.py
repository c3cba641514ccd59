"""Rules that a page break or a printer left out, put back where the rules across show that they belong.

The first row of a continuation page often has no top rule, the last one before a break no bottom rule, and some tables
are open at the sides: the rules across end in the air, level with each other, with text between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

Edge = dict[str, Any]
_Beam = tuple[float, float, float]
"""Position across, start, end. A post runs towards the open side, a beam runs across the posts."""
_TextBetween = Callable[[float, float, float, float], bool]
"""Whether text stands between two posts and two heights: (first post, second post, start, end)."""

# Ends within this distance are level, and a rule within it closes them (pdfplumber's intersection tolerance).
_TOLERANCE_PT = 3.0
# Less than this above the next rule is an overshooting rule, not a row.
_LEAST_ROW_PT = 6.0


def close_open_sides(edges: Sequence[Edge], middles: Sequence[tuple[float, float]]) -> list[Edge]:
    """The rules missing from ``edges`` (merged edges of pdfplumber) at the top, bottom, left and right of rows.

    ``middles`` are the (x, y) of the characters' middles: a side is closed only where text stands inside.
    """
    upright = [(e["x0"], e["top"], e["bottom"]) for e in edges if e["orientation"] == "v"]
    level = [(e["top"], e["x0"], e["x1"]) for e in edges if e["orientation"] == "h"]

    def between(x0: float, x1: float, top: float, bottom: float) -> bool:
        return any(x0 < x < x1 and top < y < bottom for x, y in middles)

    def across(top: float, bottom: float, x0: float, x1: float) -> bool:
        return between(x0, x1, top, bottom)

    found = [_level(y, x0, x1) for y, x0, x1 in _closed_at_both_ends(upright, level, between)]
    found += [_upright(x, top, bottom) for x, top, bottom in _closed_at_both_ends(level, upright, across)]
    return found


def _closed_at_both_ends(posts: Sequence[_Beam], beams: Sequence[_Beam], text: _TextBetween) -> Iterator[_Beam]:
    yield from _caps(posts, beams, text)
    mirrored = _caps(
        [(at, -end, -start) for at, start, end in posts],
        [(-at, start, end) for at, start, end in beams],
        lambda first, second, start, end: text(first, second, -end, -start),
    )
    yield from ((-at, start, end) for at, start, end in mirrored)


def _caps(posts: Sequence[_Beam], beams: Sequence[_Beam], text: _TextBetween) -> Iterator[_Beam]:
    """Beams to put over the starts of posts that end in the air."""
    free = [post for post in posts if _is_free(post, beams)]
    for height in _heights([start for _, start, _ in free]):
        reaching = sorted(p for p in posts if p[1] <= height + _TOLERANCE_PT and p[2] > height + _LEAST_ROW_PT)
        level = {p for p in reaching if p[1] >= height - _TOLERANCE_PT}
        ending = {p for p in free if p in level}
        bays = [
            (left, right)
            for left, right in pairwise(reaching)
            if (left in ending or right in ending)
            and (len(ending) > 1 or (left in level and right in level))
            and not _covered(beams, (left[0] + right[0]) / 2, height)
        ]
        floors = [_floor(beams, (left[0] + right[0]) / 2, height) for left, right in bays]
        if any(floor is not None for floor in floors):
            yield from _filled(bays, floors, height, beams, text)


def _filled(
    bays: Sequence[tuple[_Beam, _Beam]],
    floors: Sequence[float | None],
    height: float,
    beams: Sequence[_Beam],
    text: _TextBetween,
) -> Iterator[_Beam]:
    """The caps of all bays if text stands in one of them; a bay without a beam beyond may be as long as its posts."""
    closed = []
    for (left, right), floor in zip(bays, floors, strict=True):
        if floor is None and abs(left[2] - right[2]) <= _TOLERANCE_PT:
            floor = min(left[2], right[2])
        if floor is not None:
            closed.append((left[0], right[0], floor))
    if any(text(left, right, height, floor) for left, right, floor in closed):
        yield from ((_snapped(beams, height), left, right) for left, right, _ in closed)


def _is_free(post: _Beam, beams: Sequence[_Beam]) -> bool:
    """Whether the post's start is in the air: no beam at it, the first beam across it a row or more further on."""
    at, start, end = post
    low, high = start - _TOLERANCE_PT, end + _TOLERANCE_PT
    crossing = (y for y, x0, x1 in beams if low <= y <= high and x0 - _TOLERANCE_PT <= at <= x1 + _TOLERANCE_PT)
    return min(crossing, default=end) - start >= _LEAST_ROW_PT


def _heights(starts: Sequence[float]) -> Iterator[float]:
    """One height for each group of starts that are level."""
    group: list[float] = []
    for start in sorted(starts):
        if group and start - group[0] > _TOLERANCE_PT:
            yield group[0]
            group = []
        group.append(start)
    if group:
        yield group[0]


def _covered(beams: Sequence[_Beam], at: float, height: float) -> bool:
    return any(abs(y - height) <= _TOLERANCE_PT and start <= at <= end for y, start, end in beams)


def _floor(beams: Sequence[_Beam], at: float, height: float) -> float | None:
    """The next beam beyond ``height`` that spans ``at``."""
    return min((y for y, start, end in beams if y > height + _TOLERANCE_PT and start <= at <= end), default=None)


def _snapped(beams: Sequence[_Beam], height: float) -> float:
    """The height of a beam that is level with ``height`` already, else ``height``."""
    return min(
        (y for y, _, _ in beams if abs(y - height) <= _TOLERANCE_PT), key=lambda y: abs(y - height), default=height
    )


def _level(y: float, x0: float, x1: float) -> Edge:
    return {"orientation": "h", "x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0.0}


def _upright(x: float, top: float, bottom: float) -> Edge:
    return {"orientation": "v", "x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0.0, "height": bottom - top}
