"""Which cell a character belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from pipelines.pdf.characters import Glyph
from pipelines.pdf.frame import Bounds

# A clipping path may reach past its cell's rules by this much.
_CLIP_SLACK_PT = 2.0
# A run belongs to one cell as a whole when at least this share of it lies there.
_WHOLE_RUN = 2 / 3


class CellFinder:
    """Finds the cell around a point: cells filed in bands of equal top and bottom, bands by top."""

    def __init__(self, cells: Sequence[Bounds]):
        bands: dict[tuple[float, float], list[Bounds]] = defaultdict(list)
        for cell in cells:
            bands[cell[1], cell[3]].append(cell)
        self.bands = [(top, bottom, sorted(band)) for (top, bottom), band in sorted(bands.items())]
        self.lefts = [[cell[0] for cell in band] for _, _, band in self.bands]
        self.tops = [top for top, _, _ in self.bands]
        self.tallest = max((bottom - top for top, bottom, _ in self.bands), default=0.0)

    def at(self, x: float, y: float) -> Bounds | None:
        """The cell that holds the point, None outside every cell."""
        first = bisect_left(self.tops, y - self.tallest)
        for number in range(bisect_right(self.tops, y) - 1, first - 1, -1):
            _, bottom, band = self.bands[number]
            if y < bottom:
                found = bisect_right(self.lefts[number], x) - 1
                if found >= 0 and x < band[found][2]:
                    return band[found]
        return None


def share_out(cells: Sequence[Bounds], glyphs: Sequence[Glyph]) -> dict[Bounds, list[Glyph]]:
    """The glyphs of each cell, in stream order.

    A glyph belongs where its middle lies; but an unbroken run that a rule cuts through belongs, whole, where most of it
    lies: a name that runs over into the value's cell stays a name. A glyph that is cut away by a clipping path belongs to
    the cell that the path fits (the second line of a name too long for its cell), or to none.
    """
    finder = CellFinder(cells)
    shared: dict[Bounds, list[Glyph]] = defaultdict(list)
    for _, run in groupby(glyphs, key=attrgetter("run")):
        members = list(run)
        if members[0].clip is not None:
            cell = _clipped_cell(finder, members[0].clip)
            if cell:
                shared[cell].extend(members)
            continue
        places = [finder.at((g.x0 + g.x1) / 2, (g.top + g.bottom) / 2) for g in members]
        if len(set(places)) > 1:
            places = _settle(members, places)
        for glyph, place in zip(members, places, strict=True):
            if place:
                shared[place].append(glyph)
    return shared


def _settle(members: list[Glyph], places: list[Bounds | None]) -> list[Bounds | None]:
    """All of a run to the cell with nearly all of it, counted in width; else each glyph stays where it is.

    Two names that fill their cells and touch (一级指标二级指标) may be one run, too.
    """
    widths: dict[Bounds | None, float] = defaultdict(float)
    for glyph, place in zip(members, places, strict=True):
        widths[place] += glyph.x1 - glyph.x0
    place, width = max(widths.items(), key=lambda item: item[1])
    return [place] * len(members) if width >= _WHOLE_RUN * sum(widths.values()) else places


def _clipped_cell(finder: CellFinder, clip: Bounds) -> Bounds | None:
    x0, top, x1, bottom = clip
    cell = finder.at((x0 + x1) / 2, (top + bottom) / 2)
    if cell is None:
        return None
    slack = _CLIP_SLACK_PT
    fits = x0 >= cell[0] - slack and top >= cell[1] - slack and x1 <= cell[2] + slack and bottom <= cell[3] + slack
    return cell if fits else None
