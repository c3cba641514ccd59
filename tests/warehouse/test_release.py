"""A release: audit and marts alone, with their constraints and comments, checkpointed."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse import copy_release, export_parquet, query

WORKING = """
create schema raw; create table raw.secret as select 1 as one;
create schema audit; create table audit.figure (figure_id varchar primary key, amount_yuan decimal(24, 6));
insert into audit.figure values ('a', 0.10), ('b', null);
comment on table audit.figure is 'every figure''s row'; comment on column audit.figure.amount_yuan is '元';
create schema marts; create view marts.wide as select * from yusuan.audit.figure;
create macro marts.figure_of(wanted) as table select * from yusuan.audit.figure where figure_id = wanted;
create macro raw.secret_of(wanted) as table select one from yusuan.raw.secret where one = wanted;
"""


@pytest.fixture
def released(tmp_path: Path) -> Path:
    with duckdb.connect(tmp_path / "yusuan.duckdb") as con:
        con.execute(WORKING)
    return copy_release(tmp_path / "yusuan.duckdb", tmp_path / "release" / "yusuan.duckdb")


def test_it_holds_audit_and_marts_alone(released: Path) -> None:
    found = query(
        released, "select table_schema || '.' || table_name as name from information_schema.tables order by 1"
    )
    assert [row["name"] for row in found] == ["audit.figure", "marts.wide"]
    assert len(query(released, "select * from marts.wide")) == 2


def test_its_blocks_are_small_as_its_tables_are(released: Path) -> None:
    (size,) = query(released, "pragma database_size")
    assert size["block_size"] == 16384
    assert released.stat().st_size < 500_000


def test_table_macros_come_along_and_read_the_release(released: Path, tmp_path: Path) -> None:
    (tmp_path / "yusuan.duckdb").unlink()
    assert query(released, "select amount_yuan::varchar as yuan from marts.figure_of(?)", ["a"]) == [
        {"yuan": "0.100000"}
    ]
    macros = query(
        released, "select function_name from duckdb_functions() where function_type = 'table_macro' and not internal"
    )
    assert macros == [{"function_name": "figure_of"}]


def test_comments_and_keys_come_along(released: Path) -> None:
    comments = query(
        released,
        "select comment from duckdb_tables() union all select comment from duckdb_columns() where comment is not null",
    )
    assert {row["comment"] for row in comments} >= {"every figure's row", "元"}
    keys = query(released, "select constraint_type from duckdb_constraints() where table_name = 'figure'")
    assert "PRIMARY KEY" in {row["constraint_type"] for row in keys}


def test_no_write_ahead_log_is_left(released: Path) -> None:
    assert [path.name for path in released.parent.iterdir()] == ["yusuan.duckdb"]


def test_a_release_is_never_written_over(released: Path, tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        copy_release(tmp_path / "yusuan.duckdb", released)


def test_a_release_keeps_the_name_that_its_views_carry(released: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be named"):
        copy_release(tmp_path / "yusuan.duckdb", tmp_path / "other.duckdb")


def test_every_table_is_exported_as_parquet(released: Path, tmp_path: Path) -> None:
    files = export_parquet(released, tmp_path / "parquet")
    assert [path.relative_to(tmp_path / "parquet").as_posix() for path in files] == [
        "audit/figure.parquet",
        "marts/wide.parquet",
    ]
    with duckdb.connect() as con:
        assert con.execute(f"select amount_yuan::varchar from '{files[0]}' order by figure_id").fetchall() == [
            ("0.100000",),
            (None,),
        ]
