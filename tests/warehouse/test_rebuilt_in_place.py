"""How the project's own materializations make a table: with its key, its contract and its comments, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from dbt.cli.main import dbtRunner

from tests.conftest import ROOT
from tests.warehouse.building import close

PROJECT = """
name: small
version: "1.0"
config-version: 2
profile: small
flags: {send_anonymous_usage_stats: false}
models: {+materialized: table, +persist_docs: {relation: true, columns: true}}
"""
PROFILE = """
small: {target: here, outputs: {here: {type: duckdb, path: "PLACE/small.duckdb", threads: 1}}}
"""
SCHEMA = """
version: 2
models:
  - {name: keyed, config: {meta: {key: id}}}
  - name: promised
    description: It's a table with a "contract".
    config: {contract: {enforced: true}}
    columns:
      - {name: id, data_type: integer, constraints: [{type: primary_key}]}
      - {name: amount_yuan, data_type: "decimal(24, 6)", description: "Amount in 元; it's exact."}
      - {name: when_read, data_type: timestamptz}
"""
PROMISED = "select 1 as id, cast(2 as decimal(24, 6)) as amount_yuan, now() as when_read"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(ROOT / "dbt_project" / "macros", folder / "macros", ignore=shutil.ignore_patterns("[!r]*"))
    (folder / "models").mkdir()
    (folder / "models" / "schema.yml").write_text(SCHEMA, encoding="utf-8")
    (folder / "dbt_project.yml").write_text(PROJECT, encoding="utf-8")
    (folder / "profiles.yml").write_text(PROFILE.replace("PLACE", str(folder)), encoding="utf-8")
    return folder


def made(project: Path, keyed: str = "select 1 as id", promised: str = PROMISED) -> list[str]:
    """Run both models; what went wrong."""
    for name, sql in (("keyed", keyed), ("promised", promised)):
        (project / "models" / f"{name}.sql").write_text(sql, encoding="utf-8")
    where = [f"--{name}-dir={project}" for name in ("project", "profiles")]
    result = dbtRunner().invoke(["--quiet", "run", *where, f"--target-path={project}/target", f"--log-path={project}"])
    close()
    return [f"{one.node.name}: {one.message}" for one in result.result if one.status != "success"]


def read(project: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(project / "small.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_a_table_comes_with_its_comments_and_again_in_place(project: Path) -> None:
    for _ in range(2):
        assert made(project) == []
        assert read(project, "select comment from duckdb_tables() where table_name = 'promised'") == [
            ('It\'s a table with a "contract".',)
        ]
        assert read(project, "select column_name, comment from duckdb_columns() where comment is not null") == [
            ("amount_yuan", "Amount in 元; it's exact.")
        ]


@pytest.mark.parametrize(
    "keyed",
    ["select unnest([1, 2, 1]) as id", "select unnest([1, null]) as id", "select unnest([null]) as id"],
    ids=["twice", "missing", "missing alone"],
)
def test_a_table_whose_key_is_none_is_not_made_and_the_one_before_stays(project: Path, keyed: str) -> None:
    assert made(project, "select 7 as id") == []
    (wrong,) = made(project, keyed)
    assert "id is no key of keyed" in wrong
    assert read(project, "select id from keyed") == [(7,)]


def test_an_empty_table_breaks_no_key(project: Path) -> None:
    assert made(project, "select 1 as id where false") == []


@pytest.mark.parametrize(
    "promised",
    [
        PROMISED.replace("(24, 6)", "(24, 5)"),
        PROMISED.replace("amount_yuan", "amount"),
        PROMISED.replace("1 as id, ", ""),
        PROMISED + ", 3 as more",
    ],
    ids=["another type", "another name", "one less", "one more"],
)
def test_a_broken_contract_is_said_in_dbts_words(project: Path, promised: str) -> None:
    (wrong,) = made(project, promised=promised)
    assert "This model has an enforced contract that failed" in wrong


def test_columns_may_stand_in_another_order(project: Path) -> None:
    assert made(project, promised="select now() as when_read, 5 as id, cast(2 as decimal(24, 6)) as amount_yuan") == []
    assert read(project, "select id, amount_yuan from promised")[0][0] == 5
