"""DuckDB for Great Expectations: duckdb-engine's dialect, with results read before the connection is given back.

Great Expectations fetches rows after it returned the connection; duckdb-engine's cursor is the connection, so those
rows are gone ("list index out of range", even for a row count). Here a result is read whole when its statement has run.
"""

from __future__ import annotations

from typing import Any

import duckdb_engine
from sqlalchemy.dialects import registry
from sqlalchemy.engine import URL
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy
from sqlalchemy.pool import Pool, StaticPool


class BufferedContext(duckdb_engine.Dialect.execution_ctx_cls):
    """An execution that keeps all its rows."""

    def post_exec(self) -> None:
        """Read every row of a statement that returned some."""
        super().post_exec()
        if self.cursor.description is not None:
            rows = self.cursor.fetchall()
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, self.cursor.description, initial_buffer=rows
            )


class BufferedDialect(duckdb_engine.Dialect):
    """duckdb-engine with buffered results and one connection per engine (opening a file costs 20 ms, a judgement runs
    200 queries).
    """

    execution_ctx_cls = BufferedContext
    supports_statement_cache = False

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """One connection, opened once and closed with the engine."""
        return StaticPool


def register() -> None:
    """Make ``duckdb://`` mean this dialect in this process; calling it again changes nothing."""
    registry.register("duckdb", BufferedDialect.__module__, BufferedDialect.__name__)


def read_only() -> dict[str, Any]:
    """The engine's keyword arguments: a judgement never writes, loads no extension and reaches no network."""
    config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "1"}
    return {"connect_args": {"read_only": True, "config": config}}
