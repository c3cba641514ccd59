"""What is made ahead comes in its order, whole, with the error where it belongs, and not without end."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.ahead import Ahead


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=5))
def test_all_items_come_in_their_order(items: list[int], most: int) -> None:
    assert list(Ahead(items, most)) == items


def test_the_first_is_made_before_anybody_asks() -> None:
    made = Event()

    def source() -> Iterator[int]:
        made.set()
        yield 1

    ahead = Ahead(source())
    assert made.wait(10)
    assert list(ahead) == [1]


def test_no_more_is_made_than_may_wait() -> None:
    made: list[int] = []
    third = Event()

    def source() -> Iterator[int]:
        for number in range(10):
            made.append(number)
            if number == 2:
                third.set()
            yield number

    ahead = Ahead(source(), most=2)
    assert third.wait(10)
    assert made == [0, 1, 2], "two wait, and the third has nowhere to go"
    assert list(ahead) == list(range(10))


def test_an_error_comes_where_the_item_would_have_come() -> None:
    def source() -> Iterator[int]:
        yield 1
        raise ValueError("the second is broken")

    taken = iter(Ahead(source()))
    assert next(taken) == 1
    with pytest.raises(ValueError, match="the second is broken"):
        next(taken)
