"""Values written into SQL. The first statement with a parameter makes DuckDB import pandas, most of a second of a run that needs none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any


def literal(value: Any) -> str:
    """A value as a SQL literal of DuckDB that reads back as the same value.

    Args:
        value: None, bool, int, str, Path (as its text), Decimal (finite), date, or datetime without a zone.

    Raises:
        TypeError: a value of another type, or a datetime with a zone.
        ValueError: a text with the character NUL, which ends a statement.
    """
    if value is None:
        return "null"
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, str | Path):
        return _quoted(str(value))
    if isinstance(value, Decimal):
        places = max(0, -int(value.as_tuple().exponent))
        return f"cast('{value:f}' as decimal(38, {places}))"
    if isinstance(value, datetime) and value.tzinfo is None:
        return f"timestamp '{value.isoformat(' ')}'"
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"date '{value.isoformat()}'"
    raise TypeError(f"no SQL literal for {value!r}")


def rows(given: Iterable[Sequence[Any]]) -> str:
    """Rows for ``insert into ... values``."""
    return ", ".join(f"({', '.join(map(literal, row))})" for row in given)


def _quoted(text: str) -> str:
    if "\0" in text:
        raise ValueError(f"NUL in {text!r}")
    return "'" + text.replace("'", "''") + "'"
