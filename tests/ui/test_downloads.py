"""Downloads: the amounts are exact, each row has its evidence, and no text of a document becomes a formula."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest

from dashboard.cells import Cell
from dashboard.connection import open_release
from dashboard.downloads import as_csv, as_excel, star_rows
from dashboard.queries import documents
from pipelines.settings import Settings

EVIDENCE = {"file_name", "page", "printed", "figure_id", "sha256", "release"}


def test_the_rows_sum_to_the_printed_total(inside: Settings) -> None:
    with open_release(inside.paths) as reading:
        document = documents.current(reading)[0]
        rows = star_rows(reading, [Cell("expenditure", document["document_id"])])
    read = list(csv.DictReader(StringIO(as_csv(rows).decode("utf-8-sig"))))
    assert sum(Decimal(row["amount_yuan"]) for row in read) == Decimal("800000000")
    assert set(read[0]) >= EVIDENCE
    assert all(row["figure_id"] and row["printed"] and row["page"] for row in read if row["row_kind"] == "published")
    sheet = openpyxl.load_workbook(BytesIO(as_excel(rows))).active
    assert sheet is not None and sheet.max_row == len(rows) + 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "-A1", "@SUM(A1)", "\t=1"])
def test_text_is_never_a_formula(text: str) -> None:
    rows = [{"name": text}]
    assert next(csv.DictReader(StringIO(as_csv(rows).decode("utf-8-sig"))))["name"] == f"'{text}"
    sheet = openpyxl.load_workbook(BytesIO(as_excel(rows))).active
    assert sheet is not None and sheet["A2"].data_type == "s" and sheet["A2"].value == text


@pytest.mark.parametrize(
    ("amount", "cell"),
    [
        pytest.param("154605700.000000", 154605700, id="a number"),
        pytest.param("-0.010000", -0.01, id="a negative number, not a formula"),
        pytest.param("1234567890123456.78", "1234567890123456.78", id="too many digits for a spreadsheet"),
        pytest.param(None, None, id="nothing is not zero"),
    ],
)
def test_amounts_are_exact(amount: str | None, cell: object) -> None:
    value = Decimal(amount) if amount else None
    sheet = openpyxl.load_workbook(BytesIO(as_excel([{"amount": value, "x": 1}]))).active
    assert sheet is not None and sheet["A2"].value == cell
    read = next(csv.DictReader(StringIO(as_csv([{"amount": value}, {"amount": 1}]).decode("utf-8-sig"))))["amount"]
    assert (Decimal(read) if read else None) == value


@pytest.mark.parametrize("printed", ["-20,442.30", "-1", "-3.5%"])
def test_a_number_stays_as_it_is_printed(printed: str) -> None:
    assert next(csv.DictReader(StringIO(as_csv([{"printed": printed}]).decode("utf-8-sig"))))["printed"] == printed
