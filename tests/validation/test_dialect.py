from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from pipelines.validation import dialect


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    path = tmp_path / "small.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table t as select range as n, cast(range as decimal(24, 6)) as amount from range(3)")
    dialect.register()
    return create_engine(f"duckdb:///{path}", **dialect.read_only())


def test_rows_outlive_their_connection(engine: Engine) -> None:
    with engine.connect() as connection:
        first = connection.execute(text("select n from t order by n"))
        second = connection.execute(text("select count(*) from t"))
    assert [row.n for row in first] == [0, 1, 2]
    assert second.scalar() == 3


def test_money_stays_decimal(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("select max(amount) from t")).scalar() == Decimal("2.000000")


def test_nothing_can_be_written(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError, match="read-only"):
        connection.execute(text("insert into t values (9, 9)"))


def test_no_extension_is_fetched(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError, match="httpfs"):
        connection.execute(text("select * from 'https://example.invalid/t.parquet'"))
