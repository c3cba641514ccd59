"""dbt on the start document's truth: every model of the two steps, its keys, and the unit tests of the calculations."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pipelines.warehouse import Verdict, copy_release, mark_published, query, write_verdicts
from tests.truth_readings import START, fill, from_truth
from tests.warehouse.building import dbt

DOCUMENT = from_truth(START).document.document_id
CALCULATED = ("int_identity", "int_figure_row", "int_identity_row_sum", "int_document_version")
WHEN = datetime(2026, 1, 1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The start document judged to pass, with its audit tables."""
    warehouse = fill(tmp_path_factory.mktemp("built"), [START])
    write_verdicts(warehouse, [Verdict(DOCUMENT, "pass", None, WHEN)])
    mark_published(warehouse, [DOCUMENT], WHEN)
    audit = ["--select", "+path:models/audit", "int_published_document", "--indirect-selection", "cautious"]
    dbt(warehouse, "build", *audit, "--exclude-resource-type", "unit_test")
    return warehouse


def test_the_calculations_are_what_their_unit_tests_say(built: Path) -> None:
    dbt(built, "test", "--select", *(f"{model},test_type:unit" for model in CALCULATED))


def test_the_document_is_published_as_version_one(built: Path) -> None:
    row = query(built, "select * from audit.document")[0]
    assert (row["status"], row["version"], row["published_at"], row["status_reason"]) == ("published", 1, WHEN, None)
    assert query(built, "select document_id from intermediate.int_published_document") == [{"document_id": DOCUMENT}]


def test_audit_figure_has_one_row_for_every_number_and_none_for_a_blank(built: Path) -> None:
    printed = sum(figure.amount_yuan is not None for figure in from_truth(START).figures)
    assert query(built, "select count(*) as n from audit.figure") == [{"n": printed}]
    assert query(built, "select * from audit.figure where printed = ''") == []


def test_no_identity_of_the_start_document_fails_and_rounding_is_visible(built: Path) -> None:
    sql = (
        "select * from audit.identity where identity in ('categories_sum_to_total', 'summary_categories_sum_to_total')"
    )
    held = [row for row in query(built, sql) if row["difference"] == 100]
    assert query(built, "select * from audit.identity where status = 'fails'") == []
    assert {row["status"] for row in held} == {"holds"} and {row["tolerance"] for row in held} >= {550}


def test_every_column_of_audit_carries_a_comment_into_the_release(built: Path) -> None:
    release = copy_release(built, built.parent / "release" / built.name)
    silent = query(
        release, "select table_name, column_name from duckdb_columns() where schema_name = 'audit' and comment is null"
    )
    assert silent == []
