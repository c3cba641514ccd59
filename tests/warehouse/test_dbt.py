"""What dbt builds from the start document's truth, and that the unit tests of its calculations pass."""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.warehouse import copy_release, query
from tests.truth_readings import START, from_truth
from tests.warehouse.conftest import WHEN

DOCUMENT = from_truth(START).document.document_id
CALCULATED = {
    "accuracy",
    "int_dim_unit",
    "int_document_change",
    "int_document_validity",
    "int_document_version",
    "int_expected_disclosure",
    "int_figure_row",
    "int_figure_trust",
    "int_identity",
    "int_identity_row_sum",
    "int_version_comparison",
    "int_waiver",
}


def test_the_unit_tests_of_the_calculations_pass(built: Path) -> None:
    results = json.loads((built.parent / "dbt" / "run_results.json").read_text(encoding="utf-8"))["results"]
    statuses = {
        one["unique_id"].split(".")[2]: one["status"] for one in results if one["unique_id"].startswith("unit_test.")
    }
    assert CALCULATED - set(statuses) == set() and set(statuses.values()) == {"pass"}


def test_the_document_is_published_as_version_one(built: Path) -> None:
    row = query(built, "select * from audit.document where document_id = ?", [DOCUMENT])[0]
    assert (row["status"], row["version"], row["published_at"], row["status_reason"]) == ("published", 1, WHEN, None)
    assert query(built, "select document_id from intermediate.int_published_document") == [{"document_id": DOCUMENT}]


def test_audit_figure_has_one_row_for_every_number_and_none_for_a_blank(built: Path) -> None:
    printed = sum(figure.amount_yuan is not None for figure in from_truth(START).figures)
    assert query(built, "select count(*) as n from audit.figure where document_id = ?", [DOCUMENT]) == [{"n": printed}]
    assert query(built, "select * from audit.figure where printed = ''") == []


def test_no_identity_of_the_start_document_fails_and_rounding_is_visible(built: Path) -> None:
    evaluated = query(built, "select * from audit.identity where document_id = ?", [DOCUMENT])
    categories = {"categories_sum_to_total", "summary_categories_sum_to_total"}
    held = [row for row in evaluated if row["identity"] in categories and row["difference"] == 100]
    assert [row for row in evaluated if row["status"] == "fails"] == []
    assert {row["status"] for row in held} == {"holds"} and {row["tolerance"] for row in held} >= {550}


def test_every_column_of_audit_carries_a_comment_into_the_release(built: Path) -> None:
    release = copy_release(built, built.parent / "release" / built.name)
    silent = query(
        release, "select table_name, column_name from duckdb_columns() where schema_name = 'audit' and comment is null"
    )
    assert silent == []
