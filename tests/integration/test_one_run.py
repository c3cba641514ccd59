"""One run over good disclosures, disclosures with one planted error each, and files that are no disclosures.

What is good is published as it was printed; what is broken is held back and explained; what cannot be read is named.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.integration.comparison import differences, of_specification
from tests.integration.conftest import UNREADABLE, WITHOUT_TABLES, Run
from tests.integration.published import found, indicators_found
from tests.printing.mistakes import MISTAKES, Planted
from tests.printing.specification import Disclosure

STATUS = "select status, status_reason from audit.document where document_id = ?"
SPENT = "select sum(amount_yuan) from marts.fact_expenditure where document_id = ?"
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
Plant = Callable[[Disclosure], Planted]
broken = pytest.mark.parametrize("plant", MISTAKES, ids=lambda plant: plant.__name__)


@broken
def test_the_document_is_quarantined(run: Run, plant: Plant) -> None:
    ((status, reason),) = run.rows(STATUS, run.document(plant.__name__))
    assert status == "quarantined"
    assert run.broken[plant.__name__].identity in reason


@broken
def test_the_broken_identity_is_named_with_both_sides_and_the_difference(run: Run, plant: Plant) -> None:
    planted = run.broken[plant.__name__]
    query = (
        "select lhs, rhs, difference, explanation from audit.identity"
        " where document_id = ? and identity = ? and status = 'fails'"
    )
    failing = run.rows(query, run.document(plant.__name__), planted.identity)
    assert planted.gap_yuan in {abs(difference) for _, _, difference, _ in failing}
    for lhs, rhs, difference, explanation in failing:
        assert lhs - rhs == difference
        assert explanation


@broken
def test_nothing_of_it_reaches_the_marts(run: Run, plant: Plant) -> None:
    tables = run.rows(
        "select table_schema || '.' || table_name from information_schema.columns"
        " where table_schema = 'marts' and column_name = 'document_id'"
    )
    assert len(tables) >= 5
    document = run.document(plant.__name__)
    counts = {table: run.one(f"select count(*) from {table} where document_id = ?", document) for (table,) in tables}
    assert {table: count for table, count in counts.items() if count} == {}


@broken
def test_its_figures_stay_in_audit(run: Run, plant: Plant) -> None:
    assert run.one("select count(*) from audit.figure where document_id = ?", run.document(plant.__name__)) > 200


@PRINTED_GOOD
def test_what_is_good_is_published_by_the_same_run(run: Run, name: str) -> None:
    assert run.rows(STATUS, run.document(name)) == [("published", None)]
    assert run.one("select count(*) from marts.fact_expenditure where document_id = ?", run.document(name)) > 40


def test_the_exit_status_says_that_some_were_held_back(run: Run) -> None:
    assert run.status == 3, run.output


@PRINTED_GOOD
def test_no_identity_of_a_good_document_fails(run: Run, name: str) -> None:
    query = "select identity, lhs, rhs, explanation from audit.identity where document_id = ? and status = 'fails'"
    assert run.rows(query, run.document(name)) == []


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
        (project or "", one.name, one.weight, one.operator, one.target, one.unit)
        for project, indicators in run.good[name].indicators.items()
        for one in indicators
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


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_named_with_its_reason(run: Run, name: str) -> None:
    ((status, reason),) = run.rows(STATUS, run.document(name))
    assert status == "unreadable"
    assert f"{name}.pdf" in reason
    assert UNREADABLE[name][1] in reason


@pytest.mark.parametrize("name", WITHOUT_TABLES)
def test_a_file_without_tables_is_held_back(run: Run, name: str) -> None:
    ((status, reason),) = run.rows(STATUS, run.document(name))
    assert status in ("quarantined", "unreadable")
    assert reason
    assert run.one("select count(*) from audit.figure where document_id = ?", run.document(name)) == 0


@pytest.mark.parametrize("name", [*UNREADABLE, *WITHOUT_TABLES])
def test_the_terminal_names_the_file(run: Run, name: str) -> None:
    assert f"{name}.pdf" in run.output
