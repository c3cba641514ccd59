"""Errors planted in printed disclosures, run through the line's own steps, and what the localisation says of each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pipelines import localisation, pdf
from pipelines.defs.localisation import MOST_READ_AGAIN, localise
from pipelines.extraction.records import FigureRow, Reading
from pipelines.localisation import RepairRow, second_of, weigh
from pipelines.warehouse import Evaluated, failing_documents, query
from tests.localisation.errors import KINDS, Good, Kind, Texts, draw
from tests.printing.budget import CENT_OF_WANYUAN, CENT_OF_YUAN
from tests.printing.disclosures import draw_disclosure
from tests.printing.layout import Layout
from tests.printing.press import Placement, print_disclosure
from tests.printing.specification import Cell, Disclosure, Meaning
from tests.truth_readings import fill_with
from tests.validation.planting import renamed
from tests.warehouse.building import dbt

Way = Literal["printed_so", "misread"]
WAYS: tuple[Way, ...] = ("printed_so", "misread")
LAYOUTS = (
    Layout(),
    Layout(codes="split", index_row=True, zero="0.00"),
    Layout(codes="joined", total="last", money_unit="元"),
    Layout(codes="ladder", rotation=90),
)

HOLDING = """
    select
        term.document_id, evaluated.identity_id, term.figure_id, max(evaluated.tolerance) as tolerance,
        sum(case when term.position = 'lhs' then 1 else -1 end) as sign
    from intermediate.int_identity_term as term
    inner join intermediate.int_identity as evaluated
        on term.document_id = evaluated.document_id and term.identity = evaluated.identity and term.subject_key = evaluated.subject_key
    where evaluated.status = 'holds' and evaluated.severity = 'blocking' and term.figure_id is not null
    group by all
"""
PARENTS = "select document_id, table_no, row_no, parent_row_no from intermediate.int_figure_row where parent_row_no is not null"


@dataclass(frozen=True)
class Printed:
    """A disclosure, where it was printed, its reading and the places of its amounts."""

    disclosure: Disclosure
    path: Path
    reading: Reading
    placements: tuple[Placement, ...]

    def meaning(self, figure: FigureRow) -> Meaning:
        """What a figure was printed as."""
        near = [
            one.meaning
            for one in self.placements
            if one.page == figure.page and abs(one.x0 - figure.x0) < 2 and abs(one.top - figure.top) < 2
        ]
        (found,) = near
        return found


@dataclass(frozen=True)
class Planted:
    """One error: kind and way, the cells it is in, the PDF a person would look at, the reading."""

    kind: str
    way: Way
    texts: Texts
    path: Path
    reading: Reading


@dataclass(frozen=True)
class Result:
    """What became of one planted error."""

    kind: str
    way: Way
    caught: bool
    place: int
    cause: str | None
    value_right: bool
    rows: tuple[RepairRow, ...] = ()


def print_good(folder: Path, number: int) -> list[Printed]:
    """Print and read so many disclosures without an error; a fourth of them drifts by rounding."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for seed in range(number):
        step = CENT_OF_YUAN if seed % 4 == 3 else CENT_OF_WANYUAN
        layout = LAYOUTS[seed % len(LAYOUTS)]
        disclosure = draw_disclosure(7000 + seed, f"青岚市第{seed}局", "青岚市", layout=layout, step=step)
        found.append(print_one(disclosure, folder / f"good{seed}.pdf"))
    return found


def print_one(disclosure: Disclosure, path: Path) -> Printed:
    """Print one disclosure and read it."""
    printing = print_disclosure(disclosure)
    path.write_bytes(printing.pdf)
    reading = pdf.read_document(path, file_name=path.name, source_url=None, stated={})
    return Printed(disclosure, path, reading, printing.placements)


def evaluate(warehouse: Path) -> None:
    """Run the models that come before the verdict, in this process."""
    dbt(warehouse, "run", "--select", "+int_identity", "+int_figure_row")


def knowledge(printed: Sequence[Printed], home: Path) -> list[Good]:
    """What the identities say of each good disclosure: nothing fails, and which cells they cover."""
    warehouse = fill_with(home, [one.reading for one in printed])
    evaluate(warehouse)
    failing = query(
        warehouse, "select distinct document_id, identity from intermediate.int_identity where status = 'fails'"
    )
    assert failing == []
    holding, parents = query(warehouse, HOLDING), query(warehouse, PARENTS)
    found = []
    for one in printed:
        mine = one.reading.document.document_id
        found.append(
            Good(
                {(figure.table_no, figure.row_no, figure.column_no): figure for figure in one.reading.figures},
                identities_of([row for row in holding if row["document_id"] == mine]),
                {(r["table_no"], r["row_no"]): r["parent_row_no"] for r in parents if r["document_id"] == mine},
            )
        )
    return found


