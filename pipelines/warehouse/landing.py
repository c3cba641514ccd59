"""Landing: one document's reading as Parquet, written aside and renamed, so that it is there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq

from pipelines.extraction.records import Reading
from pipelines.warehouse.schema import MEASURED, RAW_TABLES, Column, arrow_schema, columns, rows_by_table

_FINGERPRINT = b"yusuan.fingerprint"


class TooPrecise(ValueError):
    """A number has more decimal places or digits than its column holds; it is refused, never rounded."""


def _exact(value: Any, column: str, precision: int, scale: int) -> Decimal | None:
    """The number unchanged, once it is known to fit; None stays None.

    Raises:
        TooPrecise: it does not fit DECIMAL(precision, scale).
    """
    if value is None:
        return None
    normal = value.normalize()
    exponent = normal.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > scale or normal.adjusted() >= precision - scale:
        raise TooPrecise(f"{column}: {value} does not fit DECIMAL({precision},{scale})")
    return value


def _arrow(raw_table: str, rows: list[Any]) -> pa.Table:
    """The rows of one raw table as an Arrow table of exactly its schema.

    By way of JSON, amounts as text: making an Arrow array of Python values imports pandas, most of a second of a run that needs none.
    """
    schema = arrow_schema(raw_table)
    if not rows:
        return pa.Table.from_batches([], schema=schema)
    made_of = columns(RAW_TABLES[raw_table])
    lines = (json.dumps({c.name: _plain(row, raw_table, c) for c in made_of}, ensure_ascii=False) for row in rows)
    text = "\n".join(lines).encode()
    read = pj.read_json(
        pa.BufferReader(text),
        read_options=pj.ReadOptions(use_threads=False, block_size=len(text)),
        parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    )
    return pa.Table.from_arrays([column.combine_chunks() for column in read.columns], schema=schema)


def _plain(row: Any, raw_table: str, column: Column) -> Any:
    """One value of a row as JSON has it; a number that must be exact as its text."""
    value = getattr(row, column.name)
    if not pa.types.is_decimal(column.arrow):
        return value
    exact = _exact(value, f"{raw_table}.{column.name}", column.arrow.precision, column.arrow.scale)
    return None if exact is None else f"{exact:f}"


def _digest(tables: dict[str, pa.Table]) -> str:
    """SHA-256 (hex) of everything read, without what only measures the reading."""
    digest = hashlib.sha256()
    for name in sorted(tables):
        table = tables[name].drop_columns([c for c in tables[name].column_names if c in MEASURED])
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        digest.update(name.encode())
        digest.update(sink.getvalue())
    return digest.hexdigest()


def fingerprint(landed: Path) -> str | None:
    """What a landed document's content is known by (hex), or None where nothing whole lies at ``landed``."""
    file = landed / "document.parquet"
    if not file.is_file():
        return None
    found = (pq.read_schema(file).metadata or {}).get(_FINGERPRINT)
    return found.decode() if found else None


def _write(tables: dict[str, pa.Table], digest: str, folder: Path) -> None:
    """One Parquet file for each raw table, empty ones too: an empty file says that nothing of the kind was printed."""
    for name, table in tables.items():
        stamped = table.replace_schema_metadata({_FINGERPRINT: digest.encode()}) if name == "document" else table
        pq.write_table(stamped, folder / f"{name}.parquet", compression="zstd", store_schema=True)


def _swap(aside: Path, target: Path) -> None:
    """Put ``aside`` in the place of ``target``; a reader sees the old landing, none, or the new one, never a part."""
    if target.exists():
        old = aside.with_name(f"{aside.name}.old")
        target.rename(old)
        aside.rename(target)
        shutil.rmtree(old)
    else:
        aside.rename(target)


def land(reading: Reading, landing_root: Path) -> Path:
    """Write a reading as ``landing_root/<document_id>/<raw table>.parquet`` and return that folder.

    The same content landed again leaves the files untouched, also when only the measured seconds differ.

    Raises:
        TooPrecise: an amount needs more places than DECIMAL(24,6) has.
    """
    tables = {name: _arrow(name, rows) for name, rows in rows_by_table(reading).items()}
    digest = _digest(tables)
    target = landing_root / reading.document.document_id
    if fingerprint(target) == digest:
        return target
    landing_root.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{reading.document.document_id}.", dir=landing_root))
    try:
        aside.chmod(0o755)
        _write(tables, digest, aside)
        _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def landed_documents(landing_root: Path) -> dict[str, Path]:
    """Document id -> folder of every document that is landed whole."""
    if not landing_root.is_dir():
        return {}
    found = (
        Path(entry.path) for entry in os.scandir(landing_root) if entry.is_dir() and not entry.name.startswith(".")
    )
    return {folder.name: folder for folder in sorted(found) if fingerprint(folder) is not None}
