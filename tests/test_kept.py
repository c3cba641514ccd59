"""What is kept is found again for what it was made for, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines import kept, modelling


def test_what_is_kept_is_found_for_what_it_was_made_for(tmp_path: Path) -> None:
    file = tmp_path / "made" / "it.pickle"
    assert kept.get(file, ("a", 1)) is None
    kept.put(file, ("a", 1), {"what": [1, 2]})
    assert kept.get(file, ("a", 1)) == {"what": [1, 2]}
    assert kept.get(file, ("a", 2)) is None
    assert [path.name for path in file.parent.iterdir()] == ["it.pickle"]


def test_what_is_kept_of_classes_that_are_gone_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "it.pickle"
    kept.put(file, ("old",), None)
    file.write_bytes(file.read_bytes()[:-2] + b"cno_such_module\nClass\n.")
    assert kept.get(file, ("new",)) is None


def _change(file: Path) -> None:
    file.write_text("select 2")


def _rename(file: Path) -> None:
    file.rename(file.with_name("c.sql"))


def _add(file: Path) -> None:
    file.with_name("b.md").write_text("")


@pytest.mark.parametrize("change", [_change, _rename, _add, Path.unlink])
def test_a_project_with_another_file_is_parsed_again(
    change: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "models" / "a.sql"
    file.parent.mkdir()
    file.write_text("select 1")
    (tmp_path / "profiles.yml").write_text("")
    monkeypatch.setattr(modelling, "PROJECT", tmp_path)
    monkeypatch.setattr(modelling, "SOURCES", [tmp_path / "models", tmp_path / "profiles.yml"])
    before = modelling._made_of()
    assert modelling._made_of() == before
    change(file)
    assert modelling._made_of() != before
