"""Landing: what is read back is what was read, whole or not at all."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.records import FigureRow, Reading
from pipelines.warehouse import RAW_TABLES, TooPrecise, fingerprint, land, landed_documents
from pipelines.warehouse.schema import arrow_schema
from tests.truth_readings import START, from_truth, reading_of
from tests.warehouse.identity_examples import document, function, tables

SMALL = reading_of(document("small", **tables(function("10.00", "4.00", "6.00"))))
DOCUMENT = SMALL.document.document_id


def with_amount(amount: Decimal | None) -> Reading:
    figure = replace(SMALL.figures[0], amount_yuan=amount)
    return Reading(SMALL.document, figures=[figure])


def landed_amount(folder: Path) -> Decimal | None:
    return pq.read_table(folder / "general_public_expenditure.parquet").column("amount_yuan").to_pylist()[0]


def test_every_raw_table_is_a_file_and_empty_ones_hold_no_row(tmp_path: Path) -> None:
    folder = land(SMALL, tmp_path)
    rows = {name: pq.read_metadata(folder / f"{name}.parquet").num_rows for name in RAW_TABLES}
    assert rows["general_public_expenditure"] == 3
    assert {name for name, count in rows.items() if count == 0} >= {"three_public", "claim", "performance_target"}


def test_figures_go_to_the_table_of_their_family(tmp_path: Path) -> None:
    reading = from_truth(START)
    folder = land(reading, tmp_path)
    for family in {figure.table_family for figure in reading.figures}:
        landed = pq.read_table(folder / f"{family}.parquet").column("figure_id").to_pylist()
        assert landed == [figure.figure_id for figure in reading.figures if figure.table_family == family]


def test_columns_are_the_fields_of_the_record() -> None:
    assert arrow_schema("project").names == [field.name for field in fields(FigureRow)]


@settings(max_examples=20, deadline=None)
@given(st.decimals(min_value=-(10**17), max_value=10**17, places=6) | st.none())
def test_an_amount_is_landed_as_it_was_read(tmp_path_factory: pytest.TempPathFactory, amount: Decimal | None) -> None:
    assert landed_amount(land(with_amount(amount), tmp_path_factory.mktemp("landing"))) == amount


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.none(), min_size=1, max_size=4),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_texts_places_and_numbers_are_landed_as_they_were_read(
    tmp_path_factory: pytest.TempPathFactory, names: list[str | None], left: float
) -> None:
    figures = [replace(SMALL.figures[0], row_name=name, x0=left, row_no=no) for no, name in enumerate(names)]
    folder = land(Reading(SMALL.document, figures=figures), tmp_path_factory.mktemp("landing"))
    landed = pq.read_table(folder / "general_public_expenditure.parquet")
    assert [(row["row_name"], row["x0"], row["row_no"]) for row in landed.to_pylist()] == [
        (name, left, no) for no, name in enumerate(names)
    ]
    assert landed.schema.equals(arrow_schema("general_public_expenditure"))


@pytest.mark.parametrize("amount", ["0.0000001", "1000000000000000000", "NaN"])
def test_an_amount_that_does_not_fit_is_refused_and_nothing_is_landed(tmp_path: Path, amount: str) -> None:
    with pytest.raises(TooPrecise, match="amount_yuan"):
        land(with_amount(Decimal(amount)), tmp_path)
    assert landed_documents(tmp_path) == {}


def test_landing_the_same_twice_leaves_the_files_alone(tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in land(SMALL, tmp_path).iterdir()}
    slower = replace(SMALL.document, read_seconds=9.0)
    land(Reading(slower, SMALL.evidence, SMALL.pages, SMALL.tables, SMALL.figures), tmp_path)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / DOCUMENT).iterdir()} == before


def test_another_reading_replaces_the_landing_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    first = fingerprint(land(with_amount(Decimal(1)), tmp_path))
    folder = land(with_amount(Decimal(2)), tmp_path)
    assert (landed_amount(folder), fingerprint(folder) == first) == (Decimal(2), False)
    assert [path.name for path in tmp_path.iterdir()] == [DOCUMENT]


def test_a_landing_that_stops_half_way_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    land(with_amount(Decimal(1)), tmp_path)
    write_table = pq.write_table

    def full_disk(table: object, where: Path, **options: object) -> None:
        if where.name == "three_public.parquet":
            raise OSError("no space left on device")
        write_table(table, where, **options)

    monkeypatch.setattr(pq, "write_table", full_disk)
    with pytest.raises(OSError, match="no space"):
        land(with_amount(Decimal(2)), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [DOCUMENT]
    assert landed_amount(tmp_path / DOCUMENT) == Decimal(1)
