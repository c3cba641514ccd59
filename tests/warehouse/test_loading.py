"""Loading: the warehouse holds what is landed, once, and says when there was nothing to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.extraction.records import Reading
from pipelines.registry import Registration, Stated
from pipelines.warehouse import LoadReport, Verdict, land, load, mark_published, query, write_verdicts
from tests.truth_readings import reading_of
from tests.warehouse.identity_examples import document, function, tables

ONE = reading_of(document("one", **tables(function("10.00", "4.00", "6.00"))))
TWO = reading_of(document("two", **tables(function("20.00", "4.00", "16.00"))))
WHEN = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
COUNT = "select count(*) as n from raw.general_public_expenditure where document_id = ?"


def registered(reading: Reading, sequence: int) -> Registration:
    stated = Stated(region="某市", source_url="https://example.org/budget.pdf")
    return Registration(reading.document.document_id, "a.pdf", WHEN, sequence, stated, Path("a.pdf"))


REGISTRATIONS = [registered(ONE, 1), registered(TWO, 2)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for reading in (ONE, TWO):
        land(reading, tmp_path / "landing")
    return tmp_path


def loaded(home: Path) -> LoadReport:
    return load(home / "landing", home / "yusuan.duckdb", REGISTRATIONS)


def amounts(home: Path, reading: Reading) -> list[object]:
    sql = "select amount_yuan from raw.general_public_expenditure where document_id = ? order by column_no"
    return [row["amount_yuan"] for row in query(home / "yusuan.duckdb", sql, [reading.document.document_id])]


def test_a_load_reports_what_it_did_and_a_second_one_that_there_was_nothing_to_do(home: Path) -> None:
    first, second = loaded(home), loaded(home)
    assert set(first.loaded) == {reading.document.document_id for reading in (ONE, TWO)}
    assert (second.nothing_to_do, second.loaded, set(second.unchanged)) == (True, (), set(first.loaded))
    assert amounts(home, ONE) == [figure.amount_yuan for figure in ONE.figures]
    assert query(home / "yusuan.duckdb", "pragma database_size")[0]["block_size"] == 16384


def test_a_new_reading_replaces_the_rows_of_its_document_alone(home: Path) -> None:
    loaded(home)
    figures = [replace(figure, printed="7.00") for figure in ONE.figures]
    land(Reading(ONE.document, ONE.evidence, ONE.pages, ONE.tables, figures), home / "landing")
    assert loaded(home).loaded == (ONE.document.document_id,)
    counted = [query(home / "yusuan.duckdb", COUNT, [one.document.document_id])[0]["n"] for one in (ONE, TWO)]
    printed = query(home / "yusuan.duckdb", "select distinct printed from raw.general_public_expenditure where document_id = ?",
                    [ONE.document.document_id])  # fmt: skip
    assert (counted, printed) == ([3, 3], [{"printed": "7.00"}])


def test_a_document_that_is_registered_and_not_landed_is_named(tmp_path: Path) -> None:
    report = load(tmp_path / "landing", tmp_path / "yusuan.duckdb", REGISTRATIONS)
    assert set(report.not_landed) == {one.document_id for one in REGISTRATIONS}


def test_what_is_landed_and_not_registered_stays_out(home: Path) -> None:
    load(home / "landing", home / "yusuan.duckdb", REGISTRATIONS[:1])
    assert amounts(home, TWO) == []


def test_a_landing_that_cannot_be_read_leaves_the_document_as_it_was(home: Path) -> None:
    loaded(home)
    land(Reading(ONE.document, figures=ONE.figures[:1]), home / "landing")
    (home / "landing" / ONE.document.document_id / "project.parquet").write_bytes(b"torn")
    with pytest.raises(Exception, match=r"(?i)parquet"):
        loaded(home)
    assert len(amounts(home, ONE)) == 3


def test_raw_tables_of_another_shape_are_rebuilt_from_the_landing(home: Path) -> None:
    loaded(home)
    with duckdb.connect(home / "yusuan.duckdb") as con:
        con.execute("alter table raw.claim drop column direction")
    assert len(loaded(home).loaded) == 2
    assert len(amounts(home, ONE)) == 3


def test_a_registration_keeps_what_was_stated(home: Path) -> None:
    loaded(home)
    row = query(home / "yusuan.duckdb", "select * from control.registration where sequence = 1")[0]
    assert (row["stated_region"], row["stated_body"], row["source_url"]) == (
        "某市",
        None,
        "https://example.org/budget.pdf",
    )
    assert row["registered_at"] == datetime(2026, 1, 2, 3, 4)


def test_verdicts_are_replaced_and_publication_keeps_the_first_time(home: Path) -> None:
    loaded(home)
    warehouse, when = home / "yusuan.duckdb", datetime(2026, 1, 1)
    failed = Verdict(ONE.document.document_id, "fail", "one identity fails", when)
    assert [write_verdicts(warehouse, [failed]) for _ in range(2)] == [1, 0]
    assert write_verdicts(warehouse, [replace(failed, verdict="pass", reason=None)]) == 1
    assert query(warehouse, "select verdict, reason from control.verdict") == [{"verdict": "pass", "reason": None}]
    assert [mark_published(warehouse, ["a"], datetime(2026, 1, day)) for day in (1, 2)] == [1, 0]
    assert query(warehouse, "select published_at from control.publication") == [{"published_at": datetime(2026, 1, 1)}]


def test_a_query_cannot_write(home: Path) -> None:
    loaded(home)
    with pytest.raises(duckdb.Error, match="read-only"):
        query(home / "yusuan.duckdb", "delete from raw.claim")
