"""Disclosures in the manner of publishers that are not in the corpus: every cell reads as printed, or its heading is refused by name."""

from __future__ import annotations

import pytest
from manners import MANNERS
from templates import Expected, Template

from pipelines.extraction.folding import fold, unwrapped
from pipelines.extraction.reader import read
from pipelines.extraction.records import FigureRow, Reading


@pytest.fixture(scope="module", params=MANNERS, ids=lambda template: template.manner)
def printed(request: pytest.FixtureRequest) -> tuple[Template, Reading]:
    template: Template = request.param
    pages = template.pages()
    reading = read(pages, document_id="0" * 64, file_name="a.pdf", source_url=None, page_count=len(pages), stated={})
    return template, reading


def _read(figure: FigureRow) -> Expected:
    who = figure.row_code or fold(figure.row_name or figure.unit_code or figure.unit_name or "")
    return figure.row_side or "", who, figure.economic_code or "", figure.column_name, figure.printed


def test_the_cover_says_whose_it_is(printed: tuple[Template, Reading]) -> None:
    template, reading = printed
    told = reading.document
    assert (told.body, told.region, told.fiscal_year, told.kind, told.scope) == template.identity


def test_every_table_is_taken_for_what_it_is(printed: tuple[Template, Reading]) -> None:
    template, reading = printed
    found = [(table.title, table.table_family) for table in reading.tables]
    assert found == [(unwrapped(sheet.title), sheet.family) for sheet in template.sheets]
    assert {table.status for table in reading.tables} <= {"read", "ignored"}


def test_every_cell_reads_as_printed(printed: tuple[Template, Reading]) -> None:
    template, reading = printed
    for number, sheet in enumerate(template.sheets, start=1):
        figures = [_read(figure) for figure in reading.figures if figure.table_no == number]
        assert sorted(figures) == sorted(sheet.expected()), sheet.title


def test_headings_of_parts_are_refused_by_name(printed: tuple[Template, Reading]) -> None:
    template, reading = printed
    refused = [problem.printed for problem in reading.problems if problem.problem == "unknown heading"]
    assert refused == [heading for sheet in template.sheets for heading in sheet.refused()]
