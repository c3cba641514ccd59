"""What a judgement is: the result of every expectation, and from them one verdict for each document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Severity = Literal["critical", "warning"]

LINES_PER_CODE = 3


class JudgingFailed(Exception):
    """An expectation could not be evaluated, so there is no verdict: an error is neither a pass nor a fail."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document fails, or what a reader should know though it passes.

    ``code`` is the expectation's name (``identity.<name>.balanced``), for machines; ``text`` says it to a person with
    both sides and the difference.
    """

    code: str
    text: str


def _lines(code: str, texts: list[str]) -> list[str]:
    """One line for each of the first rows that broke an expectation, and one that counts the others."""
    others = len(texts) - LINES_PER_CODE
    return [f"{code}: {text}" for text in texts[:LINES_PER_CODE]] + (
        [f"{code}: and {others} more"] if others > 0 else []
    )


@dataclass(frozen=True, slots=True)
class DocumentVerdict:
    """The verdict over one document: it fails when it has at least one reason; warnings never fail it."""

    document_id: str
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()

    @property
    def verdict(self) -> Literal["pass", "fail"]:
        """'fail' when there is a reason, else 'pass'."""
        return "fail" if self.reasons else "pass"

    @property
    def reason(self) -> str | None:
        """The reasons, one per line with its code, as ``control.verdict`` keeps them; None for a document that passes.

        Each code comes with its first three rows and the number of the others; ``reasons`` holds them all.
        """
        by_code: dict[str, list[str]] = {}
        for reason in self.reasons:
            by_code.setdefault(reason.code, []).append(reason.text)
        return "\n".join(line for code, texts in by_code.items() for line in _lines(code, texts)) or None


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """What Great Expectations said of one expectation.

    ``table`` is the ``schema.table`` it guards; ``rows`` are the failing rows with amounts as text; ``error`` is set
    when the query itself failed, and then ``success`` is False and means nothing.
    """

    suite: str
    expectation_id: str
    table: str
    severity: Severity
    success: bool
    description: str
    message: str
    rows: tuple[Mapping[str, Any], ...] = ()
    error: str | None = None

    @property
    def document_ids(self) -> frozenset[str]:
        """The documents that break this expectation."""
        return frozenset(row["document_id"] for row in self.rows if row.get("document_id"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Every expectation's result and, where none of them was an error, the verdict over every document.

    ``data_docs`` is the ``index.html`` of the pages written, if any were asked for.
    """

    results: tuple[ExpectationResult, ...]
    documents: tuple[DocumentVerdict, ...]
    data_docs: Path | None = None

    @property
    def errors(self) -> tuple[ExpectationResult, ...]:
        """The expectations whose query failed."""
        return tuple(result for result in self.results if result.error)

    @property
    def success(self) -> bool:
        """Whether every critical expectation holds for every document."""
        return all(result.success or (result.severity == "warning" and not result.error) for result in self.results)

    @property
    def verdicts(self) -> tuple[DocumentVerdict, ...]:
        """One verdict for each document of the warehouse, in the order of their ids.

        Raises:
            JudgingFailed: an expectation's query failed; names each with its error.
        """
        if self.errors:
            raise JudgingFailed("; ".join(f"{result.expectation_id}: {result.error}" for result in self.errors))
        return self.documents
