"""The start document's reading with one printed cell changed, as many times as wanted, in one warehouse."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipelines.extraction.records import ClaimRow, FigureRow, Reading, TargetRow
from pipelines.warehouse import land, load
from tests.truth_readings import START, TruthRegistration, from_truth

WANYUAN = Decimal(10_000)
Change = Callable[[Reading], Reading]


def identifier(name: str) -> str:
    """The document a change is planted in."""
    return hashlib.sha256(name.encode()).hexdigest()


def start() -> Reading:
    """The reading of the start document, with a statement of its total in the prose."""
    reading = from_truth(START)
    claim = ClaimRow(
        claim_id="claim-1",
        document_id=reading.document.document_id,
        page=3,
        x0=0.0,
        top=0.0,
        x1=1.0,
        bottom=1.0,
        sentence="2023年支出总计80000万元。",
        concept="expenditure_total",
        subject=None,
        subject_year=2023,
        printed="80000",
        money_unit="万元",
        amount_yuan=Decimal(800_000_000),
        step_yuan=WANYUAN,
        number=None,
        direction=None,
    )
    return replace(reading, claims=[claim])


def printed(figure: FigureRow, text: str) -> FigureRow:
    """The figure as if this had been printed in its cell."""
    number = Decimal(text.replace(",", ""))
    step = Decimal(1).scaleb(int(number.as_tuple().exponent)) * WANYUAN
    return replace(figure, printed=text, amount_yuan=number * WANYUAN, step_yuan=step)


def cell(family: str, row: str, column: str, text: str, side: str | None = None) -> Change:
    """Print ``text`` in one cell: ``row`` is a code or a name, and must be one row of the table."""

    def change(reading: Reading) -> Reading:
        hits = [
            figure
            for figure in reading.figures
            if (figure.table_family, figure.column_name, figure.row_side) == (family, column, side)
            and row in (figure.row_code, figure.row_name)
        ]
        assert len(hits) == 1, f"{len(hits)} cells are {family}, {row}, {column}"
        return replace(reading, figures=[printed(one, text) if one is hits[0] else one for one in reading.figures])

    return change


def claimed(text: str) -> Change:
    """State another total in the prose."""

    def change(reading: Reading) -> Reading:
        (claim,) = reading.claims
        return replace(reading, claims=[replace(claim, printed=text, amount_yuan=Decimal(text) * WANYUAN)])

    return change


def weighed(text: str) -> Change:
    """Print another weight for the first indicator."""

    def change(reading: Reading) -> Reading:
        first: TargetRow = replace(reading.targets[0], weight_printed=text, weight=Decimal(text))
        return replace(reading, targets=[first, *reading.targets[1:]])

    return change


def renamed(reading: Reading, document_id: str) -> Reading:
    """The reading as another document's."""
    mine = {"document_id": document_id}
    return Reading(
        replace(reading.document, **mine),
        [replace(row, **mine) for row in reading.evidence],
        [replace(row, **mine) for row in reading.pages],
        [replace(row, **mine) for row in reading.tables],
        [replace(row, **mine, figure_id=document_id[:12] + row.figure_id[12:]) for row in reading.figures],
        [replace(row, **mine, target_id=document_id[:12] + row.target_id[12:]) for row in reading.targets],
        [replace(row, **mine, claim_id=f"{document_id[:12]}-{row.claim_id}") for row in reading.claims],
        [replace(row, **mine) for row in reading.problems],
    )


def plant(home: Path, changes: Mapping[str, Change]) -> Path:
    """Land and load the start document once for each change; returns the warehouse."""
    registrations = []
    for sequence, (name, change) in enumerate(changes.items(), start=1):
        reading = renamed(change(start()), identifier(name))
        land(reading, home / "landing")
        registrations.append(TruthRegistration(identifier(name), f"{name}.pdf", sequence))
    warehouse = home / "warehouse" / "yusuan.duckdb"
    load(home / "landing", warehouse, registrations)
    return warehouse
