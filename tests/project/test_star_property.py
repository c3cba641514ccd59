"""Whatever is printed, the star adds up: made-up bodies, printed in made-up tables, through the models' own SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.star_sql import AXES, STAR_VIEW, UNDIVIDED, Model, run, unequal_cells

FUNCTIONS = (
    "2010101",
    "2010102",
    "2010301",
    "2050101",
    "2050201",
    "20805",
    "204 > 公安 > 行政运行",
    "204 > 公安 > 执法办案",
)
ECONOMICS = ("30101", "30103", "3010201", "30201", "30301")
TYPES = ("personnel", "operating", "project")
FUNDS = ("general_public", "government_fund", "business_income")
STEP = Decimal(100)
DOCUMENT, COLUMN, AMOUNT, FUNCTION = 2, 6, 7, 11
Star = Callable[[list[tuple]], duckdb.DuckDBPyConnection]
COLUMNS = {
    "total": TYPES,
    "basic": ("personnel", "operating"),
    "personnel": ("personnel",),
    "operating": ("operating",),
    "project": ("project",),
}


@dataclass(frozen=True)
class Money:
    """What was really spent at one finest place, in 元."""

    function: str
    economic: str
    expenditure_type: str
    fund: str
    yuan: Decimal


@dataclass(frozen=True)
class Table:
    """One table to print: by function or by economics, of these funds, with these columns, without the rows and cells left out."""

    axis: str
    fund: str
    columns: tuple[str, ...]
    leaves_only: bool
    left_out: frozenset[int]


FIGURE = st.builds(
    Money,
    st.sampled_from(FUNCTIONS), st.sampled_from(ECONOMICS), st.sampled_from(TYPES), st.sampled_from(FUNDS),
    st.integers(-10**6, 10**10).map(lambda cents: Decimal(cents) / 100),
)  # fmt: skip
TABLE = st.builds(
    Table,
    st.sampled_from(("function_code", "function_code", "economic_code", "total", "cross")),
    st.sampled_from((UNDIVIDED, "appropriation", *FUNDS)),
    st.sets(st.sampled_from(tuple(COLUMNS)), min_size=1).map(lambda chosen: tuple(c for c in COLUMNS if c in chosen)),
    st.booleans(),
    st.frozensets(st.integers(0, 40), max_size=12),
)


def ancestors(code: str) -> list[str]:
    """The code and everything above it."""
    if ">" in code:
        parts = code.split(" > ")
        return [UNDIVIDED, *(" > ".join(parts[: n + 1]) for n in range(len(parts)))]
    return [UNDIVIDED, *(code[:n] for n in (3, 5, 7) if n <= len(code))]


def funds_above(fund: str) -> tuple[str, ...]:
    return (UNDIVIDED, "appropriation", fund) if fund in ("general_public", "government_fund") else (UNDIVIDED, fund)


def cells(spent: list[Money], table: Table) -> dict[tuple[str, str, str], Decimal]:
    """Every cell the table would print: (function, economic, column) and its exact amount."""
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for money in spent:
        if table.fund not in funds_above(money.fund):
            continue
        functions = ancestors(money.function) if table.axis in ("function_code", "cross") else [UNDIVIDED]
        economics = ancestors(money.economic) if table.axis in ("economic_code", "cross") else [UNDIVIDED]
        if table.leaves_only:
            functions, economics = [functions[0], functions[-1]], [economics[0], economics[-1]]
        for function in set(functions):
            for economic in set(economics):
                for column in table.columns:
                    if money.expenditure_type in COLUMNS[column]:
                        sums[function, economic, column] += money.yuan
    return sums


def printed(document: str, spent: list[Money], tables: list[Table]) -> Iterator[tuple]:
    """The rows of ``int_expenditure_figure``: rounded to the printed step, blanks left out."""
    for number, table in enumerate(tables, start=1):
        for place, (cell, exact) in enumerate(sorted(cells(spent, table).items())):
            if place in table.left_out:
                continue
            function, economic, column = cell
            amount = (exact / STEP).quantize(Decimal(1), ROUND_HALF_UP) * STEP
            members = (function, UNDIVIDED if column == "total" else column, economic, UNDIVIDED, UNDIVIDED, table.fund)
            is_total = function == economic == UNDIVIDED
            figure = (f"{document}-{number}-{place}", None, document, number, table.axis, place, column, amount, STEP)
            yield (*figure, is_total, False, *members, None)


@pytest.fixture(scope="module")
def star(compiled: list[Model]) -> Callable[[list[tuple]], duckdb.DuckDBPyConnection]:
    """A function from printed figures to a database with their star."""
    models = {model.name: model for model in compiled}
    con = duckdb.connect()
    con.execute("attach ':memory:' as yusuan; use yusuan")
    run(con, [models["int_dim_expenditure_type"], models["int_dim_fund"]])
    con.execute(f"""
        create table intermediate.int_expenditure_figure (
            figure_id varchar, cell_key varchar, document_id varchar, table_no integer, table_family varchar,
            row_no integer, column_name varchar, amount_yuan decimal(24, 6), step_yuan decimal(24, 6),
            is_total boolean, is_type_row boolean, {", ".join(f"{axis} varchar" for axis in AXES)}, unplaced varchar);
        create table intermediate.int_ever_published (document_id varchar, fiscal_year integer, kind varchar, scope varchar);
        create table intermediate.int_dim_unit_member (document_id varchar, member varchar, unit_key varchar, unit_code varchar);
        create table intermediate.int_figure_trust (figure_id varchar, confirmed_by integer, waived_by integer);
    """)
    chain = ("table_cell", "table_residual", "cell", "residual", "block")
    steps = [*(models[f"int_expenditure_{name}"] for name in chain), models["fact_expenditure_version"]]

    def build(figures: list[tuple]) -> duckdb.DuckDBPyConnection:
        inputs = ("int_expenditure_figure", "int_ever_published", "int_dim_unit_member")
        con.execute("".join(f"delete from intermediate.{name};" for name in inputs))
        con.executemany(f"insert into intermediate.int_expenditure_figure values ({', '.join('?' * 18)})", figures)
        con.execute(f"""
            update intermediate.int_expenditure_figure set cell_key = md5(concat_ws('|', document_id, {", ".join(AXES)}));
            insert into intermediate.int_ever_published
            select distinct document_id, 2023, 'budget', 'unit' from intermediate.int_expenditure_figure;
            insert into intermediate.int_dim_unit_member
            select document_id, '{UNDIVIDED}', 'u', '{UNDIVIDED}' from intermediate.int_ever_published;
        """)
        run(con, steps)
        con.execute("create or replace view marts.fact_expenditure as select * from marts.fact_expenditure_version")
        con.execute(STAR_VIEW)
        return con

    return build


WHOLE = Table("function_code", UNDIVIDED, ("total", "basic", "project"), False, frozenset())
GENERAL = Table("function_code", "general_public", ("total", "basic", "project"), False, frozenset())
ECONOMIC = Table("economic_code", "general_public", ("basic", "personnel", "operating"), False, frozenset())


SPENT = st.lists(FIGURE, min_size=1, max_size=12)
QUICK = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


def figures_of(bodies: list[tuple[list[Money], list[Table]]]) -> list[tuple]:
    """The printed figures of several bodies, a document each."""
    return [row for number, (spent, tables) in enumerate(bodies) for row in printed(f"d{number}", spent, tables)]


@QUICK
@given(bodies=st.lists(st.tuples(SPENT, st.lists(TABLE, min_size=1, max_size=4)), min_size=12, max_size=12))
def test_every_printed_cell_is_the_sum_of_its_rows(star: Star, bodies: list[tuple[list[Money], list[Table]]]) -> None:
    figures = figures_of(bodies)
    assume(figures)
    con = star(figures)
    assert unequal_cells(con) == []
    assert con.execute("select count(*) from star where row_kind = 'published'").fetchall()[0][0] > 0


@QUICK
@given(bodies=st.lists(st.tuples(SPENT, st.integers(1, 3)), min_size=12, max_size=12))
@example(bodies=[([
    Money("2010101", "30101", "personnel", "general_public", Decimal("149.99")),
    Money("2050101", "30201", "operating", "general_public", Decimal("149.99")),
    Money("2050201", "30201", "project", "business_income", Decimal("77.5")),
], 3)])  # fmt: skip
def test_rounding_is_within_its_bound_where_nothing_is_left_out(
    star: Star, bodies: list[tuple[list[Money], int]]
) -> None:
    con = star(figures_of([(spent, [WHOLE, GENERAL, ECONOMIC][:count]) for spent, count in bodies]))
    assert unequal_cells(con) == []
    assert (
        con.execute("select * from star where row_kind = 'rounding' and abs(amount_yuan) > bound_yuan").fetchall() == []
    )


@QUICK
@given(bodies=st.lists(st.tuples(SPENT, st.integers(1, 9)), min_size=12, max_size=12))
def test_a_misprinted_leaf_never_passes_for_a_margin(star: Star, bodies: list[tuple[list[Money], int]]) -> None:
    figures = figures_of([(spent, [GENERAL]) for spent, _ in bodies])
    wrong = {}
    for place, row in enumerate(figures):
        if row[COLUMN] == "basic" and len(row[FUNCTION]) >= 7:
            wrong.setdefault(row[DOCUMENT], place)
    assume(wrong)
    for document, place in wrong.items():
        row = list(figures[place])
        row[AMOUNT] += bodies[int(document[1:])][1] * 1_000_000
        figures[place] = tuple(row)
    con = star(figures)
    assert unequal_cells(con) == []
    caught = con.execute(
        "select distinct document_id from star where row_kind = 'rounding' and abs(amount_yuan) > bound_yuan"
    ).fetchall()
    assert {row[0] for row in caught} == set(wrong)
