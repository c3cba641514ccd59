"""The expectation all suites are made of: a query that returns the rows that break a rule, shown to readers as a table.

Amounts are selected as text (``cast(... as varchar)``): Great Expectations turns DECIMAL into floating point when it
stores a result.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import Any, Literal

from great_expectations.expectations import UnexpectedRowsExpectation
from great_expectations.render import LegacyDiagnosticRendererType, RenderedTableContent
from great_expectations.render.renderer.renderer import renderer

SHOWN_COLUMNS = ("document_id", "subject", "lhs", "rhs", "difference", "tolerance", "reason")
"""The columns of failing rows a page prints, in this order, where a query returns them."""

AMOUNT_COLUMNS = frozenset({"lhs", "rhs", "difference", "tolerance"})
"""Columns that hold DECIMAL as text."""

SHOWN_ROWS = 50
"""Failing rows a page of Data Docs prints; the result itself holds all that were returned."""


class FailingRows(UnexpectedRowsExpectation):
    """Succeeds when its query returns no row; its ``description`` is what a reader sees instead of the SQL."""

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> str:
        """How many rows break the rule, or that the query could not be run."""
        if result is None:
            return "--"
        if "observed_value" not in (result.result or {}):
            return "the query failed: this is an error, not a verdict"
        return f"{result.result['observed_value']} failing rows"

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> list[RenderedTableContent] | None:
        """The failing rows, one line each."""
        rows = ((result.result or {}).get("details") or {}).get("unexpected_rows") if result is not None else None
        if not rows:
            return None
        header = [name for name in SHOWN_COLUMNS if name in rows[0]]
        table = [[_cell(name, row[name]) for name in header] for row in rows[:SHOWN_ROWS]]
        styling = {"body": {"classes": ["table", "table-sm", "failing-rows"]}}
        return [RenderedTableContent(table=table, header_row=header, styling=styling)]


def _cell(column: str, value: Any) -> str:
    """One cell of the table: amounts with thousands separators, documents by the start of their id, nothing for NULL.

    Text comes from PDFs and Great Expectations prints table cells as they are, so it is escaped here.
    """
    if value is None:
        return ""
    if column == "document_id":
        return str(value)[:12]
    return f"{Decimal(value).normalize():,f}" if column in AMOUNT_COLUMNS else escape(str(value))


def failing_rows(
    name: str, rule: str, query: str, *, why: str, severity: Literal["critical", "warning"] = "critical"
) -> FailingRows:
    """One expectation.

    Args:
        name: what results are matched by (``meta.id``), unique over all suites.
        rule: the rule in one sentence.
        query: SQL over ``{batch}`` that returns the rows that break the rule, ``document_id`` and ``reason`` (or the
            sides of an identity) among their columns.
        why: what would go wrong without the rule.
        severity: ``critical`` holds a document back, ``warning`` does not.
    """
    return FailingRows(unexpected_rows_query=query, description=rule, severity=severity, notes=why, meta={"id": name})
