"""Printed amounts: exact, blank is not zero, and what is not one number is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.amounts import UnreadableAmount, parse_amount, places_of, read_amount, step_of

amounts = st.decimals(min_value=-(10**11), max_value=10**11, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        pytest.param("80,000.00", Decimal("80000.00"), id="with separators"),
        pytest.param("1895.00", Decimal("1895.00"), id="without separators"),
        pytest.param("370,219.2\n5", Decimal("370219.25"), id="wrapped inside its decimals"),
        pytest.param("370,219\n.25", Decimal("370219.25"), id="wrapped before its point"),
        pytest.param("-1,234.50", Decimal("-1234.50"), id="minus"),
        pytest.param("−17.20", Decimal("-17.20"), id="typographic minus"),
        pytest.param("（12.30）", Decimal("-12.30"), id="in brackets"),
        pytest.param("１２３．４", Decimal("123.4"), id="full width"),
        pytest.param("0", Decimal(0), id="zero is not blank"),
        pytest.param("0.00", Decimal("0.00"), id="zero with places"),
        pytest.param("-60.86%", Decimal("-60.86"), id="percentage"),
        pytest.param("", None, id="blank is not zero"),
        pytest.param(" \n ", None, id="white space is blank"),
    ],
)
def test_reads_what_is_printed(printed: str, amount: Decimal | None) -> None:
    assert parse_amount(printed) == amount


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("出 2,022.39", id="text before the number"),
        pytest.param("12.00 13.00", id="two numbers"),
        pytest.param("12.00\n13.00", id="two numbers in two lines"),
        pytest.param("100\n200", id="a whole number in two lines could be two"),
        pytest.param("1.2 | 3", id="numbers under one heading"),
        pytest.param("12,34.00", id="separators in the wrong place"),
        pytest.param("1.2.3", id="two points"),
        pytest.param("无", id="a word"),
        pytest.param("-", id="a dash that no vocabulary calls blank"),
    ],
)
def test_refuses_what_is_not_one_number(printed: str) -> None:
    with pytest.raises(UnreadableAmount):
        parse_amount(printed)


def test_reads_a_dash_as_blank_only_where_the_vocabulary_says_so() -> None:
    assert parse_amount("—", frozenset({"—"})) is None


@given(amounts, st.booleans())
def test_reads_any_amount_back(amount: Decimal, separators: bool) -> None:
    printed = f"{amount:,.2f}" if separators else f"{amount:.2f}"
    read = read_amount(printed)
    assert read is not None
    assert (read.value, read.places) == (amount, 2)


@given(amounts, st.integers(min_value=1, max_value=2))
def test_reads_a_number_wrapped_in_its_decimals(amount: Decimal, after: int) -> None:
    printed = f"{amount:,.2f}"
    assert parse_amount(f"{printed[:-after]}\n{printed[-after:]}") == amount


@given(st.text(alphabet="一二三预算支出 合计", min_size=1).filter(lambda text: text.strip()))
def test_never_takes_words_for_a_number(text: str) -> None:
    with pytest.raises(UnreadableAmount):
        parse_amount(text)


def test_a_step_is_the_last_printed_digit() -> None:
    assert step_of(2, Decimal(10_000)) == Decimal(100)
    assert step_of(6, Decimal(10_000)) == Decimal("0.01")
    assert step_of(0, Decimal(1)) == Decimal(1)


def test_places_leave_trailing_zeros_out() -> None:
    assert places_of(Decimal("860.0000")) == 0
    assert places_of(Decimal("0.0025")) == 4
