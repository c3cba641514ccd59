"""The wide views: dragged and summed without a join or a filter, they give what was printed."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.integration.conftest import Published

VIEWS = (
    "wide_expenditure_by_function", "wide_expenditure_by_economic", "wide_expenditure_by_unit",
    "wide_project", "wide_revenue", "wide_three_public",
)  # fmt: skip
CORPUS_HOME = Path(os.environ.get("YUSUAN_CORPUS_HOME", "no corpus home"))


@pytest.mark.parametrize(
    ("view", "where", "wan"),
    [
        pytest.param("wide_expenditure_by_function", "true", "80000.00", id="all functions"),
        pytest.param("wide_expenditure_by_function", "class_code = '201'", "15460.57", id="class 201"),
        pytest.param("wide_expenditure_by_function", "class_name_en = 'Social security and employment'", "602.02", id="208"),
        pytest.param("wide_expenditure_by_function", "type_name = '基本支出'", "5171.57", id="basic, by function"),
        pytest.param("wide_expenditure_by_economic", "true", "80000.00", id="all economic classes"),
        pytest.param("wide_expenditure_by_economic", "class_code = '301'", "4345.77", id="economic class 301"),
        pytest.param("wide_expenditure_by_economic", "expenditure_type = 'basic'", "5171.57", id="basic, by economic class"),
        pytest.param("wide_expenditure_by_unit", "unit_code = '109'", "80000.00", id="the unit"),
        pytest.param("wide_project", "true", "74828.43", id="projects"),
        pytest.param("wide_revenue", "fund = 'general_public'", "80000.00", id="revenue"),
        pytest.param("wide_three_public", "true", "288.79", id="three public"),
        pytest.param("wide_three_public", "main_item = 'vehicle_total'", "166.20", id="vehicles"),
    ],
)  # fmt: skip
def test_a_sum_over_the_start_document_is_what_it_prints(start: Published, view: str, where: str, wan: str) -> None:
    assert start.one(f"select sum(amount_wanyuan) from marts.{view} where {where}") == Decimal(wan)
    assert start.one(f"select sum(amount_yuan) from marts.{view} where {where}") == Decimal(wan) * 10_000


def test_the_view_by_function_has_no_row_of_the_economic_table(start: Published) -> None:
    beside = (
        "select row_kind, amount_yuan from marts.wide_expenditure_by_function where function_level < 3 order by all"
    )
    assert start.rows(beside) == [("rounding", 100), ("rounding", 100)]


def test_every_indicator_of_the_start_document_is_there(start: Published) -> None:
    counted = "select target_scope_name, count(*) from marts.wide_performance_target group by all order by all"
    assert start.rows(counted) == [("整体绩效目标", 7), ("项目绩效目标", 285)]


def test_every_row_shows_the_page_of_its_figures(start: Published) -> None:
    for view in VIEWS:
        astray = f"""
            select wide.wide_key from marts.{view} as wide
            left join audit.figure as figure on figure.figure_id = wide.figure_ids[1]
            where figure.page is distinct from wide.page or wide.page is null
        """
        assert start.rows(astray) == [], view


def test_every_column_says_what_it_is_in_the_published_file(start: Published) -> None:
    silent = "select table_name, column_name from duckdb_columns() where table_name like 'wide_%' and comment is null"
    assert start.rows(silent) == []


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS_HOME.is_dir(), reason="YUSUAN_CORPUS_HOME names no published home")
def test_a_body_and_a_year_is_one_document_and_its_printed_total() -> None:
    database = CORPUS_HOME / "published" / "yusuan.duckdb"
    with duckdb.connect(str(database), read_only=True) as con:
        for view in VIEWS:
            twice = f"select body, fiscal_year from marts.{view} group by all having count(distinct document_id) > 1"
            assert con.execute(twice).fetchall() == [], view
        unequal = """
            with printed as (
                select document_id, table_no, max(amount_yuan) as amount_yuan
                from audit.figure
                where table_family = 'expenditure_summary' and row_name in ('合计', '总计') and column_name = 'total'
                group by all
            )
            select document_id, printed.amount_yuan, sum(wide.amount_yuan) as summed
            from printed inner join marts.{view} as wide using (document_id)
            group by all having summed <> printed.amount_yuan
        """
        for view in VIEWS[:3]:
            assert con.execute(unequal.format(view=view)).fetchall() == [], view
