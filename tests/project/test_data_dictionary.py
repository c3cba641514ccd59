"""The data dictionary is what the models say, and the models say something about every column."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.data_dictionary import MODELS, PAGE, UndescribedColumn, main, render, tables


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(tables())
    assert main(["--check"]) == 0


def test_every_mart_and_audit_model_is_described() -> None:
    models = {f"{schema}.{path.stem}" for schema in ("marts", "audit") for path in (MODELS / schema).rglob("*.sql")}
    assert models - {f"{table.schema}.{table.name}" for table in tables()} == set()


def test_every_mart_column_names_its_chinese_term_or_is_a_key() -> None:
    plain = {"key", "name", "en", "level", "code"}
    unnamed = [
        f"{table.name}.{column.name}" for table in tables() if table.schema == "marts" for column in table.columns
        if not any("\u4e00" <= letter <= "\u9fff" for letter in column.description)
        and not plain & set(column.name.split("_")) and not column.name.endswith(("_id", "_ids", "_group", "_url"))
    ]  # fmt: skip
    assert unnamed == []


def test_amount_columns_name_their_unit() -> None:
    bare = [
        f"{t.name}.{c.name}"
        for t in tables()
        for c in t.columns
        if t.schema == "marts" and "amount" in c.name and not c.name.endswith(("_yuan", "_wanyuan"))
    ]
    assert bare == []


def test_a_column_without_a_description_is_named(tmp_path: Path) -> None:
    (tmp_path / "marts").mkdir()
    (tmp_path / "marts" / "dim_a.yml").write_text(
        "models: [{name: dim_a, description: A, columns: [{name: b, data_type: varchar}]}]", encoding="utf-8"
    )
    with pytest.raises(UndescribedColumn, match=r"dim_a[.]b"):
        list(tables(tmp_path))


def test_the_check_fails_on_a_page_that_says_something_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stale = tmp_path / "page.md"
    stale.write_text("stale", encoding="utf-8")
    monkeypatch.setattr("pipelines.data_dictionary.PAGE", stale)
    assert main(["--check"]) == 1
    assert stale.read_text(encoding="utf-8") == "stale"
