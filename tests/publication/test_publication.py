"""A release is there whole or not at all, and readers never notice how it came."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import publication
from pipelines.home import Home
from pipelines.publication import ReleaseNotWhole, publish, published, releases

QUERY = "select count(*), min(version), max(version) from marts.fact"


def work_on(home: Home, version: int, rows: int = 1000) -> None:
    """Bring the working warehouse to a version: two schemas readers see, one they do not."""
    with duckdb.connect(home.warehouse) as con:
        for schema in ("audit", "marts", "staging"):
            con.execute(f"create schema if not exists {schema}")
        con.execute(f"create or replace table marts.fact as select {version} as version from range({rows})")
        con.execute("create or replace view audit.versions as select distinct version from marts.fact")
        con.execute("create or replace table staging.secret as select 1 as one")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home").prepare()
    work_on(home, 1)
    return home


def read(home: Home) -> tuple[int, int, int]:
    """What a reader sees who opens the published file now."""
    with duckdb.connect(home.published / "yusuan.duckdb", read_only=True) as con:
        row = con.execute(QUERY).fetchone()
    assert row is not None
    return row


def test_readers_get_marts_and_audit_and_nothing_else(home: Home) -> None:
    publish(home, built_from="a")
    with duckdb.connect(home.published / "yusuan.duckdb", read_only=True) as con:
        found = con.execute("select table_schema, table_name from information_schema.tables order by all").fetchall()
    assert found == [("audit", "versions"), ("marts", "fact")]


def test_every_table_is_there_as_parquet(home: Home) -> None:
    release, _ = publish(home, built_from="a")
    with duckdb.connect() as con:
        counted = con.execute(f"select count(*) from '{release.path}/parquet/marts/fact.parquet'").fetchone()
    assert counted == (1000,)
    assert (home.published / "parquet" / "audit" / "versions.parquet").is_file()


def test_a_release_carries_no_write_ahead_log(home: Home) -> None:
    release, _ = publish(home, built_from="a")
    assert list(release.path.glob("*.wal")) == []


def test_the_link_is_relative_so_that_a_home_can_be_moved(home: Home) -> None:
    publish(home, built_from="a")
    assert not home.published.readlink().is_absolute()
    moved = Home(home.root.rename(home.root.with_name("moved")))
    assert read(moved) == (1000, 1, 1)


def test_the_pages_of_great_expectations_go_with_the_release(home: Home) -> None:
    pages = home.judgement / "documents"
    pages.mkdir(parents=True)
    (pages / "index.html").write_text("held")
    publish(home, built_from="a", data_docs=pages)
    assert (home.published / "data_docs" / "index.html").read_text() == "held"


def test_nothing_new_is_no_new_release(home: Home) -> None:
    first, new = publish(home, built_from="a")
    again, new_again = publish(home, built_from="a")
    assert (new, new_again) == (True, False)
    assert again.release_id == first.release_id
    assert len(releases(home)) == 1


def test_only_the_last_releases_are_kept(home: Home) -> None:
    made = [publish(home, built_from=str(number), keep=3)[0].release_id for number in range(6)]
    assert [release.release_id for release in releases(home)] == made[-3:]
    current = published(home)
    assert current is not None
    assert current.release_id == made[-1]


def test_a_copy_that_is_not_what_was_copied_is_not_published(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(home, built_from="a")

    def lossy(*arguments: Any) -> Path:
        copied = real(*arguments)
        with duckdb.connect(copied) as con:
            con.execute("delete from marts.fact where rowid = 0")
        return copied

    real = publication.warehouse.copy_release
    monkeypatch.setattr(publication.warehouse, "copy_release", lossy)
    with pytest.raises(ReleaseNotWhole, match=r"marts\.fact: 1000 rows, copied 999"):
        publish(home, built_from="b")
    assert read(home) == (1000, 1, 1)


PUBLISH_AND_DIE = """
import os, sys
from pathlib import Path
from pipelines import publication
from pipelines.home import Home
home, when = Home(Path(sys.argv[1])), sys.argv[2]
if when == "copying":
    publication.warehouse.export_parquet = lambda *_: os._exit(9)
elif when == "whole, not linked":
    publication.point_to = lambda *_: os._exit(9)
elif when == "linked, old ones not dropped":
    publication._drop_old = lambda *_: os._exit(9)
publication.publish(home, built_from="b", keep=2)
"""


@pytest.mark.parametrize(
    ("when", "seen"),
    [("copying", 1), ("whole, not linked", 1), ("linked, old ones not dropped", 2)],
)
def test_a_publication_killed_at_any_time_leaves_readers_a_whole_release(home: Home, when: str, seen: int) -> None:
    publish(home, built_from="a")
    work_on(home, 2)
    killed = subprocess.run([sys.executable, "-c", PUBLISH_AND_DIE, str(home.root), when], check=False)
    assert killed.returncode == 9
    assert read(home) == (1000, seen, seen)
    publish(home, built_from="b", keep=2)
    assert read(home) == (1000, 2, 2)
    assert [path.name for path in home.releases.iterdir() if path.name.startswith(".")] == []


def _read_until(home: Path, stop: Event, report: str) -> None:
    """Open the published file and query it every 50 ms; write what was seen, or the error."""
    seen: list[str] = []
    while not stop.is_set():
        try:
            count, lowest, highest = read(Home(home))
            seen.append(str(highest) if (count, lowest) == (1000, highest) else f"torn: {count} {lowest} {highest}")
        except Exception as error:
            seen.append(f"error: {error}")
        time.sleep(0.05)
    Path(report).write_text("\n".join(seen))


def _stay_open(home: Path, stop: Event, report: str) -> None:
    """A client that lives long: it opens the file anew for each look, all in one process, keeping an old one open."""
    kept = duckdb.connect(home / "published" / "yusuan.duckdb", read_only=True)
    _read_until(home, stop, report)
    kept.close()


def test_readers_see_ten_publications_without_an_error_a_torn_or_a_stale_read(home: Home, tmp_path: Path) -> None:
    publish(home, built_from="1")
    spawn = multiprocessing.get_context("spawn")
    stop = spawn.Event()
    reports = [tmp_path / "short", tmp_path / "long"]
    readers = [
        spawn.Process(target=target, args=(home.root, stop, str(report)))
        for target, report in zip((_read_until, _stay_open), reports, strict=True)
    ]
    for reader in readers:
        reader.start()
    time.sleep(2)
    for version in range(2, 12):
        work_on(home, version)
        publish(home, built_from=str(version))
        time.sleep(0.2)
    time.sleep(0.5)
    stop.set()
    for reader in readers:
        reader.join(timeout=30)
    for report in reports:
        seen = report.read_text().splitlines()
        assert [one for one in seen if not one.isdigit()] == []
        assert [int(one) for one in seen] == sorted(map(int, seen))
        assert seen[-1] == "11"
        assert len(set(seen)) >= 8, os.linesep.join(seen)
