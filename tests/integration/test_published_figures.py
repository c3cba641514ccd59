"""What readers find in the published file is what was printed, figure by figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.conftest import START
from tests.integration.comparison import Cells, differences, of_specification, of_truth, of_warehouse, truth
from tests.integration.conftest import Published, Run

FIGURES = (
    "select table_family, row_side, row_code, row_name, column_name, amount_yuan from audit.figure"
    " where document_id = ? and amount_yuan is not null and table_family <> 'performance_target'"
)
SPENT = "select sum(amount_yuan) from marts.fact_expenditure where document_id = ?"
SPENT_ON = """
    select sum(fact.amount_yuan)
    from marts.fact_expenditure as fact
    join marts.dim_function as function using (function_code)
    join marts.dim_expenditure_type as type using (expenditure_type)
    left join marts.dim_economic as economic
        on economic.economic_code = fact.economic_code and economic.classification <> 'government'
    where fact.document_id = ?
"""
TARGETS = """
    select case when target_scope = 'project' then project_name else '' end, indicator_name, weight_printed
    from marts.fact_performance_target
    where document_id = ?
"""
SUMS = """
    select figure.table_family, figure.row_code, figure.column_name, figure.amount_yuan, coalesce(sum(fact.amount_yuan), 0)
    from audit.figure as figure
    left join (
        select
            fact.document_id, fact.amount_yuan, type.expenditure_type, type.main_type,
            [function.class_code, function.section_code, function.item_code,
             economic.class_code, economic.section_code, economic.item_code] as codes
        from marts.fact_expenditure as fact
        join marts.dim_function as function using (function_code)
        join marts.dim_expenditure_type as type using (expenditure_type)
        join marts.dim_economic as economic using (economic_code)
    ) as fact
        on
            fact.document_id = figure.document_id
            and (figure.row_code is null or list_contains(fact.codes, figure.row_code))
            and (figure.table_family <> 'basic_expenditure' or fact.main_type = 'basic')
            and (figure.column_name = 'total' or figure.column_name in (fact.main_type, fact.expenditure_type))
    where
        figure.document_id = ?
        and figure.amount_yuan is not null
        and figure.table_family in ('general_public_expenditure', 'expenditure_summary', 'basic_expenditure')
    group by figure.figure_id, figure.table_family, figure.row_code, figure.column_name, figure.amount_yuan
"""
"""Each printed figure of the expenditure tables beside the sum of the star's rows under its members."""

PRINTED_GOOD = pytest.mark.parametrize("name", ["good", "drifting", "other_layout"])


def indicators_found(run: Published, name: str) -> list[tuple[str, str, str]]:
    return sorted(run.rows(TARGETS, run.document(name)))


def found(run: Published, name: str) -> Cells:
    return of_warehouse(run.rows(FIGURES, run.document(name)))


@PRINTED_GOOD
def test_every_printed_figure_is_found_and_no_other(run: Run, name: str) -> None:
    expected = of_specification(run.good[name])
    assert differences(expected, found(run, name)) == {}
    assert len(expected) > 100


@PRINTED_GOOD
def test_the_star_sums_to_every_printed_figure(run: Run, name: str) -> None:
    figures = run.rows(SUMS, run.document(name))
    assert len(figures) > 100
    assert [figure for figure in figures if figure[-1] != figure[-2]] == []


@PRINTED_GOOD
def test_every_indicator_is_found(run: Run, name: str) -> None:
    expected = sorted(
        (project or "", indicator.name, indicator.weight)
        for project, indicators in run.good[name].indicators.items()
        for indicator in indicators
    )
    assert indicators_found(run, name) == expected


@PRINTED_GOOD
def test_the_document_is_recognised(run: Run, name: str) -> None:
    query = "select body, region, fiscal_year, kind, scope, version from audit.document where document_id = ?"
    good = run.good[name]
    assert run.rows(query, run.document(name)) == [(good.body, good.region, good.year, good.kind, good.scope, 1)]


def test_the_drifting_document_has_rounding_rows_and_still_adds_up(run: Run) -> None:
    document = run.document("drifting")
    rounding = run.rows(
        "select amount_yuan from marts.fact_expenditure where document_id = ? and row_kind = 'rounding'", document
    )
    assert rounding
    assert all(abs(amount) <= Decimal(10_000) for (amount,) in rounding)
    table = run.good["drifting"].table("expenditure_summary")
    assert run.one(SPENT, document) == table.yuan(next(table.amounts()))


def test_the_start_document_reads_as_its_truth(start: Published) -> None:
    expected = of_truth(truth())
    assert differences(expected, found(start, START.stem)) == {}
    assert sum(counter.total() for counter in expected.values()) > 500


def test_the_start_document_is_recognised(start: Published) -> None:
    query = "select body, fiscal_year, kind, scope, page_count from audit.document where document_id = ?"
    said = truth()
    assert start.rows(query, start.document(START.stem)) == [
        (said["body"], said["year"], said["kind"], said["scope"], 57)
    ]


@pytest.mark.parametrize(
    ("where", "amount"),
    [
        pytest.param("true", "800000000.00", id="the whole"),
        pytest.param("function.class_code = '201'", "154605700.00", id="class 201"),
        pytest.param("function.class_code = '215'", "368095500.00", id="class 215"),
        pytest.param("type.main_type = 'basic'", "51715700.00", id="basic"),
        pytest.param("type.main_type = 'project'", "748284300.00", id="project"),
        pytest.param("economic.class_code = '301'", "43457700.00", id="economic 301"),
        pytest.param("economic.class_code = '302'", "7243800.00", id="economic 302"),
        pytest.param("fact.unit_code = '109'", "800000000.00", id="unit 109"),
    ],
)
def test_the_start_document_adds_up_to_what_was_printed(start: Published, where: str, amount: str) -> None:
    assert start.one(f"{SPENT_ON} and {where}", start.document(START.stem)) == Decimal(amount)


def test_the_start_document_has_all_its_projects(start: Published) -> None:
    document = start.document(START.stem)
    query = "select count(*), sum(amount_yuan) from marts.fact_project where document_id = ?"
    assert start.rows(query, document) == [(43, Decimal("748284300.00"))]


def test_the_start_document_has_all_its_indicators(start: Published) -> None:
    said = truth()
    expected = [("", one["name"], one["weight"]) for one in said["overall_targets"]]
    expected += [
        (p["project"], one["name"], one["weight"]) for p in said["performance_targets"] for one in p["indicators"]
    ]
    assert len(expected) == 285 + 7
    assert indicators_found(start, START.stem) == sorted(expected)
