"""What a bundle says, member by member; amounts are exact decimals in 元, boxes are points of the page as displayed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipelines.evidence.archive import Members

Amount = Annotated[Decimal, Field(max_digits=48, decimal_places=24)]
"""An exact amount, within what a warehouse can hold: an exponent of a thousand million would take the memory of who reads it."""

Fact = Literal["fact_expenditure", "fact_revenue", "fact_three_public", "fact_project"]


class Part(BaseModel):
    """A part of a bundle: nothing in it is optional by omission, and nothing else may be in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cell(Part):
    """A row of ``audit.figure``."""

    figure_id: str
    document_id: str
    table_family: str
    table_no: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    row_no: int
    row_side: str | None
    row_code: str | None
    row_name: str | None
    unit_name: str | None
    economic_code: str | None
    gov_economic_code: str | None
    column_name: str
    printed: str
    money_unit: str | None
    amount_yuan: Amount | None
    step_yuan: Amount | None
    method: str
    confirmed_by: int


class Claim(Part):
    """A row of ``audit.claim``."""

    claim_id: str
    document_id: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    sentence: str
    concept: str
    subject: str | None
    subject_year: int | None
    printed: str
    money_unit: str | None
    amount_yuan: Amount | None
    step_yuan: Amount | None
    number: Amount | None
    direction: str | None


class Figures(Part):
    """``figure.json``: what the bundle is about, its cells with their whole tables, and the other cells and claims it takes.

    ``elsewhere`` are cells of other documents, whose PDFs are not in the bundle.
    """

    about: Literal["figure", "fact"]
    key: str
    figure_ids: list[str]
    cells: list[Cell]
    claims: list[Claim]
    elsewhere: list[Cell]


class Transformation(Part):
    """From printed text to amount: the number that is printed, times the 元 of its unit."""

    figure_id: str
    printed: str
    money_unit: str | None
    unit_yuan: Amount | None
    amount_yuan: Amount | None
    step_yuan: Amount | None


class FactRow(Part):
    """A row of a fact table: its members on each axis by column, and the figures that print it."""

    key: str
    table: Fact
    members: dict[str, str | None]
    row_kind: Literal["published", "rounding", "margin"]
    amount_yuan: Amount
    figure_ids: list[str]


class FactSum(Part):
    """How the amount of a fact follows from figures: what each of ``plus`` prints, less the amounts of ``minus``.

    A published row is what is printed. A reconciling row (rounding, margin) is what is printed less every other row at its members
    and below them.
    """

    fact: FactRow
    trust: Literal["confirmed", "single", "waived"]
    bound_yuan: Amount | None
    plus: list[str]
    minus: list[FactRow]


class Transformations(Part):
    """``transformations.json``."""

    figures: list[Transformation]
    fact: FactSum | None


class Term(Part):
    """A number that enters an identity; ``step_yuan`` is the precision it enters with, that of its table's finest figure."""

    figure_id: str
    document_id: str
    printed: str
    money_unit: str | None
    amount_yuan: Amount
    step_yuan: Amount


class Rule(Part):
    """The entry of ``identities.toml``, as far as the arithmetic depends on it."""

    identity: str
    chinese: str
    severity: str
    shape: str
    blank: str


class Compared(Part):
    """A row of ``audit.identity`` with its terms on either side."""

    identity_id: str
    document_id: str
    rule: Rule
    subject: str
    status: Literal["holds", "fails", "not_evaluable", "waived"]
    lhs: Amount | None
    rhs: Amount | None
    difference: Amount | None
    tolerance: Amount | None
    terms: str
    explanation: str
    left: list[Term]
    right: list[Term]


class Identities(Part):
    """``identities.json``: every identity that a figure of the bundle takes part in."""

    identities: list[Compared]


class Waiver(Part):
    """A row of ``audit.waiver`` that concerns the document."""

    waiver_no: int
    identity: str
    document_id: str
    subject: str | None
    difference_yuan: Amount | None
    reason: str | None
    owner: str | None
    expires: date | None
    status: str
    explanation: str | None


class Repair(Part):
    """A row of ``audit.repair`` that suspects a figure of the bundle; a hypothesis, never applied."""

    repair_id: str
    document_id: str
    fault: int
    rank: int
    hypothesis: str
    identities: str | None
    figure_ids: str | None
    printed: str | None
    amount_yuan: Amount | None
    fitting_amount_yuan: Amount | None
    second_reading: str | None
    cause: str | None
    explanation: str | None


class Remarks(Part):
    """``remarks.json``."""

    waivers: list[Waiver]
    repairs: list[Repair]


class Document(Part):
    """``document.json``: the row of ``audit.document``, what was stated when the file was registered, and the release."""

    document_id: str
    file_name: str
    source_url: str | None
    body: str | None
    region: str | None
    fiscal_year: int | None
    kind: str | None
    scope: str | None
    version: int | None
    page_count: int
    status: str
    status_reason: str | None
    published_at: datetime | None
    stated: dict[str, str]
    release_id: str
    released_at: datetime
    built_from: str


class Versions(Part):
    """``versions.json``: the code and the rules at work, as hashes, and the libraries that draw and recognise."""

    yusuan: str
    reader: str
    rules: str
    vocabulary: str
    identities: str
    evidence: str
    drawing: dict[str, str]
    recognition: dict[str, str]


class Contents(Part):
    """Everything a bundle says."""

    figures: Figures
    transformations: Transformations
    identities: Identities
    remarks: Remarks
    document: Document
    versions: Versions

    @property
    def subjects(self) -> list[Cell]:
        """The cells the bundle is about."""
        by_id = {cell.figure_id: cell for cell in self.figures.cells}
        return [by_id[figure_id] for figure_id in self.figures.figure_ids if figure_id in by_id]


NAMES: Mapping[str, str] = {
    "figures": "figure.json",
    "transformations": "transformations.json",
    "identities": "identities.json",
    "remarks": "remarks.json",
    "document": "document.json",
    "versions": "versions.json",
}
"""The member each part is kept in."""


def written(contents: Contents) -> dict[str, bytes]:
    """The members that say what ``contents`` says."""
    parts = {field: getattr(contents, field) for field in NAMES}
    return {NAMES[field]: (part.model_dump_json(indent=1) + "\n").encode() for field, part in parts.items()}


def read(members: Members) -> Contents:
    """What the members say.

    Raises:
        ValueError: a member is missing, is no JSON, or says something else than its part may (pydantic names where).
    """
    missing = [name for name in NAMES.values() if name not in members]
    if missing:
        raise ValueError(f"{', '.join(missing)} missing")
    kinds = {field: Contents.model_fields[field].annotation for field in NAMES}
    parts = {field: kinds[field].model_validate_json(members[NAMES[field]]) for field in NAMES}  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
    said = Contents(**parts)
    otherwise = [name for name, data in written(said).items() if data != members[name]]
    if otherwise:
        raise ValueError(f"{', '.join(otherwise)}: not written as it is read; a name may stand in it twice")
    return said


def crop_name(figure_id: str) -> str:
    """The member that shows the cell closely."""
    return f"crop-{figure_id}.png"


def page_name(figure_id: str) -> str:
    """The member that shows the cell on its page."""
    return f"page-{figure_id}.png"
