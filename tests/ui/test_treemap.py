"""The treemap: areas are in proportion, tiles fill the picture and do not overlap."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.treemap import Place, Tile, has_room, layout, picture


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=25), st.sampled_from([(100.0, 34.0), (100.0, 120.0)]))
def test_tiles_fill_the_picture(sizes: list[float], shape: tuple[float, float]) -> None:
    sizes = sorted(sizes, reverse=True)
    places, scale = layout(sizes, *shape), shape[0] * shape[1] / sum(sizes)
    slack = 1e-6 * shape[0] * shape[1]
    assert all(abs(p.width * p.height - size * scale) < slack for p, size in zip(places, sizes, strict=True))
    assert all(p.x > -1e-6 and p.x + p.width < shape[0] + 1e-4 and p.y + p.height < shape[1] + 1e-4 for p in places)
    for a, b in combinations(places, 2):
        wide = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
        high = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
        assert wide < 1e-4 or high < 1e-4


def test_nothing_is_no_picture() -> None:
    assert picture([]) == "" and picture([Tile("a", "0.00", "?", 0.0), Tile("b", "-1.00", "?", -1.0)]) == ""


def test_a_number_is_whole_or_not_there() -> None:
    tile = Tile("对个人和家庭的补助", "12,347.095238", "?", 1.0)
    assert has_room(tile, Place(0, 0, 50, 30), 330)
    assert not has_room(tile, Place(0, 0, 22, 50), 330), "too narrow for all its digits"
    assert not has_room(tile, Place(0, 0, 50, 10), 330), "the name leaves no line for it"
