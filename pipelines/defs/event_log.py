"""Where Dagster keeps what happened: one SQLite file for all runs of a home, kept open.

Dagster's own storage opens the file anew, with a new engine, several times for each of a run's thousand events, and waits
for the disk each time: 12 ms of processor time an event, more than all the work the events are about. Here a process
keeps its engine. The file is what Dagster's consolidated storage makes; ``dagster.yaml`` names this class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from threading import local
from typing import Any

import sqlalchemy
import sqlalchemy.event
from dagster import EventLogEntry
from dagster._core.storage.event_log.sqlite.consolidated_sqlite_event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool


class HomeEventLog(ConsolidatedSqliteEventLogStorage):
    """Dagster's consolidated SQLite event log with one engine per process."""

    @cached_property
    def _engine(self) -> Engine:
        timeout = {"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False}
        engine = sqlalchemy.create_engine(self._conn_string, poolclass=QueuePool, max_overflow=-1, connect_args=timeout)
        sqlalchemy.event.listen(engine, "connect", _without_waiting_for_the_disk)
        return engine

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        """A connection in a transaction: the one that this thread is in already, which ends where it began, or a new one."""
        if (begun := getattr(self._thread, "connection", None)) is not None:
            yield begun
            return
        with self._engine.connect() as connection, connection.begin():
            self._thread.connection = connection
            try:
                yield connection
            finally:
                del self._thread.connection

    @cached_property
    def _thread(self) -> local:
        """What each thread has begun."""
        return local()

    def store_event(self, event: EventLogEntry) -> None:
        """Store one event and all that follows from it, in one transaction instead of three."""
        with self._connect():
            super().store_event(event)

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store many events in one transaction; Dagster asks for it where it writes down what a run intends to do."""
        with self._connect():
            super().store_event_batch(events)

    def has_table(self, table_name: str) -> bool:
        """Whether the file has this table; one that is there stays there, so it is looked for once."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    @cached_property
    def _tables(self) -> set[str]:
        return set()

    def _has_asset_key_col_on_connection(self, conn: Connection, column_name: str) -> bool:
        """Dagster asks for it again for each event of an asset; a column that is there stays there, too."""
        if column_name not in self._asset_key_columns and super()._has_asset_key_col_on_connection(conn, column_name):
            self._asset_key_columns.add(column_name)
        return column_name in self._asset_key_columns

    @cached_property
    def _asset_key_columns(self) -> set[str]:
        return set()

    def dispose(self) -> None:
        """Close the file."""
        super().dispose()
        self._engine.dispose()


def _without_waiting_for_the_disk(connection: Any, _record: Any) -> None:
    """A write-ahead log stays whole without it when a process dies; the last events may be lost when the power fails."""
    connection.execute("pragma synchronous = normal")
