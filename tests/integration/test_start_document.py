"""What readers find of the start document is its truth, cell by cell, and the star adds up to what it prints."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.conftest import START
from tests.integration.comparison import differences, of_truth, truth
from tests.integration.conftest import Published
from tests.integration.published import found, indicators_found

SPENT_ON = """
    select sum(fact.amount_yuan)
    from marts.fact_expenditure as fact
    join marts.dim_function as function using (function_code)
    join marts.dim_expenditure_type as type using (expenditure_type)
    left join marts.dim_economic as economic
        on economic.economic_code = fact.economic_code and economic.classification <> 'government'
    where fact.document_id = ?
"""


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
    forms = [{"project": "", "indicators": said["overall_targets"]}, *said["performance_targets"]]
    expected = [
        (form["project"], one["name"], one["weight"], one["operator"], one["target"], one["unit"])
        for form in forms
        for one in form["indicators"]
    ]
    assert len(expected) == 285 + 7
    assert indicators_found(start, START.stem) == sorted(expected)


def test_the_weights_of_every_project_come_to_90_and_those_of_the_body_to_100(start: Published) -> None:
    query = (
        "select target_scope, sum(weight) from marts.fact_performance_target"
        " where document_id = ? group by target_scope, project_key"
    )
    assert set(start.rows(query, start.document(START.stem))) == {("project", 90), ("body", 100)}


def test_the_start_document_is_published_and_no_identity_fails(start: Published) -> None:
    document = start.document(START.stem)
    assert start.rows("select status, status_reason from audit.document where document_id = ?", document) == [
        ("published", None)
    ]
    counts = dict(
        start.rows("select status, count(*) from audit.identity where document_id = ? group by status", document)
    )
    assert counts.keys() <= {"holds", "not_evaluable"}
    assert counts["holds"] > 600
