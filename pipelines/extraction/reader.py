"""Pages in, a reading out: every table, figure, target and statement of one document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pipelines.extraction.assembly import tables_of
from pipelines.extraction.figures import TableReading, read_table, table_row
from pipelines.extraction.forms import FormReading, read_form
from pipelines.extraction.headingyears import wrong_years
from pipelines.extraction.identity import read_identity
from pipelines.extraction.pages import Page
from pipelines.extraction.prose import read_claims
from pipelines.extraction.records import DocumentRow, PageRow, ProblemRow, Reading
from pipelines.extraction.repeats import contradicting_repeats
from pipelines.extraction.selection import superseded
from pipelines.extraction.tables import PrintedTable

READER_VERSION = "1"


def read(
    pages: Sequence[Page],
    *,
    document_id: str,
    file_name: str,
    source_url: str | None,
    page_count: int,
    stated: Mapping[str, str],
) -> Reading:
    """Read one document.

    Args:
        pages: the document's pages in order.
        document_id: SHA-256 of its bytes, hex.
        file_name: its name as registered.
        source_url: where it was published, if known.
        page_count: how many pages the file has.
        stated: body, region, year, kind and scope as far as they were stated when the file was registered.

    Returns:
        Everything read. Seconds are left at 0: whoever measures the reading fills them.
    """
    readings = read_tables(pages, document_id)
    tables = [reading.table for reading in readings]
    identity, evidence = read_identity(pages, tables, stated, document_id=document_id, file_name=file_name)
    has_tables = any(table.table_family is not None for table in tables)
    document = DocumentRow(
        document_id=document_id,
        file_name=file_name,
        source_url=source_url,
        page_count=page_count,
        body=identity.body,
        body_code=identity.body_code,
        region=identity.region,
        fiscal_year=identity.fiscal_year,
        kind=identity.kind,
        scope=identity.scope,
        identity_basis=identity.basis,
        reading_status="read" if has_tables else "no_tables",
        reading_reason=None if has_tables else "no table of a known family is printed",
        reader_version=READER_VERSION,
        read_seconds=0.0,
    )
    figures = [figure for reading in readings for figure in reading.figures]
    problems = [_identity_problem(document_id, problem) for problem in identity.problems]
    problems += wrong_years(figures, identity.fiscal_year)
    return Reading(
        document,
        evidence=evidence,
        pages=[_page_row(document_id, page) for page in pages],
        tables=tables,
        figures=figures,
        targets=[t for reading in readings if isinstance(reading, FormReading) for t in reading.targets],
        claims=read_claims(pages, document_id=document_id, fiscal_year=identity.fiscal_year),
        problems=[*problems, *(problem for reading in readings for problem in reading.problems)],
    )


def read_tables(pages: Sequence[Page], document_id: str) -> list[TableReading]:
    """Read every table of the document in print order, those known and not read included."""
    tables = tables_of(pages)
    substitutes = superseded(tables)
    readings = [_read_one(table, no, document_id, no in substitutes) for no, table in enumerate(tables, start=1)]
    for problem in contradicting_repeats(tables, readings):
        readings[(problem.table_no or 1) - 1].problems.append(problem)
    return readings


def _read_one(table: PrintedTable, number: int, document_id: str, is_superseded: bool) -> TableReading:
    if table.family is None:
        return _ignored(table, number, document_id, table.title.reason if table.title else None)
    if is_superseded:
        reason = f"the document also prints the proper table of {table.family}"
        return _ignored(table, number, document_id, reason)
    if table.layout is None:
        return read_form(table, number, document_id)
    return read_table(table, number, document_id)


def _ignored(table: PrintedTable, number: int, document_id: str, reason: str | None) -> TableReading:
    """A table that is not read; a title that the vocabulary does not know is named."""
    reason = reason or ("the vocabulary does not know the title" if table.caption.text else "no title stands above it")
    reading = TableReading(table_row(table, number, document_id, "ignored", reason, 0, ()))
    if table.caption.text and table.title is None:
        box, page = table.parts[0].sheet.box, table.parts[0].page.number
        reading.problems.append(
            ProblemRow(
                document_id,
                "unknown title",
                "warning",
                number,
                page,
                box.x0,
                box.top,
                box.x1,
                box.bottom,
                table.caption.text,
                "the vocabulary does not know the title; the table is not read",
            )
        )
    return reading


def _identity_problem(document_id: str, problem: str) -> ProblemRow:
    return ProblemRow(document_id, "identity", "blocking", None, None, None, None, None, None, "", problem)


def _page_row(document_id: str, page: Page) -> PageRow:
    return PageRow(
        document_id, page.number, page.width_pt, page.height_pt, page.rotation, page.method,
        len(page.words), len(page.grids), 0.0, _text_digest(page),
    )  # fmt: skip


def _text_digest(page: Page) -> str:
    """What a page says and where, in one word: two files that print the same page have the same one."""
    said = (f"{word.text} {word.box.x0:.0f} {word.box.top:.0f}\n" for word in page.words)
    return hashlib.sha256("".join(said).encode()).hexdigest()
