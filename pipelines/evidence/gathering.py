"""From a published file to what a bundle says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pipelines import warehouse
from pipelines.evidence import contents
from pipelines.evidence.contents import Cell, Claim, Compared, Contents, Part, Repair, Rule, Term, Transformation
from pipelines.evidence.subjects import Subject
from pipelines.evidence.versions import versions_here
from pipelines.publication import Release
from pipelines.registry import Registration
from pipelines.vocabulary import money_units
from pipelines.vocabulary.identities import load_identities

DOCUMENT = "select * from audit.document where document_id = ?"
FIGURES = "select * from audit.figure where figure_id in (select unnest(?)) order by figure_id"
TABLES = """
    select figure.* from audit.figure as figure
    where exists (
        select 1 from audit.figure as subject
        where subject.figure_id in (select unnest(?)) and subject.document_id = figure.document_id and subject.table_no = figure.table_no
    )
    order by figure.figure_id
"""
CLAIMS = "select * from audit.claim where claim_id in (select unnest(?)) order by claim_id"
STEPS = """
    select document_id, table_no, money_unit, min(step_yuan) as step_yuan from audit.figure
    where document_id in (select unnest(?)) and step_yuan is not null group by all
"""
IDENTITIES = """
    select * from audit.identity
    where len(list_intersect(string_split(figure_ids, ','), ?)) > 0
    order by document_id, identity_id
"""
WAIVERS = """
    select * from audit.waiver
    where document_id || ' ' || identity in (select unnest(?)) order by waiver_no
"""
REPAIRS = """
    select * from audit.repair
    where document_id = ? and len(list_intersect(string_split(figure_ids, ','), ?)) > 0 order by fault, rank, repair_id
"""

Row = Mapping[str, Any]
Kept = TypeVar("Kept", bound=Part)


class OldRelease(RuntimeError):
    """What is published was built before evidence could be made of it."""


def gather(subject: Subject, document: Registration, release: Release) -> Contents:
    """Everything the release says about the subject's figures.

    Raises:
        OldRelease: it does not say enough.
    """
    database, ids = release.database, subject.figure_ids
    compared = warehouse.query(database, IDENTITIES, [ids])
    numbers = _Numbers(database, {*_terms(compared), *_behind(subject)})
    own = {row["figure_id"]: row for row in warehouse.query(database, TABLES, [ids])}
    own |= {key: row for key, row in numbers.cells.items() if row["document_id"] == subject.document_id}
    elsewhere = [row for row in numbers.cells.values() if row["document_id"] != subject.document_id]
    return Contents(
        figures=contents.Figures(
            about="figure" if subject.fact is None else "fact",
            key=subject.key,
            figure_ids=ids,
            cells=[kept(Cell, own[key]) for key in sorted(own)],
            claims=[kept(Claim, row) for row in numbers.claims.values()],
            elsewhere=[kept(Cell, row) for row in elsewhere],
        ),
        transformations=contents.Transformations(
            figures=[transformation(kept(Cell, own[key])) for key in ids], fact=subject.fact
        ),
        identities=contents.Identities(identities=[_compared(row, numbers) for row in compared]),
        remarks=contents.Remarks(
            waivers=[kept(contents.Waiver, row) for row in warehouse.query(database, WAIVERS, [_evaluated(compared)])],
            repairs=[kept(Repair, row) for row in warehouse.query(database, REPAIRS, [subject.document_id, ids])],
        ),
        document=_document(warehouse.query(database, DOCUMENT, [subject.document_id])[0], document, release),
        versions=versions_here(),
    )


def transformation(cell: Cell) -> Transformation:
    """What was made of the cell's text."""
    unit = money_units()[cell.money_unit] if cell.money_unit else None
    return Transformation(
        figure_id=cell.figure_id,
        printed=cell.printed,
        money_unit=cell.money_unit,
        unit_yuan=unit,
        amount_yuan=cell.amount_yuan,
        step_yuan=cell.step_yuan,
    )


def kept(part: type[Kept], row: Row) -> Kept:
    """The columns of a row that a part keeps."""
    return part(**{name: row[name] for name in part.model_fields})


class _Numbers:
    """The figures and claims that enter identities, and the precision of each."""

    def __init__(self, database: Path, ids: set[str]):
        wanted = sorted(ids)
        self.cells = {row["figure_id"]: row for row in warehouse.query(database, FIGURES, [wanted])}
        self.claims = {row["claim_id"]: row for row in warehouse.query(database, CLAIMS, [wanted])}
        documents = sorted({row["document_id"] for row in self.cells.values()})
        self.steps = {
            (row["document_id"], row["table_no"], row["money_unit"]): row["step_yuan"]
            for row in warehouse.query(database, STEPS, [documents])
        }

    def term(self, key: str) -> Term:
        row = self.cells.get(key) or self.claims[key]
        return Term(figure_id=key, step_yuan=self._step(key, row), **{name: row[name] for name in _OF_TERM})

    def _step(self, key: str, row: Row) -> Decimal:
        return (
            self.steps[row["document_id"], row["table_no"], row["money_unit"]]
            if key in self.cells
            else row["step_yuan"]
        )


_OF_TERM = ("document_id", "printed", "money_unit", "amount_yuan")


def _terms(compared: Iterable[Row]) -> Iterator[str]:
    for row in compared:
        yield from _listed(row)


def _behind(subject: Subject) -> Iterator[str]:
    """The figures that print the rows which a fact is what is left of."""
    for row in subject.fact.minus if subject.fact else ():
        yield from row.figure_ids


def _listed(row: Row) -> list[str]:
    written: str = row["figure_ids"] or ""
    return written.split(",") if written else []


def _evaluated(compared: Iterable[Row]) -> list[str]:
    """Document and identity of each comparison, as waivers name them."""
    return sorted({f"{row['document_id']} {row['identity']}" for row in compared})


def _compared(row: Row, numbers: _Numbers) -> Compared:
    if "lhs_term_count" not in row:
        raise OldRelease("the release does not say which terms stand on which side; `yusuan run` makes one that does")
    terms: Sequence[Term] = [numbers.term(key) for key in _listed(row)]
    left = row["lhs_term_count"]
    said = {name: row[name] for name in Compared.model_fields if name in row}
    return Compared(**said, rule=rule_of(row["identity"]), left=list(terms[:left]), right=list(terms[left:]))


def rule_of(identity: str) -> Rule:
    """The entry of this checkout's ``identities.toml``.

    Raises:
        KeyError: there is none of this name.
    """
    entry = asdict(load_identities().identities[identity])
    return Rule(identity=identity, **{name: entry[name] for name in Rule.model_fields if name != "identity"})


def _document(row: Row, document: Registration, release: Release) -> contents.Document:
    stated = {name: str(value) for name, value in asdict(document.stated).items() if value is not None}
    return contents.Document(
        **{name: row[name] for name in contents.Document.model_fields if name in row},
        stated=stated,
        release_id=release.release_id,
        released_at=release.published_at,
        built_from=release.built_from,
    )
