"""What is written can be checked, wherever it is taken."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from pipelines.cli.commands import app
from pipelines.evidence import archive, bundling
from pipelines.evidence.checking import identities
from pipelines.evidence.gathering import gather
from pipelines.evidence.subjects import Subject
from pipelines.settings import Settings
from pipelines.warehouse import query
from tests.conftest import START, Done
from tests.evidence.conftest import TOTAL, Proof, ProofOfFact, one

EXPECTED = {
    "source", "document", "cells", "prose", "amounts", "identities", "confirmed by", "crops", "page pictures", "readme", "versions",
}  # fmt: skip


def test_a_bundle_is_written_and_holds_where_there_is_no_home(
    first_run: Done, inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "total.zip"
    written = CliRunner().invoke(app, ["bundle", one(first_run, TOTAL), "-o", str(file)])
    assert written.exit_code == 0, written.output
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path / "nowhere"))
    monkeypatch.chdir(tmp_path)
    digest = archive.digest(archive.unpack(file))
    checked = CliRunner().invoke(app, ["verify", str(file), "--digest", digest])
    assert checked.exit_code == 0, checked.output
    assert "The bundle holds." in checked.output
    assert "fails" not in checked.output
    assert all(len(line) <= 80 for line in checked.output.splitlines())
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    unvouched = CliRunner().invoke(app, ["verify", str(file)])
    assert unvouched.exit_code == 0, unvouched.output
    assert "The bundle holds; not checked: which sums." in unvouched.output
    other = CliRunner().invoke(app, ["verify", str(file), "--digest", "0" * 64])
    assert other.exit_code == 1
    assert CliRunner().invoke(app, ["verify", str(tmp_path / "none.zip")]).exit_code == 2


def test_every_check_holds(total: Proof) -> None:
    checks = total.judged()
    assert {one.name for one in checks.values() if one.outcome == "holds"} == EXPECTED
    assert total.members[archive.SOURCE] == START.read_bytes()
    assert total.said.document.document_id == hashlib.sha256(START.read_bytes()).hexdigest()


def test_the_same_figure_gives_the_same_bytes(total: Proof, first_run: Done) -> None:
    again = bundling.bundled(bundling.find(total.said.figures.key, first_run.terminal.home))
    assert archive.pack(again) == archive.pack(total.members)


def test_the_readme_names_what_a_person_looks_for(total: Proof) -> None:
    said = total.members[archive.README].decode()
    (cell,) = total.said.subjects
    for words in (
        START.name,
        "重庆经济技术开发区管理委员会",
        "80,000.00",
        "800,000,000 元",
        f"页码 page: {cell.page}",
        total.said.document.document_id,
    ):
        assert words in said


@pytest.mark.parametrize("kind", ["published", "rounding", "margin"])
def test_a_fact_follows_from_its_figures(fact: ProofOfFact, kind: str) -> None:
    proof = fact(kind)
    checks = proof.judged()
    other = {} if kind == "published" else {"other rows": "not checked"}
    assert {one.name: one.outcome for one in checks.values() if one.outcome != "holds"} == other
    assert "fact" in checks
    total = proof.said.transformations.fact
    assert total is not None
    assert bool(total.minus) == (kind != "published")


def test_every_identity_of_a_document_is_computed_again_as_the_warehouse_has_it(first_run: Done, total: Proof) -> None:
    home = first_run.terminal.home
    found = bundling.find(total.said.figures.key, home)
    rows = query(found.release.database, "select figure_id from audit.figure")
    every = Subject("all", found.document.document_id, [row["figure_id"] for row in rows], None)
    said = gather(every, found.document, found.release)
    assert len(said.identities.identities) > 600
    assert identities.check_identities(said, total.again.reading).outcome == "holds"
    assert identities.check_confirmation(said).outcome == "holds"


def test_a_fact_is_drawn_for_each_figure_that_prints_it(first_run: Done, inside: Settings, tmp_path: Path) -> None:
    key = one(
        first_run,
        "select expenditure_key from marts.fact_expenditure where row_kind = 'rounding' and len(figure_ids) = 2 order by 1 limit 1",
    )
    drawn = CliRunner().invoke(app, ["trace", key, "-o", str(tmp_path / "fact.png")])
    assert drawn.exit_code == 0, drawn.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fact-2.png", "fact.png"]
    for file in tmp_path.iterdir():
        with Image.open(file) as picture:
            assert picture.width > 600


def test_what_is_called_so_is_not_there(first_run: Done) -> None:
    with pytest.raises(bundling.NoSuchFigure, match="no figure and no fact 'nothing'"):
        bundling.find("nothing", first_run.terminal.home)
