"""Loading: landed Parquet into DuckDB's ``raw`` schema, one transaction for each document, by one writer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow.parquet as pq

from pipelines.warehouse import literals
from pipelines.warehouse.control import CONTROL_TABLES, rules
from pipelines.warehouse.files import create, opened_to_write
from pipelines.warehouse.landing import fingerprint, landed_documents
from pipelines.warehouse.literals import literal
from pipelines.warehouse.schema import RAW_TABLES, columns, duckdb_columns

SCHEMAS = ("raw", "control", "staging", "intermediate", "audit", "marts")


class StatedIdentity(Protocol):
    """What was stated about a document when it was registered; None where nothing was."""

    @property
    def body(self) -> str | None:
        """The publishing body."""
        ...

    @property
    def region(self) -> str | None:
        """Its region."""
        ...

    @property
    def year(self) -> int | None:
        """The fiscal year."""
        ...

    @property
    def kind(self) -> str | None:
        """'budget' or 'final_accounts'."""
        ...

    @property
    def scope(self) -> str | None:
        """'department', 'unit' or 'government'."""
        ...

    @property
    def source_url(self) -> str | None:
        """Where the file came from."""
        ...


class Registered(Protocol):
    """A registered document, as ``pipelines.registry.Registration`` is one."""

    @property
    def document_id(self) -> str:
        """SHA-256 of its bytes (hex)."""
        ...

    @property
    def file_name(self) -> str:
        """The name the file had."""
        ...

    @property
    def registered_at(self) -> datetime:
        """When it was registered."""
        ...

    @property
    def sequence(self) -> int:
        """Its place in the order of registration."""
        ...

    @property
    def stated(self) -> StatedIdentity:
        """What was stated about it."""
        ...


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: documents whose rows were replaced, those already there, those registered but not landed, and
    whether registrations or rules changed. ``nothing_to_do`` says that the warehouse was left as it was.
    """

    loaded: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    not_landed: tuple[str, ...] = ()
    control_changed: tuple[str, ...] = field(default=())

    @property
    def nothing_to_do(self) -> bool:
        """Whether neither a document nor a control table was written."""
        return not self.loaded and not self.control_changed


def _raw_columns(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    """Name and type of the columns that the raw tables have now, by table."""
    found = con.execute(
        "select table_name, column_name, data_type from duckdb_columns()"
        " where database_name = current_database() and schema_name = 'raw' order by table_name, column_index"
    ).fetchall()
    return {table: [column[1:] for column in of_table] for table, of_table in groupby(found, itemgetter(0))}


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create the schemas and the raw and control tables that are missing.

    Where the columns of a raw table are no longer its record's, all raw tables are rebuilt empty and every landed
    document is loaded again.
    """
    for schema in SCHEMAS:
        con.execute(f"create schema if not exists {schema}")
    for name, definition in CONTROL_TABLES.items():
        con.execute(f"create table if not exists control.{name} ({definition})")
    there = _raw_columns(con)
    if any(name in there and there[name] != _columns(record) for name, record in RAW_TABLES.items()):
        for name in RAW_TABLES:
            con.execute(f"drop table if exists raw.{name} cascade")
        con.execute("delete from control.loaded")
    for name, record in RAW_TABLES.items():
        con.execute(f"create table if not exists raw.{name} ({duckdb_columns(record)})")


def _columns(record: type) -> list[tuple[str, str]]:
    """Name and type of the columns of a record's raw table."""
    return [(column.name, column.duckdb) for column in columns(record)]


def _load_document(con: duckdb.DuckDBPyConnection, document_id: str, folder: Path, digest: str, known: bool) -> None:
    """Replace one document's rows in every raw table, in one transaction; ``known`` says that it has rows there."""
    landed_at = datetime.fromtimestamp((folder / "document.parquet").stat().st_mtime, UTC).replace(tzinfo=None)
    con.execute("begin")
    try:
        for name in RAW_TABLES:
            file = folder / f"{name}.parquet"
            if known:
                con.execute(f"delete from raw.{name} where document_id = {literal(document_id)}")
            if pq.read_metadata(file).num_rows:
                con.execute(f"insert into raw.{name} by name select * from read_parquet({literal(file)})")
        con.execute(f"delete from control.loaded where document_id = {literal(document_id)}")
        con.execute(f"insert into control.loaded values {literals.rows([(document_id, digest, landed_at, _now())])}")
        con.execute("commit")
    except BaseException:
        con.execute("rollback")
        raise


def _now() -> datetime:
    """The time in UTC without a zone, as DuckDB's TIMESTAMP holds it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _replace_control(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> bool:
    """Make a control table hold exactly these rows; True where it did not already."""
    if sorted(map(repr, con.execute(f"select * from control.{table}").fetchall())) == sorted(map(repr, rows)):
        return False
    con.execute("begin")
    con.execute(f"delete from control.{table}")
    if rows:
        con.execute(f"insert into control.{table} values {literals.rows(rows)}")
    con.execute("commit")
    return True


def _utc(moment: datetime) -> datetime:
    """A moment as naive UTC; one without a zone is taken as UTC already."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _registration(entry: Registered) -> tuple[Any, ...]:
    """The row of ``control.registration``."""
    stated = entry.stated
    return (
        entry.document_id, entry.file_name, stated.source_url, _utc(entry.registered_at), entry.sequence,
        stated.body, stated.region, stated.year, stated.kind, stated.scope,
    )  # fmt: skip


def load(
    landing_root: Path,
    warehouse_path: Path,
    registrations: Iterable[Registered],
    written: Mapping[str, Sequence[tuple[Any, ...]]] | None = None,
) -> LoadReport:
    """Bring the working warehouse up to what is registered and landed; the only writer of ``raw``.

    Args:
        landing_root: the folder with one folder for each landed document.
        warehouse_path: the DuckDB file, created where it is missing.
        registrations: every document that is known; only these are loaded.
        written: the rows of further control tables (``source``, ``due_date``, ``waiver``, ``decision``); those not named stay as they are.
    """
    known = list(registrations)
    landed = landed_documents(landing_root)
    create(warehouse_path)
    loaded, unchanged = [], []
    with opened_to_write(warehouse_path) as con:
        create_tables(con)
        before = dict(con.execute("select document_id, fingerprint from control.loaded").fetchall())
        tables = {"registration": [_registration(entry) for entry in known], **rules(), **(written or {})}
        changed = [name for name, rows in tables.items() if _replace_control(con, name, rows)]
        for document_id in sorted({entry.document_id for entry in known} & set(landed)):
            digest = fingerprint(landed[document_id])
            if digest is None or before.get(document_id) == digest:
                unchanged.append(document_id)
                continue
            _load_document(con, document_id, landed[document_id], digest, document_id in before)
            loaded.append(document_id)
    absent = tuple(sorted({entry.document_id for entry in known} - set(landed)))
    return LoadReport(tuple(loaded), tuple(unchanged), absent, tuple(changed))
