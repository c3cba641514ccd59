"""The only way Superset opens a database: the release readers see now, read-only, with no file of the machine in reach.

The URI is a name, not a path: whatever else is asked for is refused, whoever asks. Each query opens the release the link leads to at that
moment and closes it, so a query never mixes two releases and the next one sees the next release.

``access_mode=read_only``, ``enable_external_access=false`` and ``lock_configuration=true`` are not enough: DuckDB 1.5.5 still lets
``COPY ... TO '<the opened file>.wal'`` write, and a ``.wal`` beside a release changes what everybody reads. So the file system itself is
disabled once the file is open, and only then the configuration is locked.
"""

# pyright: reportMissingImports=false
from __future__ import annotations

import os
from pathlib import Path
from threading import Lock, Timer
from typing import Any

import duckdb
from duckdb_engine import ConnectionWrapper
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.pool import NullPool

NAME = "duckdb:///published?access_mode=read_only&enable_external_access=false&lock_configuration=true"
SECONDS = 60
CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "read_only",
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "temp_directory": "",
    "memory_limit": "2GB",
}
OPENING = Lock()


class RefusedDatabase(ValueError):
    """Somebody asked for another database than the published file."""


class Connection(ConnectionWrapper):
    """A connection for one query, which is interrupted after ``SECONDS``: a thread of the server has no alarm of its own."""

    def __init__(self, opened: duckdb.DuckDBPyConnection) -> None:
        super().__init__(opened)
        self.alarm = Timer(SECONDS, opened.interrupt)
        self.alarm.daemon = True
        self.alarm.start()

    def close(self) -> None:
        """Close, and let the alarm be."""
        self.alarm.cancel()
        super().close()


def open_release() -> Connection:
    """The release readers see now; a release that is opened twice at a time is one DuckDB instance, hence the lock."""
    release = Path(os.environ["YUSUAN_PUBLISHED"]).resolve() / "yusuan.duckdb"
    with OPENING:
        opened = duckdb.connect(release, read_only=True, config=CONFIGURATION)
        if opened.execute("select current_setting('lock_configuration')").fetchone() != (True,):
            opened.execute("set disabled_filesystems = 'LocalFileSystem'")
            opened.execute("set lock_configuration = true")
    return Connection(opened)


def only_the_published_file(uri: URL, *_given: Any) -> tuple[URL, dict[str, Any]]:
    """Superset's DB_CONNECTION_MUTATOR: nothing that was stored or sent with a database counts, neither options nor arguments.

    Raises:
        RefusedDatabase: the URI is not the name of the published file.
    """
    if uri != make_url(NAME):
        raise RefusedDatabase("This Superset reads the published file and nothing else")
    return make_url("duckdb://"), {"creator": open_release, "poolclass": NullPool}
