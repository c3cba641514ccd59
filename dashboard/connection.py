"""The only module of the dashboard that opens DuckDB: one release, one read-only connection, for one rerun.

The link ``published`` is resolved once, so that a view never mixes two releases when one is published meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.home import Home


class NothingPublished(LookupError):
    """The home has no release yet."""


class OlderRelease(LookupError):
    """The release lacks a table or a column that this view asks for; the message names it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An open release: its name, when it was published (UTC), its folder, and the connection to its database."""

    release_id: str
    published_at: datetime
    folder: Path
    connection: duckdb.DuckDBPyConnection

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows of one query as dictionaries, its parameters by place or by name; DECIMAL arrives as ``Decimal``.

        Raises:
            OlderRelease: a table or column is not there.
        """
        try:
            result = self.connection.execute(sql, parameters if isinstance(parameters, dict) else list(parameters))
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise OlderRelease(str(error).splitlines()[0]) from error
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def open_release(home: Home) -> AbstractContextManager[Reading]:
    """Open the release readers see now; it is closed at the end of the ``with``.

    Raises:
        NothingPublished: there is none.
    """
    return open_folder(home.published.resolve())


@contextmanager
def open_folder(folder: Path) -> Iterator[Reading]:
    """Open the release in this folder, which no link leads to any more once a newer one is published.

    Raises:
        NothingPublished: the folder holds no whole release, or not any more.
    """
    database, note = folder / "yusuan.duckdb", folder / "release.json"
    if not database.is_file() or not note.is_file():
        raise NothingPublished(str(folder))
    said = json.loads(note.read_text(encoding="utf-8"))
    with duckdb.connect(database, read_only=True) as connection:
        yield Reading(said["release_id"], datetime.fromisoformat(said["published_at"]), folder, connection)