def identities_of(rows: Sequence[dict[str, Any]]) -> tuple[tuple[Decimal, dict[str, int]], ...]:
    """Tolerance and signs of each identity."""
    found: dict[str, tuple[Decimal, dict[str, int]]] = {}
    for row in rows:
        found.setdefault(row["identity_id"], (row["tolerance"], {}))[1][row["figure_id"]] = int(row["sign"])
    return tuple(found.values())


def plant_all(
    printed: Sequence[Printed],
    good: Sequence[Good],
    folder: Path,
    each: int,
    kinds: Sequence[Kind] = KINDS,
    seed: int = 1,
) -> Iterator[Planted]:
    """``each`` errors of every kind and way, spread over the disclosures."""
    dice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for kind in kinds:
        for way in WAYS:
            for _ in range(each):
                at, texts = _drawn(kind, good, number, dice)
                number += 1
                yield plant(printed[at], kind.__name__, way, texts, folder / f"{number:03d}-{kind.__name__}-{way}.pdf")


def _drawn(kind: Kind, good: Sequence[Good], number: int, dice: random.Random) -> tuple[int, Texts]:
    """An error in the disclosure whose turn it is, or in the next that has a place for one (a layout may print no blanks)."""
    for step in range(len(good)):
        at = (number + step) % len(good)
        if (texts := draw(kind, good[at], dice)) is not None:
            return at, texts
    raise LookupError(f"no disclosure has a place for {kind.__name__}")


def plant(printed: Printed, kind: str, way: Way, texts: Texts, path: Path) -> Planted:
    """Print the wrong number, or leave it in the reading alone."""
    if way == "misread":
        figures = [
            reread(one, texts[one.figure_id]) if one.figure_id in texts else one for one in printed.reading.figures
        ]
        mine = sha256(path.name.encode()).hexdigest()
        reading = renamed(replace(printed.reading, figures=figures), mine)
        return Planted(kind, way, {mine[:12] + one[12:]: text for one, text in texts.items()}, printed.path, reading)
    figures = {one.figure_id: one for one in printed.reading.figures}
    wanted = {printed.meaning(figures[one]): text for one, text in texts.items()}
    again = print_one(reprinted(printed.disclosure, wanted), path)
    mine = again.reading.document.document_id
    return Planted(kind, way, {mine[:12] + one[12:]: text for one, text in texts.items()}, path, again.reading)


def reprinted(disclosure: Disclosure, texts: Mapping[Meaning, str]) -> Disclosure:
    """The disclosure with other texts in some cells; each is there once."""

    def cell(old: Cell) -> Cell:
        return replace(old, text=texts[old.meaning]) if old.meaning in texts else old

    hits = [one for table in disclosure.tables for one in table.amounts() if one.meaning in texts]
    assert len(hits) == len(texts)
    return disclosure.with_tables(lambda table: table.with_cells(cell))


def reread(figure: FigureRow, text: str) -> FigureRow:
    """The figure as if this had been read in its cell."""
    if not text:
        return replace(figure, printed="", amount_yuan=None, step_yuan=None)
    unit = Decimal(10_000) if figure.money_unit == "万元" else Decimal(1)
    number = Decimal(text.replace(",", "").replace("\n", ""))
    step = Decimal(1).scaleb(int(number.as_tuple().exponent)) * unit
    return replace(figure, printed=text, amount_yuan=number * unit, step_yuan=step)


def truths(planted: Planted, printed: Sequence[Printed]) -> dict[str, Decimal | None]:
    """What really was in the planted cells, by the rest of their figure_id."""
    found = {
        one.figure_id[12:]: one.amount_yuan for p in printed for one in p.reading.figures if p.path == planted.path
    }
    return {one: found.get(one[12:]) for one in planted.texts}


def judge(planted: Sequence[Planted], home: Path, tell: Callable[[Result], None] = lambda _: None) -> list[Result]:
    """Load everything into one warehouse, evaluate, localise, read the suspects again."""
    warehouse = fill_with(home, [one.reading for one in planted])
    evaluate(warehouse)
    failing = {one.document_id: one for one in failing_documents(warehouse)}
    results = []
    for one in planted:
        found = failing.get(one.reading.document.document_id)
        results.append(_result(one, found))
        tell(results[-1])
    return results


def _result(planted: Planted, found: Evaluated | None) -> Result:
    if found is None or not any(
        row["severity"] == "blocking" and abs(row["difference"]) > row["tolerance"] for row in found.equations
    ):
        return Result(planted.kind, planted.way, False, 0, None, False)
    localised = localise(found)
    assert len(localised.places) <= MOST_READ_AGAIN
    texts = pdf.read_again(planted.path, localised.places)
    readings = {one: second_of(localised.network.cells[one], text) for one, text in texts.items()}
    faults = [weigh(localised.network, fault, readings) for fault in localised.faults]
    rows = tuple(localisation.report(found.document_id, localised.network, faults))
    first = [row for row in rows if row.fault == 1]
    hits = [row for row in first if set(row.figure_ids.split(",")) & set(planted.texts)]
    place = hits[0].rank if hits else 0
    return Result(planted.kind, planted.way, True, place, first[0].cause if first else None, bool(hits), rows)
