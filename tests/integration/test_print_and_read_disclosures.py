"""Whole disclosures of random budgets in random layouts, prose and forms among them, are read as they were printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.records import Reading
from pipelines.pdf import read_document
from tests.integration.comparison import Cells, differences, of_specification, of_warehouse
from tests.printing.budget import CENT_OF_WANYUAN, CENT_OF_YUAN
from tests.printing.disclosures import draw_disclosure
from tests.printing.layout import Layout
from tests.printing.press import print_disclosure
from tests.printing.specification import Disclosure
from tests.printing.strategies import layouts

Target = tuple[str, str, str, str, str, str]
"""Project ('' for the whole body), indicator, weight, operator, target, unit of measure."""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("press") / "printed.pdf"


def read_cells(reading: Reading) -> Cells:
    return of_warehouse(
        [
            (f.table_family, f.row_side, f.row_code, f.row_name, f.column_name, f.amount_yuan)
            for f in reading.figures
            if f.amount_yuan is not None
        ]
    )


def read_targets(reading: Reading) -> list[Target]:
    return sorted(
        (
            t.project_name or "",
            t.indicator_name,
            t.weight_printed,
            t.operator or "",
            t.target_value or "",
            t.measure_unit or "",
        )
        for t in reading.targets
    )


def printed_targets(disclosure: Disclosure) -> Iterator[Target]:
    for project, indicators in disclosure.indicators.items():
        yield from ((project or "", one.name, one.weight, one.operator, one.target, one.unit) for one in indicators)


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000), layout=layouts(), step=st.sampled_from((CENT_OF_WANYUAN, CENT_OF_YUAN)))
def test_a_disclosure_is_read_as_it_was_printed(seed: int, layout: Layout, step: Decimal, pdf: Path) -> None:
    disclosure = draw_disclosure(seed, "白鹭市文化馆", "白鹭市", layout=layout, step=step)
    pdf.write_bytes(print_disclosure(disclosure).pdf)
    reading = read_document(pdf, file_name=pdf.name, source_url=None, stated={})
    assert differences(of_specification(disclosure), read_cells(reading)) == {}
    assert read_targets(reading) == sorted(printed_targets(disclosure))
    assert [problem for problem in reading.problems if problem.severity == "blocking"] == []
    document = reading.document
    said = (document.body, document.region, document.fiscal_year, document.kind, document.scope)
    assert said == (disclosure.body, disclosure.region, disclosure.year, disclosure.kind, disclosure.scope)
