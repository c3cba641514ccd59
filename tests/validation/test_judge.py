import hashlib
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.validation import JudgingFailed, judge
from tests.validation.hand_made import BAD, GOOD, good, write

UNREADABLE = {
    "document_id": BAD,
    "reading_status": "unreadable",
    "reading_reason": "not a PDF: the file starts with <!DOCTYPE html>",
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents = [*good()["staging.stg_document"], UNREADABLE]
    return write(tmp_path_factory.mktemp("judge") / "w.duckdb", good() | {"staging.stg_document": documents})


def test_one_document_fails_and_the_other_passes(warehouse: Path) -> None:
    good, bad = judge(warehouse, suites=("stg_document",)).verdicts
    assert (good.document_id, good.verdict) == (GOOD, "pass")
    assert (bad.document_id, bad.verdict) == (BAD, "fail")
    assert bad.reasons[0].code == "document.read"
    assert "not a PDF: the file starts with <!DOCTYPE html>" in bad.reasons[0].text


def test_a_judgement_writes_nothing_and_lets_go_of_the_file(warehouse: Path) -> None:
    before = hashlib.sha256(warehouse.read_bytes()).hexdigest()
    judge(warehouse, suites=("stg_document", "stg_problem"))
    assert hashlib.sha256(warehouse.read_bytes()).hexdigest() == before
    assert [path.name for path in warehouse.parent.iterdir()] == [warehouse.name]
    duckdb.connect(str(warehouse)).close()


def test_the_results_keep_the_order_of_the_suite_and_say_what_they_guard(warehouse: Path) -> None:
    results = judge(warehouse, suites=("stg_document",)).results
    assert [result.expectation_id for result in results] == [
        "document.read",
        "document.amounts",
        "document.once",
        "document.judgeable",
    ]
    assert {result.table for result in results} == {"staging.stg_document"}


def test_more_failing_rows_than_great_expectations_returns_all_count(tmp_path: Path) -> None:
    many = [UNREADABLE | {"document_id": f"{place:064d}"} for place in range(250)]
    path = write(tmp_path / "w.duckdb", {"staging.stg_document": many})
    verdicts = judge(path, suites=("stg_document",)).verdicts
    assert [verdict.verdict for verdict in verdicts] == ["fail"] * 250


def test_a_query_that_fails_is_an_error_and_no_verdict(tmp_path: Path) -> None:
    path = write(tmp_path / "w.duckdb", good())
    with duckdb.connect(str(path)) as connection:
        connection.execute("alter table staging.stg_problem drop column severity")
    judgement = judge(path, suites=("stg_document", "stg_problem"))
    assert {error.expectation_id for error in judgement.errors} == {"problem.blocking", "problem.warning"}
    assert not judgement.success
    assert "severity" in (judgement.errors[0].error or "")
    with pytest.raises(JudgingFailed, match=r"problem\.blocking"):
        judgement.verdicts  # noqa: B018


def test_a_missing_table_is_an_error_of_each_of_its_expectations(tmp_path: Path) -> None:
    path = write(tmp_path / "w.duckdb", good())
    with duckdb.connect(str(path)) as connection:
        connection.execute("drop table staging.stg_problem")
    judgement = judge(path, suites=("stg_problem",))
    assert [error.expectation_id for error in judgement.errors] == ["problem.blocking", "problem.warning"]


def test_there_must_be_a_warehouse(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        judge(tmp_path / "none.duckdb", suites=("stg_document",))
    assert list(tmp_path.iterdir()) == []


def test_importing_the_gateway_does_not_import_great_expectations() -> None:
    code = "import sys, pipelines.validation; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
