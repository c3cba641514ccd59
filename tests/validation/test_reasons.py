from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.validation.reasons import message, money, plain, row_text

AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, places=6)


@given(AMOUNTS)
def test_a_printed_number_is_the_number(amount: Decimal) -> None:
    assert Decimal(plain(amount).replace(",", "")) == amount


@given(AMOUNTS)
def test_both_units_say_the_same_amount(amount: Decimal) -> None:
    wanyuan, yuan = money(amount).replace(",", "").split(" 万元 (")
    assert Decimal(wanyuan) * 10_000 == Decimal(yuan.removesuffix(" 元)")) == amount


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        pytest.param("800000000", "800,000,000.00", id="whole"),
        pytest.param("79999.990000", "79,999.99", id="zeros of the scale are not shown"),
        pytest.param("0.055", "0.055", id="half a cent is kept"),
        pytest.param("-100", "-100.00", id="negative"),
        pytest.param("0", "0.00", id="zero"),
        pytest.param("1E+4", "10,000.00", id="exponent"),
    ],
)
def test_numbers_as_printed(number: str, printed: str) -> None:
    assert plain(Decimal(number)) == printed


def test_an_identity_names_its_subject_both_sides_the_difference_and_the_bound() -> None:
    row = {
        "subject": "合计",
        "lhs": "799900000.000000",
        "rhs": "800000000",
        "difference": "-100000",
        "tolerance": "150",
    }
    assert row_text("基本支出 + 项目支出 = 合计", row) == (
        "基本支出 + 项目支出 = 合计 [合计]: 79,990.00 万元 (799,900,000.00 元) against 80,000.00 万元 "
        "(800,000,000.00 元), difference -10.00 万元 (-100,000.00 元), bound 0.015 万元 (150.00 元)"
    )


def test_a_missing_side_is_nothing_not_zero() -> None:
    row = {"lhs": "1", "rhs": None, "difference": None, "tolerance": "0"}
    assert "against nothing, difference nothing" in row_text("rule", row)


def test_a_message_counts_rows_and_documents_and_names_three() -> None:
    rows = [{"document_id": f"d{place // 2}", "reason": f"reason {place}"} for place in range(5)]
    said = message("rule", rows, None)
    assert said.startswith("5 failing rows in 3 documents: d0 rule: reason 0;")
    assert said.endswith("and 2 more")


def test_an_error_is_said_to_be_one() -> None:
    assert message("rule", (), "no such column") == "could not be evaluated: no such column"


def test_a_sum_of_many_terms_is_cut_and_both_sides_are_not() -> None:
    row = {"lhs": "1", "rhs": "2", "difference": "-1", "tolerance": "0", "reason": "printed: " + "5.00 + " * 200}
    said = row_text("rule", row)
    assert said.endswith(" …")
    assert len(said) < 500
    assert "difference -0.0001 万元 (-1.00 元)" in said
