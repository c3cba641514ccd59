"""``datapackage.json``: every table with its files, hashes, fields, units and keys, and the publishers' files behind them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from pipelines.open_data.hints import fiscal_type, unit
from pipelines.open_data.keys import foreign_keys

MISSING = r"\N"
"""How CSV says that there is nothing (NULL), so that an empty text stays an empty text."""

TIMESTAMP = "%Y-%m-%dT%H:%M:%S.%f"
TERMS = Path(__file__).with_name("terms.toml")
TYPES = {
    "VARCHAR": {"type": "string"},
    "INTEGER": {"type": "integer"},
    "BIGINT": {"type": "integer"},
    "DOUBLE": {"type": "number"},
    "BOOLEAN": {"type": "boolean"},
    "DATE": {"type": "date"},
    "TIMESTAMP": {"type": "datetime", "format": TIMESTAMP},
    "VARCHAR[]": {"type": "array"},
}
RIGHTS = (
    "The numbers are those that the named bodies disclosed to the public in the named files (预决算公开). The publishers granted no licence"
    " for their files, and this package grants none in their place: their disclosures are public documents, and whoever re-uses them is"
    " bound by the law that applies to them. The project adds the arrangement, the checks and the English labels, and claims no right in"
    " the numbers."
)
DESCRIPTION = (
    "Budgets and final accounts of Chinese public bodies, read from the PDF files that they disclosed and checked for consistency."
    " A number in marts is the number that was printed. Start with the tables marts.wide_*, which may be summed as they are."
)


class ColumnLike(Protocol):
    """What is asked of a column."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def data_type(self) -> str: ...  # noqa: D102
    @property
    def nullable(self) -> bool: ...  # noqa: D102
    @property
    def comment(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file of the package: its path from ``datapackage.json``, its size and its SHA-256 (hex)."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Packaged:
    """One table with its CSV and Parquet files."""

    schema: str
    name: str
    comment: str
    columns: tuple[ColumnLike, ...]
    primary_key: tuple[str, ...]
    csv: PackagedFile
    parquet: PackagedFile


@cache
def terms() -> dict[str, str]:
    """The Chinese names of columns."""
    return tomllib.loads(TERMS.read_text(encoding="utf-8"))


def descriptor(
    release_id: str, created: str, tables: Iterable[Packaged], sources: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """The package's description as JSON-ready data.

    Args:
        release_id: name of the release, the package's version.
        created: when, ISO 8601.
        tables: every published table with its files.
        sources: the publishers' files: document_id (SHA-256), file_name, source_url, body, fiscal_year, kind, scope, version, status.

    Raises:
        KeyError: a column has a type that the table schema has no word for.
    """
    return {
        "profile": "data-package",
        "name": "yusuan",
        "title": "预算：公共部门预决算公开数据 / Disclosed budgets and final accounts of Chinese public bodies",
        "version": release_id,
        "created": created,
        "description": DESCRIPTION,
        "rightsStatement": RIGHTS,
        "sources": [_source(source) for source in sources],
        "resources": [_resource(table) for table in tables],
    }


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    said = [source["body"], source["fiscal_year"], source["kind"], source["scope"]]
    title = " ".join(str(part) for part in said if part is not None) or source["file_name"] or source["document_id"]
    entry = {
        "title": title,
        "fileName": source["file_name"],
        "hash": f"sha256:{source['document_id']}",
        "status": source["status"],
    }
    return {**entry, **({"path": source["source_url"]} if source["source_url"] else {})}


def _resource(table: Packaged) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": f"{table.schema}.{table.name}",
        "description": table.comment,
        "path": table.csv.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": table.csv.size,
        "hash": f"sha256:{table.csv.sha256}",
        "parquet": {
            "path": table.parquet.path,
            "bytes": table.parquet.size,
            "hash": f"sha256:{table.parquet.sha256}",
        },
        "schema": _schema(table),
    }


def _schema(table: Packaged) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    keys = [
        {"fields": [column], "reference": {"resource": f"{table.schema}.{other}", "fields": [key]}}
        for column, other, key in foreign_keys(table.schema, table.name, names)
    ]
    return {
        "fields": [_field(table.name, column) for column in table.columns],
        "missingValues": [MISSING],
        **({"primaryKey": list(table.primary_key)} if table.primary_key else {}),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(table: str, column: ColumnLike) -> dict[str, Any]:
    english = column.name.replace("_", " ")
    told = {"unit": unit(column.name), "columnType": fiscal_type(table, column.name)}
    return {
        "name": column.name,
        "title": " / ".join(filter(None, [terms().get(column.name), english])),
        "description": column.comment,
        **_type(column.data_type),
        **{key: value for key, value in told.items() if value is not None},
        **({} if column.nullable else {"constraints": {"required": True}}),
    }


def _type(duckdb: str) -> dict[str, str]:
    return {"type": "number"} if re.fullmatch(r"DECIMAL\(\d+,\d+\)", duckdb) else TYPES[duckdb]
