"""Whatever two documents print, what ``audit.difference`` says leads from one to the other, and back."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Done

DEFINITION = "select parameters, macro_definition from duckdb_functions() where schema_name = 'audit' and function_name = 'difference'"
TABLES = """
    create table audit.figure (
        document_id varchar, figure_id varchar, table_family varchar, table_no integer, row_no integer, row_side varchar,
        row_code varchar, row_name varchar, unit_name varchar, economic_code varchar, gov_economic_code varchar,
        column_name varchar, printed varchar, amount_yuan decimal(24, 6));
    create table audit.claim (
        document_id varchar, claim_id varchar, page integer, top double, subject_year integer, subject varchar,
        concept varchar, direction varchar, printed varchar, amount_yuan decimal(24, 6));
"""
FIGURE = st.tuples(
    st.sampled_from(["expenditure_summary", "project"]),
    st.sampled_from([None, "revenue"]),
    st.sampled_from([None, "201", "20103"]),
    st.sampled_from(["一般公共服务", "一般公共 服务", "教育"]),
    st.sampled_from(["total", "basic"]),
    st.sampled_from([Decimal("0.00"), Decimal("1.50"), Decimal("70.00"), None]),
)
PRINTED = st.lists(FIGURE, max_size=8)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def database(first_run: Done) -> duckdb.DuckDBPyConnection:
    """The macro of the release over figures that a test makes up."""
    with duckdb.connect(str(first_run.terminal.home.published / "yusuan.duckdb"), read_only=True) as release:
        ((parameters, definition),) = release.execute(DEFINITION).fetchall()
    con = duckdb.connect()
    con.execute(f"attach ':memory:' as yusuan; use yusuan; create schema audit; {TABLES}")
    con.execute(f"create macro audit.difference({', '.join(parameters)}) as table {definition}")
    return con


def key(family: str, side: str | None, code: str | None, name: str, column: str) -> tuple[str, ...]:
    """What tells a figure from others: the code, else the name without blanks."""
    return family, side or "", code or name.replace(" ", ""), column


def fill(con: duckdb.DuckDBPyConnection, **documents: list[tuple]) -> None:
    """Print figures to documents."""
    con.execute("delete from audit.figure")
    for document, figures in documents.items():
        for no, (family, side, code, name, column, amount) in enumerate(figures):
            printed = "5 %" if amount is None else f"{amount}"
            row = [
                document,
                f"{document}{no}",
                family,
                1,
                no,
                side,
                code,
                name,
                None,
                None,
                None,
                column,
                printed,
                amount,
            ]
            con.execute(f"insert into audit.figure values ({', '.join('?' * 14)})", row)


def changes(con: duckdb.DuckDBPyConnection, old: str, new: str) -> Counter[tuple]:
    """What the macro says: key, value before, value after."""
    rows = con.execute(
        """select table_family, row_side, row_code, row_name, column_name, change_kind,
                  coalesce(old_amount_yuan::varchar, old_printed), coalesce(new_amount_yuan::varchar, new_printed)
           from audit.difference(?, ?)""",
        [old, new],
    ).fetchall()
    kinds = {("changed", True, True), ("added", False, True), ("removed", True, False)}
    assert {(kind, before is not None, after is not None) for *_, kind, before, after in rows} <= kinds
    return Counter((key(*where), before, after) for *where, _, before, after in rows)


def values(figures: list[tuple]) -> Counter[tuple]:
    """What a document prints: key and value."""
    return Counter((key(*where), "5 %" if amount is None else f"{amount:.6f}") for *where, amount in figures)


@QUICK
@given(printed=PRINTED)
def test_a_document_does_not_differ_from_itself(database: duckdb.DuckDBPyConnection, printed: list[tuple]) -> None:
    fill(database, a=printed, b=list(reversed(printed)))
    assert changes(database, "a", "a") == Counter()
    assert changes(database, "a", "b") == Counter()


@QUICK
@given(old=PRINTED, new=PRINTED)
def test_the_difference_leads_from_one_to_the_other_and_back(
    database: duckdb.DuckDBPyConnection, old: list[tuple], new: list[tuple]
) -> None:
    fill(database, a=old, b=new)
    there, back = changes(database, "a", "b"), changes(database, "b", "a")
    assert Counter({(where, after, before): n for (where, before, after), n in there.items()}) == back
    gone = Counter({(where, before): 0 for where, before, _ in there})
    come: Counter[tuple] = Counter()
    for (where, before, after), count in there.items():
        gone[where, before] += count if before is not None else 0
        come[where, after] += count if after is not None else 0
    assert +gone == values(old) - values(new)
    assert +come == values(new) - values(old)


def test_a_blank_that_becomes_a_zero_is_a_figure_added(database: duckdb.DuckDBPyConnection) -> None:
    fill(database, a=[], b=[("project", None, None, "教育", "total", Decimal("0.00"))])
    assert changes(database, "a", "b") == Counter([(("project", "", "教育", "total"), None, "0.000000")])
