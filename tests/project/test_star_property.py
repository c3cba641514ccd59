"""Whatever is printed, the star adds up: made-up bodies, printed in made-up tables, through the models' own SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.star_sql import AXES, STAR_VIEW, UNDIVIDED, Model, compile_models, run, unequal_cells

FUNCTIONS = ("2010101", "2010102", "2010301", "2050101", "2050201", "208", "20805", "204 > 公安 > 行政运行", "204 > 公安 > 执法办案")
ECONOMICS = ("30101", "30102", "3010201", "30201", "30301")
TYPES = ("personnel", "operating", "project")
FUNDS = ("general_public", "government_fund", "business_income")
STEP = Decimal(100)
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


def printed(spent: list[Money], tables: list[Table]) -> Iterator[tuple]:
    """The rows of ``int_expenditure_figure``: rounded to the printed step, blanks left out."""
    for number, table in enumerate(tables, start=1):
        for place, (cell, exact) in enumerate(sorted(cells(spent, table).items())):
            if place in table.left_out:
                continue
            function, economic, column = cell
            amount = (exact / STEP).quantize(Decimal(1), ROUND_HALF_UP) * STEP
            members = (function, UNDIVIDED if column == "total" else column, economic, UNDIVIDED, UNDIVIDED, table.fund)
            is_total = function == economic == UNDIVIDED
            yield (f"f{number}-{place}", "|".join(("d", *members)), "d", number, table.axis, place, column, amount, STEP, is_total, False, *members, None)


@pytest.fixture(scope="module")
def star(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[tuple]], duckdb.DuckDBPyConnection]:
    """A function from printed figures to a database with their star."""
    names = "int_expenditure_table_cell+1 int_expenditure_cell+1 int_expenditure_block int_dim_expenditure_type int_dim_fund".split()
    models = compile_models(tmp_path_factory.mktemp("property"), [*names, "fact_expenditure"])
    wanted = {"int_dim_expenditure_type", "int_dim_fund", "fact_expenditure", *(f"int_expenditure_{n}" for n in ("table_cell", "table_residual", "cell", "residual", "block"))}
    models = [model for model in models if model.name in wanted]
    fixed = [model for model in models if model.name.startswith("int_dim")]
    con = duckdb.connect()
    con.execute("attach ':memory:' as yusuan; use yusuan")
    run(con, fixed)
    con.execute(f"""
        create schema if not exists intermediate;
        create table intermediate.int_expenditure_figure (
            figure_id varchar, cell_key varchar, document_id varchar, table_no integer, table_family varchar, row_no integer, column_name varchar,
            amount_yuan decimal(24, 6), step_yuan decimal(24, 6), is_total boolean, is_type_row boolean, {", ".join(f"{axis} varchar" for axis in AXES)},
            unplaced varchar);
        create table intermediate.int_published_document as select 'd' as document_id, 2023 as fiscal_year, 'budget' as kind, 'unit' as scope;
        create table intermediate.int_dim_unit_member as
            select 'd' as document_id, '{UNDIVIDED}' as member, 'u' as unit_key, '{UNDIVIDED}' as unit_code;
    """)

    def build(figures: list[tuple]) -> duckdb.DuckDBPyConnection:
        con.execute("delete from intermediate.int_expenditure_figure")
        if figures:
            con.executemany(f"insert into intermediate.int_expenditure_figure values ({', '.join('?' * 18)})", figures)
            con.execute("update intermediate.int_expenditure_figure set cell_key = " + key_of(models))
        run(con, [model for model in models if model not in fixed])
        con.execute(STAR_VIEW)
        return con

    return build


def key_of(models: list[Model]) -> str:
    """The cell key as the models compute it for implied cells."""
    assert any(model.name == "int_expenditure_cell" for model in models)
    return f"md5(concat_ws('|', document_id, {', '.join(AXES)}))"


WHOLE = Table("function_code", UNDIVIDED, ("total", "basic", "project"), False, frozenset())
GENERAL = Table("function_code", "general_public", ("total", "basic", "project"), False, frozenset())
ECONOMIC = Table("economic_code", "general_public", ("basic", "personnel", "operating"), False, frozenset())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(spent=st.lists(FIGURE, min_size=1, max_size=12), tables=st.lists(TABLE, min_size=1, max_size=4))
@example(
    spent=[Money("2010101", "30101", "personnel", "general_public", Decimal("149.99")), Money("2050101", "30201", "operating", "general_public", Decimal("149.99")),
           Money("2050201", "30201", "project", "business_income", Decimal("77.5"))],
    tables=[WHOLE, GENERAL, ECONOMIC],
)  # fmt: skip
def test_every_printed_cell_is_the_sum_of_its_rows(star: Callable, spent: list[Money], tables: list[Table]) -> None:
    figures = list(printed(spent, tables))
    con = star(figures)
    assert unequal_cells(con) == []
    rows = con.execute("select row_kind, count(*), count(*) filter (abs(amount_yuan) > bound_yuan) from star group by all").fetchall()
    assert {kind for kind, _, _ in rows} <= {"published", "rounding", "margin"}
    assert bool(rows) == bool(figures)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(spent=st.lists(FIGURE, min_size=1, max_size=12), tables=st.permutations([WHOLE, GENERAL, ECONOMIC]), count=st.integers(1, 3))
def test_rounding_is_within_its_bound_where_nothing_is_left_out(star: Callable, spent: list[Money], tables: list[Table], count: int) -> None:
    con = star(list(printed(spent, tables[:count])))
    assert unequal_cells(con) == []
    assert con.execute("select * from star where row_kind = 'rounding' and abs(amount_yuan) > bound_yuan").fetchall() == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(spent=st.lists(FIGURE, min_size=1, max_size=12), digit=st.integers(1, 9))
def test_a_misprinted_leaf_never_passes_for_a_margin(star: Callable, spent: list[Money], digit: int) -> None:
    figures = list(printed(spent, [GENERAL]))
    leaves = [n for n, row in enumerate(figures) if row[6] == "basic" and len(row[11]) >= 7]
    if not leaves:
        return
    wrong = list(figures[leaves[0]])
    wrong[7] += digit * 1_000_000
    figures[leaves[0]] = tuple(wrong)
    con = star(figures)
    assert unequal_cells(con) == []
    beyond = con.execute("select count(*) from star where row_kind = 'rounding' and abs(amount_yuan) > bound_yuan").fetchall()[0][0]
    assert beyond > 0
