"""The 2023 disclosure of 重庆经开区, cell by cell against its truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.extraction.reader import read
from pipelines.extraction.records import Reading
from pipelines.pdf import read_pages

ROOT = Path(__file__).resolve().parents[2]
TRUTH = json.loads((ROOT / "tests" / "data" / "cqetdz-2023-budget.truth.json").read_text(encoding="utf-8"))
SCALE = Decimal(10_000)


@pytest.fixture(scope="module")
def reading() -> Reading:
    pages = tuple(read_pages(ROOT / "data" / "disclosures" / "cqetdz-2023-budget.pdf"))
    return read(
        pages,
        document_id=TRUTH["sha256"],
        file_name="cqetdz-2023-budget.pdf",
        source_url=None,
        page_count=57,
        stated={},
    )


def _true_cells() -> Iterator[tuple[Any, ...]]:
    for table in TRUTH["tables"]:
        for row in table["rows"]:
            for column, value in zip(table["columns"], row["values"], strict=True):
                yield table["family"], row.get("side"), row["code"], row["name"], column, value


def test_every_printed_number_is_there_and_nothing_else(reading: Reading) -> None:
    wanted = Counter((*key, Decimal(value) * SCALE) for *key, value in _true_cells() if value is not None)
    names = {"budget_summary": "amount"}
    found = Counter(
        (f.table_family, f.row_side, f.row_code, f.row_name, names.get(f.table_family, f.column_name), f.amount_yuan)
        for f in reading.figures
        if f.amount_yuan is not None
    )
    assert found == wanted


def test_blank_cells_are_blank(reading: Reading) -> None:
    wanted = Counter(tuple(key) for *key, value in _true_cells() if value is None)
    found = Counter(
        (f.table_family, f.row_side, f.row_code, f.row_name, f.column_name) for f in reading.figures if f.printed == ""
    )
    only_printed = {key: count for key, count in wanted.items() if key[1] != "revenue" or key[4] in ("total", "amount")}
    assert {key: found[key] for key in only_printed} == only_printed


def test_nothing_is_refused_or_not_understood(reading: Reading) -> None:
    assert reading.problems == []
    assert Counter(table.status for table in reading.tables) == {"read": 50, "empty": 1}


def test_the_government_fund_table_is_empty_not_missing(reading: Reading) -> None:
    statuses = {t.table_family: (t.status, t.title) for t in reading.tables}
    assert statuses["government_fund_expenditure"] == ("empty", "2023年重庆经开区管委会政府性基金预算支出表")


def test_every_indicator_is_there(reading: Reading) -> None:
    def squeezed(text: str | None) -> str:
        return "".join((text or "").split())

    keys = ("name", "weight", "operator", "target", "unit", "core")
    wanted = [(None, *(squeezed(entry.get(key)) for key in keys)) for entry in TRUTH["overall_targets"]]
    for project in TRUTH["performance_targets"]:
        wanted += [(project["project"], *(squeezed(e.get(key)) for key in keys)) for e in project["indicators"]]
    found = [
        (t.project_name, t.indicator_name, t.weight_printed, t.operator or "", t.target_value or "",
         t.measure_unit or "", t.is_core or "")
        for t in reading.targets
    ]  # fmt: skip
    assert found == wanted


def test_the_weights_of_every_project_come_to_ninety_and_the_overall_ones_to_a_hundred(reading: Reading) -> None:
    sums: Counter[str | None] = Counter()
    for target in reading.targets:
        sums[target.project_name] += target.weight  # pyright: ignore[reportArgumentType]
    assert sums.pop(None) == 100
    assert set(sums.values()) == {90}
    assert len(sums) == 43


def test_every_figure_lies_in_a_cell_of_its_table(reading: Reading) -> None:
    tables = {table.table_no: table for table in reading.tables}
    for figure in reading.figures:
        assert tables[figure.table_no].first_page <= figure.page <= tables[figure.table_no].last_page
        assert figure.x0 < figure.x1
        assert figure.top < figure.bottom
    assert len({figure.figure_id for figure in reading.figures}) == len(reading.figures)
