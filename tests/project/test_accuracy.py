"""The floor of the reader's accuracy: what counts as a drop, and that the file the releases carry is about real documents."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

import plain
from accuracy import drops, read_floor
from corpus import Score

from pipelines import warehouse
from pipelines.settings import Settings

BEFORE = Score("b", "1" * 64, "three_public", "published", cells=10, matched=8, wrong=0, missing=2, extra=1)
FLOOR = {(BEFORE.document_id, BEFORE.table_family): BEFORE}


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(BEFORE, id="as before"),
        pytest.param(replace(BEFORE, matched=10, missing=0, extra=0), id="better"),
        pytest.param(replace(BEFORE, status="quarantined"), id="held back"),
    ],
)
def test_no_drop(now: Score) -> None:
    assert list(drops(FLOOR, [now])) == []


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(replace(BEFORE, matched=7, missing=3), id="a cell less"),
        pytest.param(replace(BEFORE, matched=7, wrong=1), id="a cell wrong"),
        pytest.param(replace(BEFORE, extra=2), id="a cell invented"),
    ],
)
def test_a_drop_names_document_and_family(now: Score) -> None:
    (said,) = drops(FLOOR, [now])
    assert said.startswith("b three_public: ")


def test_a_held_back_document_that_is_published_shows_its_wrong_cells() -> None:
    held = replace(BEFORE, status="quarantined")
    assert len(list(drops({(held.document_id, held.table_family): held}, [replace(held, status="published")]))) == 1


def test_a_document_that_is_no_longer_measured_is_a_drop() -> None:
    assert len(list(drops(FLOOR, []))) == 1


def test_the_floor_never_has_a_wrong_cell_in_a_published_document() -> None:
    floor = read_floor().values()
    assert len({row.document for row in floor}) > 50
    assert [row.document for row in floor if row.wrong and row.status == "published"] == []


def test_the_second_reader_finds_a_number_in_its_box_and_not_beside_it(inside: Settings) -> None:
    database = inside.paths.published / inside.paths.warehouse.name
    figures = warehouse.query(database, "select * from audit.figure where x0 is not null order by figure_id limit 40")
    assert len(figures) == 40
    for figure in figures:
        original = inside.paths.originals / f"{figure['document_id']}.pdf"
        assert plain.agrees(figure["printed"], plain.inside(original, figure))
        beside = {**figure, "top": figure["top"] - 400, "bottom": figure["bottom"] - 400}
        assert not plain.agrees(figure["printed"] + "1", plain.inside(original, figure))
        assert plain.inside(original, beside) != figure["printed"]
