"""What a person looks at in the UI: counts, the first rows, pictures of pages, failing rows with both sides."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines import warehouse
from pipelines.home import Home
from pipelines.pdf.thumbnails import Thumbnails
from pipelines.publication import Release
from pipelines.registry import Registration
from pipelines.validation import ExpectationResult, Judgement

FAILING_ROWS = 50

Metadata = dict[str, Any]


def describe_landed(document: Registration, folder: Path) -> Metadata:
    """What one document gave: pages, tables and figures, the time it took, what was not understood."""
    row = warehouse.landed_rows(folder, "document")[0]
    tables = warehouse.landed_rows(folder, "printed_table")
    problems = warehouse.landed_rows(folder, "problem")
    figures = sum(warehouse.landed_count(folder, family) for family in warehouse.FAMILIES)
    return {
        "document_id": document.document_id,
        "file name": document.file_name,
        "body": row["body"] or "not read",
        "fiscal year": row["fiscal_year"] or "not read",
        "kind": row["kind"] or "not read",
        "reading": dg.MetadataValue.text(": ".join(filter(None, [row["reading_status"], row["reading_reason"]]))),
        "pages": row["page_count"],
        "tables": dg.MetadataValue.md(
            markdown(tables, ("table_no", "table_family", "title", "first_page", "last_page", "status"))
        ),
        "figures": figures,
        "performance targets": warehouse.landed_count(folder, "performance_target"),
        "statements in prose": warehouse.landed_count(folder, "claim"),
        "seconds to read": round(row["read_seconds"], 2),
        "seconds per page": round(row["read_seconds"] / max(row["page_count"], 1), 3),
        "not understood": dg.MetadataValue.md(
            markdown(problems, ("severity", "page", "problem", "printed", "explanation"))
        ),
    }


def table_metadata(preview: warehouse.Preview) -> Metadata:
    """How many rows a table has, and the first of them."""
    return {"dagster/row_count": preview.rows, "first rows": dg.MetadataValue.md(markdown(preview.first))}


def failing_rows(result: ExpectationResult) -> Metadata:
    """The rows that break an expectation: document, both sides and the difference are among their columns."""
    shown = result.rows[:FAILING_ROWS]
    return {
        "failing rows": dg.MetadataValue.md(markdown(shown) if shown else "none"),
        "rows that fail": len(result.rows),
        "documents that fail": len(result.document_ids),
        **({"error": result.error} if result.error else {}),
    }


def verdict_metadata(judgement: Judgement, home: Home) -> Metadata:
    """Who passed, who is held back and why."""
    failed = [one for one in judgement.documents if one.verdict == "fail"]
    reasons = [{"document": one.document_id[:12], "reason": reason.text} for one in failed for reason in one.reasons]
    return {
        "documents": len(judgement.documents),
        "passed": len(judgement.documents) - len(failed),
        "held back": len(failed),
        "expectations": len(judgement.results),
        "reasons": dg.MetadataValue.md(markdown(reasons[:FAILING_ROWS]) if reasons else "no document is held back"),
        "Great Expectations pages": dg.MetadataValue.path(str(judgement.data_docs or home.judgement)),
    }


def release_metadata(release: Release, *, new: bool) -> Metadata:
    """Which release readers see, and how many rows its tables have."""
    rows = [{"table": table, "rows": count} for table, count in release.rows.items()]
    return {
        "release": release.release_id,
        "new": new,
        "file": dg.MetadataValue.path(str(release.database)),
        "megabytes": round(release.database.stat().st_size / 1e6, 1),
        "tables": dg.MetadataValue.md(markdown(rows)),
    }


def markdown(rows: Sequence[Mapping[str, Any]], columns: Iterable[str] | None = None) -> str:
    """Rows as a Markdown table; 'none' where there is no row."""
    if not rows:
        return "none"
    names = list(columns or rows[0])
    lines = [names, ["---"] * len(names), *([_cell(row[name]) for name in names] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return str(value).replace("|", "\\|").replace("\n", " ")


def pictures(thumbnails: Thumbnails) -> Metadata:
    """Pages with their tables boxed, shown in the UI itself."""
    return {f"page {page}": _picture(png) for page, png in thumbnails.items()}


def _picture(png: bytes) -> dg.MarkdownMetadataValue:
    return dg.MetadataValue.md(f"![page](data:image/png;base64,{base64.b64encode(png).decode()})")
