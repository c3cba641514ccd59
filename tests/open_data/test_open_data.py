"""The open data of a release: valid, exact, and complete in what it says of itself."""

from __future__ import annotations

import csv
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package, system

from pipelines.open_data import MISSING, terms
from pipelines.warehouse import described, export_csv
from tests.conftest import START, Done
from tests.truth_readings import START as TRUTH

EXACT = """
create schema marts;
create table marts.exact (amount decimal(38, 12), text varchar, moment timestamp, many varchar[], is_so boolean);
insert into marts.exact values
    (12345678901234567890123456.000000000001, '', '2026-01-02 03:04:05.000006', ['a,"b"', '元'], true),
    (-0.1, null, null, [], null);
"""


@pytest.fixture(scope="module")
def released(first_run: Done) -> Path:
    assert first_run.command.returncode == 0, first_run.command.stderr
    return first_run.terminal.home.published.resolve()


@pytest.fixture(scope="module")
def package(released: Path) -> dict[str, Any]:
    return json.loads((released / "datapackage.json").read_text(encoding="utf-8"))


def resource(package: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in package["resources"] if one["name"] == name)


def problems(descriptor: Path) -> list[str]:
    """What Frictionless finds wrong, with the resource it is in."""
    with system.use_context(trusted=True):
        report = Package(str(descriptor)).validate()
    return [error.message for error in report.errors] + [f"{t.name}: {e.type}" for t in report.tasks for e in t.errors]


def test_the_package_is_valid(released: Path) -> None:
    assert problems(released / "datapackage.json") == []


def test_one_changed_digit_makes_it_invalid(released: Path, package: dict[str, Any], tmp_path: Path) -> None:
    shutil.copytree(released / "csv", tmp_path / "csv")
    kept = {
        **package,
        "resources": [resource(package, f"marts.{t}") for t in ("fact_project", "dim_document", "dim_unit")],
    }
    kept["resources"][0]["schema"] = {**kept["resources"][0]["schema"], "foreignKeys": []}
    (tmp_path / "datapackage.json").write_text(json.dumps(kept), encoding="utf-8")
    changed = tmp_path / "csv" / "marts" / "fact_project.csv"
    changed.write_text(changed.read_text(encoding="utf-8").replace("000000,", "000001,", 1), encoding="utf-8")
    assert problems(tmp_path / "datapackage.json") == ["marts.fact_project: hash-count"]


def test_every_table_is_there_as_csv_and_parquet_with_the_same_rows(released: Path, package: dict[str, Any]) -> None:
    with duckdb.connect(str(released / "yusuan.duckdb"), read_only=True) as con:
        tables = con.execute(
            "select table_schema || '.' || table_name from information_schema.tables order by all"
        ).fetchall()
        assert [one["name"] for one in package["resources"]] == [name for (name,) in tables]
        for one in package["resources"]:
            parquet = released / one["parquet"]["path"]
            counts = con.execute(f"select (select count(*) from {one['name']}), (select count(*) from '{parquet}')")
            with (released / one["path"]).open(encoding="utf-8", newline="") as opened:
                rows = sum(1 for _ in csv.DictReader(opened))
            assert counts.fetchall() == [(rows, rows)], one["name"]


def test_csv_prints_decimals_in_full_and_tells_nothing_from_an_empty_text(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "exact.duckdb")) as con:
        con.execute(EXACT)
    (written,) = export_csv(tmp_path / "exact.duckdb", tmp_path / "csv", MISSING)
    with written.open(encoding="utf-8", newline="") as opened:
        first, second = csv.DictReader(opened)
    assert first == {
        "amount": "12345678901234567890123456.000000000001", "text": "", "moment": "2026-01-02T03:04:05.000006",
        "many": '["a,\\"b\\"","元"]', "is_so": "true",
    }  # fmt: skip
    assert second == {"amount": "-0.100000000000", "text": MISSING, "moment": MISSING, "many": "[]", "is_so": MISSING}


