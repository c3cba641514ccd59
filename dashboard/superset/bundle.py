"""The bundle: what ``contents.toml`` asks for, as the YAML that Superset imports, with the descriptions of the dbt models.

``python -m dashboard.superset.bundle`` writes ``bundle/``; with ``--check`` it writes nothing and exits with 1 when the files say
something else. Identifiers follow from names, so an import again finds what it made before.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from dashboard.superset import charts, layout
from pipelines.data_dictionary import Table, tables

HERE = Path(__file__).parent
FOLDER = HERE / "bundle"
DATABASE_URI = "duckdb:///published?access_mode=read_only&enable_external_access=false&lock_configuration=true"
VERSION = "1.0.0"
NOT_GROUPED = ("figure_ids",)


class UnlabelledColumn(KeyError):
    """A column of a data set has no label in ``contents.toml``."""


def identifier(kind: str, name: str) -> str:
    """The UUID of an object, the same in every bundle."""
    return str(uuid5(NAMESPACE_URL, f"yusuan/superset/{kind}/{name}"))


def contents() -> dict[str, Any]:
    """What the bundle is to hold."""
    return tomllib.loads((HERE / "contents.toml").read_text(encoding="utf-8"))


def database() -> dict[str, Any]:
    """The published file: its name (``inside/locked.py`` knows where it is), and all that writes switched off."""
    off = ("allow_run_async", "allow_ctas", "allow_cvas", "allow_dml", "allow_csv_upload", "impersonate_user")
    return {
        "database_name": "Yusuan 预算",
        "sqlalchemy_uri": DATABASE_URI,
        "expose_in_sqllab": True,
        **dict.fromkeys(off, False),
        "extra": {"allows_virtual_table_explore": True, "cost_estimate_enabled": False, "engine_params": {}},
        "uuid": identifier("database", "published"),
        "version": VERSION,
    }


def dataset(table: Table, asked: dict[str, Any]) -> dict[str, Any]:
    """One table as a data set; there is no metric but ours."""
    metrics = [_metric(name, given) for name, given in asked["metrics"].items() if table.name in given["of"]]
    return {
        "table_name": table.name,
        "schema": table.schema,
        "description": table.description,
        "filter_select_enabled": True,
        "uuid": identifier("dataset", table.name),
        "database_uuid": identifier("database", "published"),
        "metrics": metrics,
        "columns": [
            *(_column(column, asked["labels"], table.name) for column in table.columns),
            *(_calculated(name, given) for name, given in asked["calculated"].items() if table.name in given["of"]),
        ],
        "version": VERSION,
    }


def _metric(name: str, given: dict[str, Any]) -> dict[str, Any]:
    return {
        "metric_name": name,
        "verbose_name": given["label"],
        "expression": given["expression"],
        "description": given["description"],
        "d3format": given["format"],
    }


def _column(column: Any, labels: dict[str, str], table: str) -> dict[str, Any]:
    if column.name not in labels:
        raise UnlabelledColumn(f"{table}.{column.name} has no label in contents.toml")
    return {
        "column_name": column.name,
        "verbose_name": labels[column.name],
        "type": column.data_type.upper(),
        "description": column.description,
        "is_dttm": column.data_type == "timestamp",
        "groupby": column.name not in NOT_GROUPED,
        "filterable": column.name not in NOT_GROUPED,
    }


def _calculated(name: str, given: dict[str, Any]) -> dict[str, Any]:
    return {
        "column_name": name,
        "verbose_name": given["label"],
        "type": "VARCHAR",
        "expression": given["expression"],
        "description": given["description"],
        "is_dttm": False,
        "groupby": True,
        "filterable": True,
    }


def files() -> dict[str, str]:
    """Every file of the bundle by its path."""
    asked = contents()
    used = {name for given in asked["metrics"].values() for name in given["of"]}
    objects: dict[str, dict[str, Any]] = {"databases/published.yaml": database()}
    for table in tables():
        if table.name in used:
            objects[f"datasets/published/{table.name}.yaml"] = dataset(table, asked)
    for name, given in asked["charts"].items():
        objects[f"charts/{name}.yaml"] = {
            "slice_name": given["title"],
            "viz_type": charts.VIZ[given["shape"]],
            "params": charts.parameters(given, asked["metrics"]),
            "uuid": identifier("chart", name),
            "dataset_uuid": identifier("dataset", given["dataset"]),
            "version": VERSION,
        }
    objects["dashboards/overview.yaml"] = _dashboard(asked)
    objects["metadata.yaml"] = {"version": VERSION, "type": "assets", "timestamp": "2026-01-01T00:00:00+00:00"}
    return {path: _written(given) for path, given in objects.items()}


def _dashboard(asked: dict[str, Any]) -> dict[str, Any]:
    given, names = asked["dashboard"], list(asked["charts"])
    uuids = {name: identifier("chart", name) for name in names}
    titles = {name: chart["title"] for name, chart in asked["charts"].items()}
    without_body = [names.index(name) + 1 for name in names if asked["charts"][name]["dataset"] == "publication"]
    return {
        "dashboard_title": given["title"],
        "slug": given["slug"],
        "uuid": identifier("dashboard", given["slug"]),
        "published": True,
        "position": layout.position(given, uuids, titles),
        "metadata": {
            "refresh_frequency": given["refresh_seconds"],
            "color_scheme": "supersetColors",
            "cross_filters_enabled": True,
            "native_filter_configuration": layout.filters(
                given["filters"],
                asked["labels"] | {name: entry["label"] for name, entry in asked["calculated"].items()},
                identifier("dataset", "wide_expenditure_by_function"),
                without_body,
            ),
        },
        "version": VERSION,
    }


def _written(given: dict[str, Any]) -> str:
    return yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=140)


def main(arguments: list[str]) -> int:
    """Write the bundle, or with ``--check`` compare it; the exit status."""
    wanted = files()
    there = {str(path.relative_to(FOLDER)): path for path in FOLDER.rglob("*.yaml")}
    if "--check" in arguments:
        is_current = wanted == {name: path.read_text(encoding="utf-8") for name, path in there.items()}
        print("the bundle is current" if is_current else "the bundle is out of date: run make superset-bundle")
        return 0 if is_current else 1
    for name in there.keys() - wanted.keys():
        there[name].unlink()
    for name, text in wanted.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"wrote {len(wanted)} files to {FOLDER.relative_to(HERE.parent.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
