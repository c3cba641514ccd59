"""Values in SQL read back as they were written, whatever stands in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.warehouse import literals
from pipelines.warehouse.literals import literal

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)
VALUES = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS | DECIMALS | st.dates() | st.datetimes()
    | st.sampled_from([Decimal("0E+3"), Decimal("1E+3"), Decimal("-0.00"), Path("/a 'b'/c")])
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=4))
def test_a_value_reads_back_as_it_was(values: list[Any]) -> None:
    with duckdb.connect(":memory:") as con:
        read = con.execute(f"select {', '.join(map(literal, values))}").fetchone()
        assert read == tuple(str(value) if isinstance(value, Path) else value for value in values)
        row = con.execute(f"select * from (values {literals.rows([values, values])})").fetchone()
        assert row == read


@pytest.mark.parametrize("value", [1.5, datetime(2026, 1, 1, tzinfo=UTC), [1], b"x", date])
def test_what_has_no_literal_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="no SQL literal"):
        literal(value)


@pytest.mark.parametrize("value", ["a\0b", Decimal("NaN"), Decimal("Infinity")])
def test_what_would_read_back_as_something_else_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        literal(value)
