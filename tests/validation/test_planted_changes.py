"""The start document's reading passes; with one cell changed it fails by the identity that sees it, with both sides."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from expectations import BEFORE_VERDICT
from pipelines.extraction.records import Reading
from pipelines.validation import DocumentVerdict, Judgement, judge
from tests.validation.conftest import Transform
from tests.validation.hand_made import COLUMNS
from tests.validation.planting import Change, cell, claimed, identifier, plant, weighed


@dataclass(frozen=True)
class Planted:
    """A change, the identities that must see it, and what must be said: both sides and the difference."""

    change: Change
    identities: set[str]
    said: str


FUNCTION = "general_public_expenditure"

PLANTED = {
    "a digit of a leaf": Planted(
        cell(FUNCTION, "2010301", "basic", "390.88"),
        {"basic_plus_project_equals_total", "children_sum_to_parent", "function_rows_agree_across_tables"},
        "486.58 万元 (4,865,800.00 元) against 516.58 万元 (5,165,800.00 元), difference -30.00 万元 (-300,000.00 元)",
    ),
    "a class's basic expenditure": Planted(
        cell(FUNCTION, "201", "basic", "2459.69"),
        {"basic_plus_project_equals_total", "categories_sum_to_total", "children_sum_to_parent"},
        "15,460.57 万元 (154,605,700.00 元) against 15,424.57 万元 (154,245,700.00 元), difference 36.00 万元",
    ),
    "a class's project expenditure": Planted(
        cell(FUNCTION, "215", "project", "63809.55"),
        {"basic_plus_project_equals_total", "categories_sum_to_total", "children_sum_to_parent"},
        "difference -27,",
    ),
    "the printed total": Planted(
        cell(FUNCTION, "合计", "total", "80010.00"),
        {"basic_plus_project_equals_total", "categories_sum_to_total", "same_figure_across_tables"},
        "80,010.00 万元 (800,100,000.00 元) against 79,999.99 万元 (799,999,900.00 元), difference 10.01 万元 (100,100.00 元)",
    ),
    "one cent in one of two tables that agree": Planted(
        cell("expenditure_summary", "2010301", "total", "486.59"),
        {"function_rows_agree_across_tables"},
        "difference 0.01 万元 (100.00 元), bound 0.00 万元 (0.00 元)",
    ),
    "an economic class": Planted(
        cell("basic_expenditure", "301", "total", "4354.77"),
        {"economic_classes_sum_to_total", "personnel_plus_operating_equals_total", "children_sum_to_parent"},
        "4,354.77 万元 (43,547,700.00 元) against 4,345.77 万元 (43,457,700.00 元), difference 9.00 万元 (90,000.00 元)",
    ),
    "basic expenditure by economic classification": Planted(
        cell("basic_expenditure", "合计", "total", "5171.75"),
        {"economic_total_equals_basic_by_function", "personnel_plus_operating_equals_total"},
        "5,171.75 万元 (51,717,500.00 元) against 5,171.57 万元 (51,715,700.00 元), difference 0.18 万元 (1,800.00 元)",
    ),
    "the total of the summary": Planted(
        cell("budget_summary", "合计", "amount", "8000.00", side="revenue"),
        {"revenue_equals_expenditure"},
        "8,000.00 万元 (80,000,000.00 元) against 80,000.00 万元 (800,000,000.00 元), difference -72,000.00 万元",
    ),
    "a category of the summary": Planted(
        cell("appropriation_summary", "卫生健康支出", "total", "292.92", side="expenditure"),
        {"summary_categories_sum_to_total"},
        "difference -62.99 万元 (-629,900.00 元)",
    ),
    "a project": Planted(
        cell("project", "推动产业发展专项经费", "budget", "8600.00"),
        {"projects_sum_to_project_expenditure"},
        "82,568.43 万元 (825,684,300.00 元) against 74,828.43 万元 (748,284,300.00 元), difference 7,740.00 万元",
    ),
    "a statement in the prose": Planted(
        claimed("88000"),
        {"claim_equals_table"},
        "88,000.00 万元 (880,000,000.00 元) against 80,000.00 万元 (800,000,000.00 元), difference 8,000.00 万元",
    ),
}


def unchanged(reading: Reading) -> Reading:
    return reading


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, transform: Transform) -> Path:
    changes = {name: planted.change for name, planted in PLANTED.items()}
    path = plant(tmp_path_factory.mktemp("planted"), {"nothing": unchanged, "a weight": weighed("21"), **changes})
    transform(path)
    return path


@pytest.fixture(scope="module")
def judgement(warehouse: Path) -> Judgement:
    return judge(warehouse, suites=BEFORE_VERDICT)


def verdict(judgement: Judgement, name: str) -> DocumentVerdict:
    (found,) = [one for one in judgement.verdicts if one.document_id == identifier(name)]
    return found


def broken(document: DocumentVerdict) -> set[str]:
    """The identities a document breaks."""
    return {reason.code.split(".")[1] for reason in document.reasons if reason.code.startswith("identity.")}


def test_the_start_document_passes(judgement: Judgement) -> None:
    document = verdict(judgement, "nothing")
    assert (document.verdict, document.reason, document.warnings) == ("pass", None, ())


@pytest.mark.parametrize("name", PLANTED)
def test_the_change_is_seen_by_the_identities_it_breaks(judgement: Judgement, name: str) -> None:
    document = verdict(judgement, name)
    assert document.verdict == "fail"
    assert PLANTED[name].identities - broken(document) == set()


@pytest.mark.parametrize("name", PLANTED)
def test_both_sides_and_the_difference_are_said(judgement: Judgement, name: str) -> None:
    assert PLANTED[name].said in "\n".join(reason.text for reason in verdict(judgement, name).reasons)


def test_a_weight_only_warns_and_is_no_money(judgement: Judgement) -> None:
    document = verdict(judgement, "a weight")
    assert document.verdict == "pass"
    (warning,) = document.warnings
    assert warning.code == "warning.performance_weights_sum.balanced"
    assert "元" not in warning.text.split("printed:")[0]


def test_differences_of_rounding_are_no_failures(judgement: Judgement) -> None:
    """The ten categories sum to 79,999.99 under 80,000.00 and the document passes; a cent more and it would not."""
    (result,) = [one for one in judgement.results if one.expectation_id == "identity.categories_sum_to_total.balanced"]
    assert identifier("nothing") not in result.document_ids
    assert all(abs(Decimal(row["difference"])) > Decimal(row["tolerance"]) for row in result.rows)


@pytest.mark.parametrize(
    "table", [table for table in COLUMNS if table.split(".")[0] in ("staging", "intermediate", "control")]
)
def test_the_tables_made_by_hand_have_the_columns_of_the_models(warehouse: Path, table: str) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        columns = {row[0] for row in connection.execute(f"describe {table}").fetchall()}
    assert set(COLUMNS[table]) - columns == set()
