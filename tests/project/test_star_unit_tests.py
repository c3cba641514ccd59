"""dbt's own unit tests of the star's calculations, on a warehouse that holds the start document."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.modelling import PROJECT
from pipelines.open_data import foreign_keys
from pipelines.settings import Settings
from tests.star_sql import Model, run
from tests.truth_readings import START, fill
from tests.warehouse.building import dbt

CALCULATED = {
    "classification_by_year", "dim_document", "fact_expenditure_version", "function_cofog_map",
    "int_dim_unit", "int_dim_unit_member",
    "int_expenditure_block", "int_expenditure_cell", "int_expenditure_residual",
    "int_expenditure_table_cell", "int_revenue_figure", "publication", "wide_expenditure_by_function_all",
}  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, compiled: list[Model]) -> Path:
    path = fill(tmp_path_factory.mktemp("unit_tests"), [START])
    with duckdb.connect(str(path)) as con:
        run(con, compiled)
    return path


def test_the_unit_tests_of_the_star_pass(warehouse: Path) -> None:
    dbt(warehouse, "test", "--select", *(f"{model},test_type:unit" for model in sorted(CALCULATED)))
    results = json.loads((warehouse.parent / "dbt" / "run_results.json").read_text(encoding="utf-8"))["results"]
    assert {one["unique_id"].split(".")[2]: one["status"] for one in results} == dict.fromkeys(CALCULATED, "pass")


def test_every_key_of_the_facts_has_its_row_and_one_that_has_none_is_named(inside: Settings, tmp_path: Path) -> None:
    copy = Path(shutil.copy(inside.paths.warehouse, tmp_path))
    keys = ["fact_expenditure_version.fund", "fact_revenue_version.fund"]
    select = ("test", "--select", "every_key_has_its_row", "--store-failures")
    dbt(copy, *select)
    with duckdb.connect(str(copy)) as con:
        con.execute("delete from marts.dim_fund where fund = 'general_public'")
    with pytest.raises(AssertionError, match=f"Got {len(keys)} result"):
        dbt(copy, *select)
    with duckdb.connect(str(copy), read_only=True) as con:
        (table,) = (
            con.execute(
                "select schema_name || '.' || table_name from duckdb_tables() where table_name = 'every_key_has_its_row'"
            ).fetchone()
            or ()
        )
        found = con.execute(f"select key_name, without_a_row from {table}").fetchall()
        assert sorted(found) == [(key, "general_public") for key in keys]


def test_every_foreign_key_of_the_data_package_is_asked_for(inside: Settings) -> None:
    """A table of current rows is asked for by its table of every version."""
    asked = (PROJECT / "tests" / "every_key_has_its_row.sql").read_text(encoding="utf-8")
    with duckdb.connect(str(inside.paths.warehouse), read_only=True) as con:
        tables = con.execute(
            "select schema_name, table_name, list(column_name) from duckdb_columns() where schema_name in ('audit', 'marts')"
            " and not starts_with(table_name, 'wide_') group by all"
        ).fetchall()
    names = {table for _, table, _ in tables}
    keys = [
        f"{table if table.endswith('_version') or f'{table}_version' not in names else f'{table}_version'}.{column} = {other}.{key}"
        for schema, table, columns in tables
        for column, other, key in foreign_keys(schema, table, columns)
    ]
    assert len(keys) > 40
    assert [key for key in keys if f"    {key}\n" not in asked] == []
