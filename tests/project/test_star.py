"""The star adds up to what was printed: on the start document figure by figure, and on every document of the corpus that is published."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.star_sql import STAR_VIEW, Model, at_and_below, run, unequal_cells
from tests.truth_readings import CORPUS, START, all_truths, fill

TRUTH = json.loads(START.read_text(encoding="utf-8"))
WAN = Decimal(10_000)


def one_of_each_layout() -> list[Path]:
    """The start document, and the smallest truth of the corpus for each set of tables, columns and kinds of rows."""
    smallest: dict[frozenset, tuple[int, Path]] = {}
    for path in all_truths()[1:]:
        tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
        layout = frozenset(
            (t["family"], *t["columns"], *sorted({key for row in t["rows"] for key in row})) for t in tables
        )
        size = sum(len(t["rows"]) for t in tables)
        smallest[layout] = min(smallest.get(layout, (size, path)), (size, path))
    return [START, *(path for _, path in smallest.values())]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, compiled: list[Model]) -> duckdb.DuckDBPyConnection:
    """Truth documents of every layout, judged by the identities, and the star of those that pass."""
    con = duckdb.connect(str(fill(tmp_path_factory.mktemp("star"), one_of_each_layout())))
    after = {"int_document_version", "int_published_document", "int_ever_published", "int_dim_member", "int_previous_version",
             "int_figure_change", "int_document_change", "int_document_validity", "validity"}  # fmt: skip
    for model in compiled:
        if model.schema == "marts" or after & set(model.depends_on):
            after.add(model.name)
    later = [model for model in compiled if model.name in after]
    run(con, [model for model in compiled if model not in later])
    con.execute("""
        insert into control.verdict
        select document_id, case when bool_or(status = 'fails' and severity = 'blocking') then 'fail' else 'pass' end, null, now()::timestamp
        from intermediate.int_identity group by document_id
    """)
    run(con, later)
    con.execute(STAR_VIEW)
    con.execute(
        "create temp view start as "
        + f"""
        select fact.*, type.main_type, fund.fund_group, unit.body
        from marts.fact_expenditure as fact
        inner join marts.dim_expenditure_type as type using (expenditure_type)
        inner join marts.dim_fund as fund using (fund)
        inner join marts.dim_unit as unit using (unit_key)
        where document_id = '{TRUTH["sha256"]}'
    """
    )
    return con


def one(con: duckdb.DuckDBPyConnection, query: str) -> Any:
    return con.execute(query).fetchall()[0][0]


def total(con: duckdb.DuckDBPyConnection, condition: str) -> Decimal | None:
    return one(con, f"select sum(amount_yuan) from start where {condition}")


@pytest.mark.parametrize(("condition", "yuan"), [
    pytest.param("true", "800000000.00", id="everything"),
    pytest.param("function_code like '201%'", "154605700.00", id="function 201"),
    pytest.param("function_code like '215%'", "368095500.00", id="function 215"),
    pytest.param("main_type = 'basic'", "51715700.00", id="basic"),
    pytest.param("main_type = 'project'", "748284300.00", id="project"),
    pytest.param("economic_code like '301%'", "43457700.00", id="economic 301"),
    pytest.param("economic_code like '302%'", "7243800.00", id="economic 302"),
    pytest.param("body = '重庆经济技术开发区管理委员会'", "800000000.00", id="the body"),
])  # fmt: skip
def test_the_sums_of_the_start_document(warehouse: duckdb.DuckDBPyConnection, condition: str, yuan: str) -> None:
    assert total(warehouse, condition) == Decimal(yuan)


def conditions(table: dict[str, Any], row: dict[str, Any], column: str) -> list[str]:
    """What a reader filters on to ask for one printed figure, told from the truth alone."""
    family, code, name = table["family"], row.get("code"), row["name"]
    classes = {
        r["name"]: r["code"]
        for t in TRUTH["tables"]
        for r in t["rows"]
        if len(r.get("code") or "") == 3 and r["code"] < "3"
    }
    asked = []
    if family == "basic_expenditure":
        asked += ["main_type = 'basic'", *([f"economic_code like '{code}%'"] if code else [])]
    elif code or name in classes:
        asked.append(f"function_code like '{code or classes[name]}%'")
    if column in ("basic", "project"):
        asked.append(f"main_type = '{column}'")
    if column in ("personnel", "operating"):
        asked.append(f"expenditure_type = '{column}'")
    if family in ("basic_expenditure", "general_public_expenditure") or column == "general_public":
        asked.append("fund = 'general_public'")
    elif family == "appropriation_summary":
        asked.append("fund_group = 'appropriation'")
    return asked


FIVE = (
    "appropriation_summary",
    "general_public_expenditure",
    "basic_expenditure",
    "budget_summary",
    "expenditure_summary",
)


def test_every_figure_of_the_five_expenditure_tables_is_the_sum_of_its_members(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    asked = [
        (table["family"], row["name"], column, " and ".join(conditions(table, row, column)) or "true", Decimal(value) * WAN)
        for table in TRUTH["tables"] if table["family"] in FIVE
        for row in table["rows"] if row.get("side") != "revenue"
        for column, value in zip(table["columns"], row["values"], strict=True) if value is not None
    ]  # fmt: skip
    sums = {condition: total(warehouse, condition) for condition in {figure[3] for figure in asked}}
    unequal = [(*figure[:3], figure[4], sums[figure[3]]) for figure in asked if sums[figure[3]] != figure[4]]
    assert unequal == []
    assert len(asked) == 504


def test_the_rounding_rows_are_the_known_gaps_within_their_bounds(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute("""
        select function_code, expenditure_type, economic_code, fund, amount_yuan, bound_yuan
        from start where row_kind = 'rounding' order by all
    """).fetchall()
    all_of, gp = "未分解", "general_public"
    assert sorted(rows) == sorted([
        ("201", "basic", all_of, gp, Decimal(100), Decimal(350)),  # 2,495.69 over six 款 (and itself: 7 half units)
        (all_of, "basic", all_of, gp, Decimal(100), Decimal(450)),  # 5,171.57 over eight classes
        (all_of, "basic", all_of, gp, Decimal(100), Decimal(650)),  # 5,171.57 over 4,402.48 + 769.08 and their five economic classes
        (all_of, "personnel", all_of, gp, Decimal(-100), Decimal(150)),  # 4,402.48 over 301 + 303
        (all_of, "personnel", "301", gp, Decimal(-100), Decimal(550)),  # 4,345.77 over ten 款
    ])  # fmt: skip


def test_one_margin_row_joins_the_economic_table_to_the_function_table(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute("""
        select function_code, expenditure_type, economic_code, gov_economic_code, fund, amount_yuan from start where row_kind = 'margin'
    """).fetchall()
    assert rows == [("未分解", "basic", "未分解", "未分解", "general_public", Decimal(-51_715_700))]


def test_a_published_row_is_the_amount_of_each_of_its_figures(warehouse: duckdb.DuckDBPyConnection) -> None:
    unlike = warehouse.execute("""
        select fact.expenditure_key, fact.amount_yuan, figure.amount_yuan
        from (select *, unnest(figure_ids) as figure_id from marts.fact_expenditure where row_kind = 'published') as fact
        left join intermediate.int_figure as figure using (figure_id)
        where figure.amount_yuan is distinct from fact.amount_yuan
    """).fetchall()
    assert unlike == []
    assert (
        one(
            warehouse,
            "select count(*) from marts.fact_expenditure where row_kind = 'published' and len(figure_ids) = 0",
        )
        == 0
    )


def test_no_key_is_missing_and_every_axis_has_an_undivided_member(warehouse: duckdb.DuckDBPyConnection) -> None:
    members = {"function": "function_code", "economic": "economic_code", "expenditure_type": "expenditure_type"}
    for table, key in (members | {"fund": "fund", "unit": "unit_code"}).items():
        assert one(warehouse, f"select count(*) from marts.dim_{table} where {key} = '未分解'") >= 1, table
    for fact in ("expenditure", "revenue", "three_public", "project", "performance_target"):
        columns = [row[0] for row in warehouse.execute(f"describe marts.fact_{fact}").fetchall()]
        for key in (c for c in columns if c.endswith(("_key", "_code", "_id", "_year", "fund"))):
            assert one(warehouse, f"select count(*) from marts.fact_{fact} where {key} is null") == 0, (fact, key)


def test_projects_and_targets_of_the_start_document(warehouse: duckdb.DuckDBPyConnection) -> None:
    document = f"document_id = '{TRUTH['sha256']}'"
    assert warehouse.execute(
        f"select count(*), sum(amount_yuan) from marts.fact_project where {document}"
    ).fetchall() == [(43, Decimal(748_284_300))]
    targets = warehouse.execute(f"""
        select target_scope, count(*), count(distinct project_key)
        from marts.fact_performance_target where {document} group by all order by all
    """).fetchall()
    assert targets == [("body", 7, 1), ("project", 285, 43)]
    weights = warehouse.execute(f"""
        select distinct target_scope, sum(weight)
        from marts.fact_performance_target where {document} group by target_scope, project_key order by all
    """).fetchall()
    assert weights == [("body", Decimal(100)), ("project", Decimal(90))]


@pytest.mark.parametrize(("condition", "yuan"), [
    pytest.param("true", 2_887_900, id="三公"),
    pytest.param("item = 'abroad'", 370_000, id="因公出国"),
    pytest.param("main_item = 'vehicle_total'", 1_662_000, id="公务用车"),
    pytest.param("item = 'vehicle_purchase'", 50_000, id="购置"),
    pytest.param("item = 'vehicle_running'", 1_612_000, id="运行"),
    pytest.param("item = 'reception'", 855_900, id="接待"),
])  # fmt: skip
def test_three_public_items_sum_to_what_was_printed(
    warehouse: duckdb.DuckDBPyConnection, condition: str, yuan: int
) -> None:
    assert (
        one(
            warehouse,
            f"select sum(amount_yuan) from marts.fact_three_public where document_id = '{TRUTH['sha256']}' and {condition}",
        )
        == yuan
    )


def test_revenue_of_the_start_document_is_one_published_amount(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(f"""
        select fund, revenue_source, row_kind, amount_yuan from marts.fact_revenue where document_id = '{TRUTH["sha256"]}' and amount_yuan <> 0
    """).fetchall()
    assert rows == [("general_public", "current_year", "published", Decimal(800_000_000))]


def test_nothing_of_the_start_document_is_left_out_of_the_star(warehouse: duckdb.DuckDBPyConnection) -> None:
    left = warehouse.execute(f"""
        select figure_id, unplaced from intermediate.int_expenditure_figure where document_id = '{TRUTH["sha256"]}' and unplaced is not null
    """).fetchall()
    assert left == []


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout")
def test_every_printed_cell_of_every_published_document_is_its_sum(warehouse: duckdb.DuckDBPyConnection) -> None:
    published = {row[0] for row in warehouse.execute("select document_id from marts.dim_document").fetchall()}
    assert [cell for cell in unequal_cells(warehouse) if cell[0] in published] == []
    assert len(published) >= 18


WIDE = {"function": ("function_code", "economic_code", "unit_code"),
        "economic": ("economic_code", "function_code", "unit_code"),
        "unit": ("unit_code", "function_code", "economic_code")}  # fmt: skip


@pytest.mark.parametrize("axis", WIDE)
def test_every_printed_cell_of_an_axis_is_the_sum_of_a_wide_view(
    warehouse: duckdb.DuckDBPyConnection, axis: str
) -> None:
    """Cells that stand at no other classification: the ones that a reader of this view can ask for."""
    column, *summed_away = WIDE[axis]
    others = " and ".join(f"{other} = '未分解'" for other in (*summed_away, "gov_economic_code"))
    below = " and ".join(at_and_below(one, "cell", "wide") for one in (column, "expenditure_type", "fund"))
    compared, unequal = warehouse.execute(f"""
        with printed as (
            select document_id, table_no, {column}, expenditure_type, fund,
                case when bool_and(is_total) then max(amount_yuan) else sum(amount_yuan) end as printed_yuan
            from intermediate.int_expenditure_figure
            where unplaced is null and {others} and expenditure_type not in ('personnel', 'operating')
            group by all
        ),
        cells as (select distinct document_id, {column}, expenditure_type, fund from printed),
        wide as (
            select wide.* {"replace (unit.member as unit_code)" if axis == "unit" else ""}
            from marts.wide_expenditure_by_{axis}_all as wide
            {"inner join intermediate.int_dim_unit_member as unit using (document_id, unit_key)" if axis == "unit" else ""}
        ),
        summed as (
            select cell.*, sum(wide.amount_yuan) as summed_yuan
            from cells as cell left join wide on wide.document_id = cell.document_id and {below}
            group by all
        )
        select count(*), list([document_id, {column}, expenditure_type, fund, printed_yuan::varchar, summed_yuan::varchar])
            filter (summed_yuan is distinct from printed_yuan)
        from printed inner join summed using (document_id, {column}, expenditure_type, fund)
        inner join (select document_id from marts.dim_document where is_current) using (document_id)
    """).fetchall()[0]
    assert unequal is None
    assert compared >= {"function": 100, "economic": 30, "unit": 3}[axis]


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout")
def test_rounding_never_exceeds_its_bound_in_a_published_document(warehouse: duckdb.DuckDBPyConnection) -> None:
    beyond = warehouse.execute("""
        select document.file_name, fact.function_code, fact.expenditure_type, fact.economic_code, fact.fund, fact.amount_yuan, fact.bound_yuan
        from marts.fact_expenditure as fact inner join marts.dim_document as document using (document_id)
        where row_kind = 'rounding' and (bound_yuan is null or abs(amount_yuan) > bound_yuan)
    """).fetchall()
    assert beyond == []


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout")
def test_every_cell_of_revenue_and_of_three_public_is_its_sum(warehouse: duckdb.DuckDBPyConnection) -> None:
    unequal = warehouse.execute("""
        with three_public as (
            select cell.*, residual.residual_yuan
            from intermediate.int_expenditure_three_public as cell
            inner join intermediate.int_expenditure_three_public_residual as residual using (cell_id)
        ),
        revenue as (
            select cell.*, residual.residual_yuan, fund.fund_group
            from intermediate.int_revenue_cell as cell
            inner join intermediate.int_revenue_residual as residual using (cell_id)
            inner join marts.dim_fund as fund using (fund)
        )
        select cell.document_id, cell.item, cell.amount_yuan, sum(part.residual_yuan)
        from three_public as cell
        inner join three_public as part
            on part.document_id = cell.document_id
            and (cell.item in ('未分解', part.item) or (cell.item = 'vehicle_total' and part.item like 'vehicle%'))
            and (cell.unit_code = '未分解' or starts_with(part.unit_code, cell.unit_code))
        group by all having sum(part.residual_yuan) <> cell.amount_yuan
        union all
        select cell.document_id, cell.cell_key, cell.amount_yuan, sum(part.residual_yuan)
        from revenue as cell
        inner join revenue as part
            on part.document_id = cell.document_id
            and cell.revenue_source in ('未分解', part.revenue_source)
            and cell.fund in ('未分解', part.fund, part.fund_group)
            and (cell.function_code = '未分解' or starts_with(part.function_code, cell.function_code))
            and (cell.unit_code = '未分解' or starts_with(part.unit_code, cell.unit_code))
        group by all having sum(part.residual_yuan) <> cell.amount_yuan
    """).fetchall()
    assert unequal == []
    assert one(warehouse, "select count(*) from intermediate.int_revenue_cell") > 200
