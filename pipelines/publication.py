"""The only code that publishes: builds a release whole and aside, then swaps the ``published`` link in one rename.

Readers open ``published/yusuan.duckdb``. The link is swapped, not the file, because DuckDB keeps one instance for each
resolved path: a file replaced in place stays stale in processes that live long, a link to another directory does not.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines import open_data, warehouse
from pipelines.home import Home

NOTE = "release.json"
"""Written last into a release: what it was built from. A directory without it is a part left by a killed run."""


class ReleaseNotWhole(RuntimeError):
    """What was built does not read back as what it was built from, so it is not published; names the difference."""


@dataclass(frozen=True, slots=True)
class Made:
    """What made a release, for its row in ``marts.publication``: the code's version, and how many expectations were judged."""

    code_version: str | None = None
    expectations_run: int | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """One release on disk. ``built_from`` identifies the state it shows; ``rows`` counts each table's rows."""

    release_id: str
    path: Path
    built_from: str
    published_at: datetime
    rows: dict[str, int]

    @property
    def database(self) -> Path:
        """The DuckDB file of this release."""
        return self.path / "yusuan.duckdb"


def published(home: Home) -> Release | None:
    """The release readers see now, or None before the first."""
    note = home.published / NOTE
    return _read_note(note) if note.exists() else None


def publish(
    home: Home, *, built_from: str, data_docs: Path | None = None, keep: int = 5, made: Made | None = None
) -> tuple[Release, bool]:
    """Publish the working warehouse's ``audit`` and ``marts``; True where a new release was made.

    Args:
        home: where the releases are.
        built_from: identifies everything the release depends on; the same again publishes nothing.
        data_docs: the folder of Great Expectations' pages, copied as it is.
        keep: how many releases stay on disk, the new one among them.
        made: what made it; unknown where it is not told.

    Raises:
        ReleaseNotWhole: the copy differs from the working warehouse; readers keep the release they have.
    """
    current = published(home)
    if current is not None and current.built_from == built_from and current.database.is_file():
        return current, False
    clear_parts(home)
    release = _build(home, built_from, data_docs, made or Made())
    point_to(release, home)
    _drop_old(home, keep)
    return release, True


def point_to(release: Release, home: Home) -> None:
    """Make ``published`` a link to this release, relative so that a home can be moved, in one rename."""
    aside = home.root / f".published-{os.getpid()}"
    aside.unlink(missing_ok=True)
    aside.symlink_to(Path(home.releases.name) / release.release_id)
    aside.replace(home.published)


def releases(home: Home) -> list[Release]:
    """Every whole release, oldest first."""
    return [_read_note(note) for note in sorted(home.releases.glob(f"[!.]*/{NOTE}"))]


def clear_parts(home: Home) -> None:
    """Remove what a killed run left: half-built releases and a link that was never moved into place."""
    for part in [*home.releases.glob(".*"), *home.root.glob(".published-*")]:
        shutil.rmtree(part) if part.is_dir() and not part.is_symlink() else part.unlink()


def _build(home: Home, built_from: str, data_docs: Path | None, made: Made) -> Release:
    now = datetime.now(UTC)
    release_id = f"{now:%Y%m%dT%H%M%S.%fZ}"
    aside = home.releases / f".{release_id}"
    aside.mkdir(parents=True)
    said = _said(release_id, now, built_from, made)
    database = warehouse.copy_release(home.warehouse, aside / home.warehouse.name, said)
    with warehouse.held(database):
        rows = _verified(home.warehouse, database)
        with ThreadPoolExecutor() as both:
            parquet = both.submit(warehouse.export_parquet, database, aside / "parquet")
            csv = both.submit(warehouse.export_csv, database, aside / "csv", open_data.MISSING)
        for written in (parquet, csv):
            written.result()
        _write_package(database, aside, release_id, now)
    if data_docs is not None and data_docs.is_dir():
        shutil.copytree(data_docs, aside / "data_docs")
    whole = Release(release_id, home.releases / release_id, built_from, now, rows)
    _write_note(whole, aside / NOTE)
    aside.rename(whole.path)
    return whole


def _said(release_id: str, now: datetime, built_from: str, made: Made) -> dict[str, Any]:
    """What only the publication knows of a release."""
    citation = f"Yusuan 预算, release {release_id} ({now:%Y-%m-%d}), built from {built_from}"
    return {
        "release_id": release_id,
        "published_at": now.replace(tzinfo=None),
        "code_version": made.code_version,
        "built_from": built_from,
        "expectations_run": made.expectations_run,
        "citation": citation,
    }


def _write_package(database: Path, aside: Path, release_id: str, now: datetime) -> None:
    """Write ``datapackage.json`` over the CSV and Parquet files that lie below ``aside``."""
    packaged = [
        open_data.Packaged(
            table.schema,
            table.name,
            table.comment,
            table.columns,
            table.primary_key,
            _packaged(aside, f"csv/{table.schema}/{table.name}.csv"),
            _packaged(aside, f"parquet/{table.schema}/{table.name}.parquet"),
        )
        for table in warehouse.described(database, ("audit", "marts"))
    ]
    package = open_data.descriptor(release_id, now.isoformat(), packaged, warehouse.document_sources(database))
    (aside / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _packaged(folder: Path, path: str) -> open_data.PackagedFile:
    """A file of the package with its size and hash."""
    file = folder / path
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return open_data.PackagedFile(path, file.stat().st_size, digest)


def _verified(working: Path, released: Path) -> dict[str, int]:
    """Rows of every released table, read back and compared with the working warehouse."""
    wanted, found = (warehouse.row_counts(database, ("audit", "marts")) for database in (working, released))
    if wanted != found:
        differing = sorted(table for table in {*wanted, *found} if wanted.get(table) != found.get(table))
        said = ", ".join(f"{table}: {wanted.get(table)} rows, copied {found.get(table)}" for table in differing)
        raise ReleaseNotWhole(said)
    return found


def _drop_old(home: Home, keep: int) -> None:
    """Remove all but the newest releases; the published one always stays."""
    current = home.published.resolve()
    for release in releases(home)[:-keep]:
        if release.path.resolve() != current:
            shutil.rmtree(release.path)


def _write_note(release: Release, note: Path) -> None:
    entry = {
        "release_id": release.release_id,
        "published_at": release.published_at.isoformat(),
        "built_from": release.built_from,
        "rows": release.rows,
    }
    note.write_text(json.dumps(entry, indent=2) + "\n", encoding="utf-8")


def _read_note(note: Path) -> Release:
    entry: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
    published_at = datetime.fromisoformat(entry["published_at"])
    return Release(entry["release_id"], note.parent.resolve(), entry["built_from"], published_at, entry["rows"])
