"""Views over raw tables are made once for a project, and again where it has changed or a step did not end."""

from pathlib import Path

import duckdb

from pipelines.warehouse import note_views, views_made_by


def test_a_warehouse_knows_which_project_made_the_views_of_a_step(tmp_path: Path) -> None:
    database = tmp_path / "w.duckdb"
    with duckdb.connect(database) as con:
        con.execute("create schema control")
    assert views_made_by(database, "before") is None
    note_views(database, "before", "one")
    note_views(database, "after", "one")
    note_views(database, "before", "two")
    assert (views_made_by(database, "before"), views_made_by(database, "after")) == ("two", "one")


def test_what_is_forgotten_is_made_again(tmp_path: Path) -> None:
    database = tmp_path / "w.duckdb"
    with duckdb.connect(database) as con:
        con.execute("create schema control")
    note_views(database, "before", "one")
    note_views(database, "before", None)
    assert views_made_by(database, "before") is None
