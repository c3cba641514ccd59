"""Columns that name another year than the document's: last year's table printed for comparison, a heading not brought up to date.

Columns of last year and changes against it name that year rightly and are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.extraction.captions import years_in
from pipelines.extraction.folding import fold
from pipelines.extraction.records import FigureRow, ProblemRow

_OTHER_PERIODS = ("prior_year", "change")


def wrong_years(figures: Sequence[FigureRow], fiscal_year: int | None) -> Iterator[ProblemRow]:
    """One blocking problem for each table with a column of this year's figures whose heading names other years only."""
    told: set[int] = set()
    for figure in figures:
        if figure.table_no in told or figure.column_name.startswith(_OTHER_PERIODS):
            continue
        years = years_in(fold(figure.heading))
        if fiscal_year is not None and years and fiscal_year not in years:
            told.add(figure.table_no)
            yield _problem(figure, fiscal_year)


def _problem(figure: FigureRow, fiscal_year: int) -> ProblemRow:
    why = f"the column {figure.heading} is not of {fiscal_year}, the document's year"
    return ProblemRow(
        figure.document_id, "column of another year", "blocking", figure.table_no,
        figure.page, figure.x0, figure.top, figure.x1, figure.bottom, figure.heading, why,
    )  # fmt: skip
