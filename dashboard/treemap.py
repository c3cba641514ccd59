"""A squarified treemap (Bruls, Huizing, van Wijk 2000) as plain HTML: areas are geometry, the numbers on it are exact text.

It is laid out twice, for a wide and for a narrow screen, and the style sheet shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.markup import Html, join, tag

WIDE, NARROW = (100.0, 34.0), (100.0, 120.0)
LABELLED = 1.0
"""From which share of the area, in percent, a tile has room for its name."""
LEAST_PX = {"wide": 600, "narrow": 330}
"""How wide each of the two is on the smallest screen that shows it."""
DIGIT_PX, CHARACTER_PX, LINE_PX, PADDING_PX = 7.2, 13.5, 17, 18
"""What a digit of the number, a Chinese character of the name, and a line take at most, and the tile keeps free."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One member: its name, its number as text, a link, and how large it is (not negative)."""

    name: str
    shown: str
    href: str
    size: float
    stays: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle, in percent of the picture's width."""

    x: float
    y: float
    width: float
    height: float


def layout(sizes: Sequence[float], width: float, height: float) -> list[Place]:
    """Rectangles with these areas (in any unit), in the order given, that fill the picture; sizes are positive, largest first."""
    scale = width * height / sum(sizes) if sizes else 0
    areas, free, places = [size * scale for size in sizes], Place(0, 0, width, height), []
    while areas:
        short = min(free.width, free.height)
        taken = 1
        while taken < len(areas) and _worst(areas[: taken + 1], short) <= _worst(areas[:taken], short):
            taken += 1
        row, areas = areas[:taken], areas[taken:]
        laid, free = _lay(row, free)
        places += laid
    return places


def _worst(row: Sequence[float], side: float) -> float:
    """The worst aspect ratio in a row of these areas along a side."""
    total = sum(row)
    return max(side * side * max(row) / (total * total), total * total / (side * side * min(row)))


def _lay(row: Sequence[float], free: Place) -> tuple[list[Place], Place]:
    """Put a row along the shorter side; what is left is free."""
    total, places, along = sum(row), [], 0.0
    if free.width >= free.height:
        depth = total / free.height
        for area in row:
            places.append(Place(free.x, free.y + along, depth, area / depth))
            along += area / depth
        return places, Place(free.x + depth, free.y, max(free.width - depth, 1e-9), free.height)
    depth = total / free.width
    for area in row:
        places.append(Place(free.x + along, free.y, area / depth, depth))
        along += area / depth
    return places, Place(free.x, free.y + depth, free.width, max(free.height - depth, 1e-9))


def picture(tiles: Sequence[Tile]) -> Html:
    """The treemap of tiles; those of no size are left out, since they have no area."""
    shown = sorted((tile for tile in tiles if tile.size > 0), key=lambda tile: -tile.size)
    if not shown:
        return Html("")
    return join(_drawn(shown, *shape, name) for shape, name in ((WIDE, "wide"), (NARROW, "narrow")))


def _drawn(tiles: Sequence[Tile], width: float, height: float, name: str) -> Html:
    whole = sum(tile.size for tile in tiles)
    places = layout([tile.size for tile in tiles], width, height)
    drawn = [
        _tile(tile, place, height, tile.size * 100 / whole, rank, has_room(tile, place, LEAST_PX[name]))
        for rank, (tile, place) in enumerate(zip(tiles, places, strict=True))
    ]
    return tag("div", *drawn, class_=f"treemap {name}", style=f"aspect-ratio:{width}/{height}")


def has_room(tile: Tile, place: Place, screen_px: float) -> bool:
    """Whether a tile holds its whole number below its name; a number that is cut off would be another number."""
    across, down = place.width * screen_px / 100 - PADDING_PX, place.height * screen_px / 100 - PADDING_PX
    if across < DIGIT_PX * len(tile.shown):
        return False
    lines = -(-len(tile.name) * CHARACTER_PX // across)
    return down >= LINE_PX * (lines + 1)


def _tile(tile: Tile, place: Place, height: float, percent: float, rank: int, numbered: bool) -> Html:
    style = f"left:{place.x:.3f}%;top:{place.y * 100 / height:.3f}%;width:{place.width:.3f}%;height:{place.height * 100 / height:.3f}%"
    said = [tag("b", tile.name)] if percent >= LABELLED and place.width > 5 else []
    said += [tag("i", tile.shown)] if said and numbered else []
    hint = f"{tile.name}  {tile.shown}"
    return tag(
        "a", *said, href=tile.href, title=hint, style=style, class_=f"t{min(rank, 7)}", data_stay=tile.stays or None
    )
