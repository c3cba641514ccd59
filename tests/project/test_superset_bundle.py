"""The bundle for Superset is what its contents and the models say; its lock and its name for the file agree with the rest."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml

from dashboard.superset import bundle
from tests.conftest import ROOT

FOLDER = ROOT / "dashboard" / "superset"


def locked(path: str) -> dict[str, str]:
    packages = tomllib.loads((ROOT / path / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package.get("version", "") for package in packages}


def test_the_bundle_is_current() -> None:
    assert bundle.main(["--check"]) == 0


def test_its_lock_names_no_host_and_the_same_duckdb() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", (FOLDER / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == {"registry.invalid"}
    assert locked("dashboard/superset")["duckdb"] == locked(".")["duckdb"]


def test_both_environments_call_the_published_file_the_same() -> None:
    assert f'NAME = "{bundle.DATABASE_URI}"' in (FOLDER / "inside" / "locked.py").read_text(encoding="utf-8")


def test_no_data_set_counts_rows_or_lists_every_document() -> None:
    for text in (text for path, text in bundle.files().items() if path.startswith("datasets/")):
        given = yaml.safe_load(text)
        assert not given["table_name"].endswith("_all")
        assert [metric for metric in given["metrics"] if "count(*)" in metric["expression"].lower()] == []


def test_a_column_without_a_label_is_named() -> None:
    asked = bundle.contents()
    del asked["labels"]["page"]
    table = next(table for table in bundle.tables() if table.name == "wide_project")
    with pytest.raises(bundle.UnlabelledColumn, match=r"wide_project[.]page"):
        bundle.dataset(table, asked)
