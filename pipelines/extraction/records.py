"""What a read document is made of: the rows that are landed, one dataclass for each raw table.

The field names and types here are the raw tables' columns. Amounts are ``Decimal`` in 元; a blank cell has ``printed`` ''
and no amount, which is not the same as a printed zero, and a column that is not published has no row at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["budget", "final_accounts"]
Scope = Literal["department", "unit", "government"]
Side = Literal["revenue", "expenditure"]
TableStatus = Literal["read", "empty", "refused", "ignored"]
ReadingStatus = Literal["read", "no_tables", "unreadable"]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The document as read. ``identity_basis`` says for each of body, year, kind, scope whether it was read or stated."""

    document_id: str
    file_name: str
    source_url: str | None
    page_count: int
    body: str | None
    body_code: str | None
    region: str | None
    fiscal_year: int | None
    kind: Kind | None
    scope: Scope | None
    identity_basis: str
    reading_status: ReadingStatus
    reading_reason: str | None
    reader_version: str
    read_seconds: float


@dataclass(frozen=True, slots=True)
class IdentityEvidenceRow:
    """One place that speaks of the document's body, year, kind or scope; disagreement is judged, never resolved here."""

    document_id: str
    field: str
    value: str
    source: str
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    printed: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page and what it took to read it."""

    document_id: str
    page: int
    width_pt: float
    height_pt: float
    rotation: int
    method: str
    words: int
    grids: int
    read_seconds: float
    text_digest: str | None = None
    """SHA-256 (hex) of the words and where they stand, to the point; NULL for pages landed before it was kept."""


@dataclass(frozen=True, slots=True)
class PrintedTableRow:
    """One table, over all its pages. ``status`` 'empty' is a table printed on purpose without figures; 'refused' names why."""

    document_id: str
    table_no: int
    table_family: str | None
    title: str | None
    first_page: int
    last_page: int
    money_unit: str | None
    status: TableStatus
    reason: str | None
    row_count: int
    column_names: str
    boxes: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One cell of an amount column, blank ones too.

    ``row_level`` is 0 for a total, 1 类, 2 款, 3 项 (by code length or indentation; None where the table has no hierarchy).
    ``amount_yuan`` is None for blanks and for percentages; ``number`` holds what a non-money cell printed.
    """

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
    row_side: Side | None
    row_code: str | None
    row_name: str | None
    row_level: int | None
    row_is_total: bool
    unit_code: str | None
    unit_name: str | None
    economic_code: str | None
    economic_name: str | None
    gov_economic_code: str | None
    gov_economic_name: str | None
    column_no: int
    column_name: str
    heading: str
    printed: str
    money_unit: str | None
    amount_yuan: Decimal | None
    step_yuan: Decimal | None
    number: Decimal | None
    method: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One performance indicator (绩效指标) of a project or of the whole body (``project_name`` None)."""

    target_id: str
    document_id: str
    table_no: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    row_no: int
    project_name: str | None
    unit_code: str | None
    unit_name: str | None
    indicator_name: str
    indicator_path: str | None
    weight_printed: str
    weight: Decimal | None
    operator: str | None
    target_value: str | None
    measure_unit: str | None
    is_core: str | None
    method: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One figure stated in the prose.

    ``concept`` comes from the vocabulary (``expenditure_total``, ``basic``, ``three_public.abroad``, ``change.basic``, ...); ``subject`` is the
    printed name it is about where the concept needs one (一般公共服务支出). ``direction`` is set on year-on-year changes.
    ``number`` is the figure where it is a count or a percentage, ``amount_yuan`` where it is money.
    """

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
    amount_yuan: Decimal | None
    step_yuan: Decimal | None
    number: Decimal | None
    direction: Literal["increase", "decrease", "unchanged"] | None


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something the reader did not understand and so did not read: an unknown heading, a column without a meaning, a cell that is no amount."""

    document_id: str
    problem: str
    severity: Literal["blocking", "warning"]
    table_no: int | None
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    printed: str
    explanation: str


@dataclass(slots=True)
class Reading:
    """Everything one document gave: the return value of the reader and the content of ``landing/<document_id>/``."""

    document: DocumentRow
    evidence: list[IdentityEvidenceRow] = field(default_factory=list)
    pages: list[PageRow] = field(default_factory=list)
    tables: list[PrintedTableRow] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)
    targets: list[TargetRow] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    problems: list[ProblemRow] = field(default_factory=list)
