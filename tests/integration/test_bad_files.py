"""Files that hold no disclosure: a clear line each, and everything else published by the same run."""

from __future__ import annotations

import pytest

from tests.integration.conftest import UNREADABLE, WITHOUT_TABLES, Run

QUERY = "select status, status_reason from audit.document where document_id = ?"


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_named_with_its_reason(run: Run, name: str) -> None:
    ((status, reason),) = run.rows(QUERY, run.document(name))
    assert status == "unreadable"
    assert f"{name}.pdf" in reason
    assert UNREADABLE[name][1] in reason


@pytest.mark.parametrize("name", WITHOUT_TABLES)
def test_a_file_without_tables_is_held_back(run: Run, name: str) -> None:
    ((status, reason),) = run.rows(QUERY, run.document(name))
    assert status in ("quarantined", "unreadable")
    assert reason
    assert run.one("select count(*) from audit.figure where document_id = ?", run.document(name)) == 0


@pytest.mark.parametrize("name", [*UNREADABLE, *WITHOUT_TABLES])
def test_the_terminal_names_the_file(run: Run, name: str) -> None:
    assert f"{name}.pdf" in run.output