def test_the_amounts_in_csv_are_those_of_the_published_file(released: Path) -> None:
    with (released / "csv" / "marts" / "wide_expenditure_by_function.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert sum(Decimal(row["amount_yuan"]) for row in rows) == Decimal(800_000_000)
    assert sum(Decimal(row["amount_wanyuan"]) for row in rows) == Decimal(80_000)


def test_every_column_has_a_chinese_and_an_english_title(released: Path, package: dict[str, Any]) -> None:
    columns = {c.name for table in described(released / "yusuan.duckdb", ("audit", "marts")) for c in table.columns}
    assert columns - terms().keys() == set()
    assert terms().keys() - columns == set()
    fields = resource(package, "marts.wide_project_all")["schema"]["fields"]
    amount = next(f for f in fields if f["name"] == "amount_yuan")
    assert amount["title"] == "金额（元） / amount yuan"
    assert (amount["type"], amount["unit"], amount["columnType"]) == ("number", "CNY", "value")
    assert amount["constraints"] == {"required": True}


def test_phases_and_classifications_are_said_in_the_terms_of_the_fiscal_data_package(package: dict[str, Any]) -> None:
    fields = resource(package, "marts.wide_expenditure_by_function")["schema"]["fields"]
    hints = {field["name"]: field["columnType"] for field in fields if "columnType" in field}
    assert hints["kind_name"] == "phase:label"
    assert hints["fiscal_year"] == "date:fiscal-year"
    assert hints["class_code"] == "functional-classification:generic:level1:code"
    economic = resource(package, "marts.wide_expenditure_by_economic")["schema"]["fields"]
    assert {f["columnType"] for f in economic if f["name"] == "section_name"} == {
        "economic-classification:generic:level2:label"
    }


def test_keys_lead_from_facts_to_dimensions(package: dict[str, Any]) -> None:
    schema = resource(package, "marts.fact_expenditure")["schema"]
    assert schema["primaryKey"] == ["expenditure_key"]
    targets = {key["fields"][0]: key["reference"]["resource"] for key in schema["foreignKeys"]}
    assert targets["function_code"] == "marts.dim_function"
    assert len(targets) == 8


def test_the_publishers_file_and_the_rights_are_named(package: dict[str, Any]) -> None:
    (source,) = package["sources"]
    assert source["hash"] == f"sha256:{json.loads(TRUTH.read_text(encoding='utf-8'))['sha256']}"
    assert source["fileName"] == START.name
    assert "granted no licence" in package["rightsStatement"]
    assert "licenses" not in package


def test_the_release_says_in_one_row_what_it_is(released: Path, package: dict[str, Any]) -> None:
    with duckdb.connect(str(released / "yusuan.duckdb"), read_only=True) as con:
        result = con.execute("select * from marts.publication")
        names = [column[0] for column in result.description]
        (row,) = result.fetchall()
    said = dict(zip(names, row, strict=True))
    assert said["release_id"] == released.name == package["version"]
    assert (said["documents"], said["documents_published"], said["figures"]) == (1, 1, 558)
    assert (said["identities_hold"], said["identities_fail"], said["identities_not_evaluable"]) == (716, 0, 16)
    assert said["expectations_run"] > 50
    assert said["accuracy_cells"] > said["accuracy_matched"] > 0
    assert said["release_id"] in said["citation"]
    assert [name for name, value in said.items() if value is None] == []


def test_classes_of_the_start_document_are_listed_by_year_and_mapped_to_cofog(released: Path) -> None:
    with duckdb.connect(str(released / "yusuan.duckdb"), read_only=True) as con:
        listed = con.execute(
            "select name, names_in_year, documents from marts.classification_by_year"
            " where classification = 'function' and fiscal_year = 2023 and code = '208'"
        ).fetchall()
        unmapped = con.execute(
            "select distinct class_code from marts.dim_function where function_level > 0"
            " and class_code not in (select function_code from marts.function_cofog_map)"
        ).fetchall()
        wrongly_sure = con.execute(
            "select function_code from marts.function_cofog_map group by 1 having bool_or(is_ambiguous) <> (count(*) > 1)"
        ).fetchall()
    assert listed == [("社会保障和就业支出", 1, 1)]
    assert (unmapped, wrongly_sure) == ([], [])
