"""Readings made from truth files: what a perfect reader would return, with pages and boxes made up.

They let the SQL be tested without opening a PDF. ``python -m tests.truth_readings OUT_HOME [TRUTH.json ...]`` lands
and loads them all into a home (``OUT_HOME/landing``, ``OUT_HOME/warehouse/yusuan.duckdb``).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.extraction.records import (
    ClaimRow,
    DocumentRow,
    FigureRow,
    IdentityEvidenceRow,
    PageRow,
    PrintedTableRow,
    Reading,
    TargetRow,
)

HERE = Path(__file__).resolve().parent
START = HERE / "data" / "cqetdz-2023-budget.truth.json"
CORPUS = HERE.parents[1] / "shared" / "corpus" / "truth"

SCALE = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
COLUMNS = {
    "current_year_total": "current_total",
    "appropriation_income": "appropriation",
    "fiscal_appropriation": "appropriation",
    "superior_subsidy": "subsidy_from_superior",
    "superior_subsidy_income": "subsidy_from_superior",
    "affiliate_income": "affiliate_remittance",
    "affiliate_remittance_income": "affiliate_remittance",
    "non_appropriation_surplus": "non_fiscal_surplus_used",
}
"""What the truth files call columns that ``columns.toml`` names otherwise."""
PERCENT = {"change_pct", "change_pct_ex_infra"}
TOTALS = {
    "合计", "总计", "收入合计", "支出合计", "收入总计", "支出总计", "本年收入合计", "本年支出合计", "当年收入小计", "当年支出小计",
}  # fmt: skip


@dataclass(frozen=True)
class NothingStated:
    """A registration without a statement: everything is read."""

    body: str | None = None
    region: str | None = None
    year: int | None = None
    kind: str | None = None
    scope: str | None = None
    source_url: str | None = None


@dataclass(frozen=True)
class TruthRegistration:
    """A registration of a truth document."""

    document_id: str
    file_name: str
    sequence: int
    registered_at: datetime = datetime(2026, 1, 1)
    stated: NothingStated = NothingStated()


def folded(name: str | None) -> str:
    """A row name without blanks and enumerators, brackets in ASCII."""
    text = re.sub(r"\s+", "", name or "").replace("（", "(").replace("）", ")")
    return re.sub(r"^([一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|\d+[.、])", "", text)


def level(row: dict[str, Any]) -> int | None:
    """0 for a total, else by code length, else as the truth says by indentation."""
    if not row.get("code") and folded(row.get("name")) in TOTALS:
        return 0
    if row.get("code"):
        return {3: 1, 5: 2, 7: 3}.get(len(row["code"]))
    return row.get("level")


def number_of(printed: str) -> Decimal | None:
    """The printed number; None for a blank or a text."""
    try:
        return Decimal(printed.replace(",", "").rstrip("%"))
    except ArithmeticError:
        return None


def figures(truth: dict[str, Any]) -> Iterator[FigureRow]:
    """One figure for each cell of each truth row."""
    for table_no, table in enumerate(truth["tables"], start=1):
        unit = table.get("money_unit") or "万元"
        for row_no, row in enumerate(table["rows"], start=1):
            economic = table["family"] in ("basic_expenditure", "general_public_by_economic")
            code = None if row.get("unit_row") or (row.get("code") or "").startswith("1") else row.get("code")
            for column_no, (column, value) in enumerate(zip(table["columns"], row["values"], strict=True), start=1):
                number = number_of(value) if value is not None else None
                money = column not in PERCENT
                step = Decimal(1).scaleb(int(number.as_tuple().exponent)) * SCALE[unit] if number is not None else None
                yield FigureRow(
                    figure_id=f"{truth['sha256'][:12]}-t{table_no}-r{row_no}-c{column_no}",
                    document_id=truth["sha256"],
                    table_family=table["family"],
                    table_no=table_no,
                    page=(table.get("pages") or [table_no])[0],
                    x0=100.0 * column_no,
                    top=20.0 * row_no,
                    x1=100.0 * column_no + 80,
                    bottom=20.0 * row_no + 18,
                    row_no=row_no,
                    row_side=row.get("side"),
                    row_code=code,
                    row_name=row.get("name"),
                    row_level=level(row),
                    row_is_total=not code and folded(row.get("name")) in TOTALS,
                    unit_code=row["code"] if row.get("code") and not code else None,
                    unit_name=row.get("unit") or (row.get("name") if row.get("unit_row") else None),
                    economic_code=row.get("economic_code") or (code if economic else None),
                    economic_name=row.get("economic_name") or (row.get("name") if economic and code else None),
                    gov_economic_code=row.get("gov_economic_code"),
                    gov_economic_name=row.get("gov_economic_name"),
                    column_no=column_no,
                    column_name=COLUMNS.get(column, column),
                    heading=column,
                    printed=value or "",
                    money_unit=unit if money else None,
                    amount_yuan=number * SCALE[unit] if number is not None and money else None,
                    step_yuan=step if money else None,
                    number=None if money else number,
                    method="text",
                )


def tables(truth: dict[str, Any]) -> Iterator[PrintedTableRow]:
    """One printed table for each truth table."""
    for table_no, table in enumerate(truth["tables"], start=1):
        pages = table.get("pages") or [table_no]
        yield PrintedTableRow(
            document_id=truth["sha256"],
            table_no=table_no,
            table_family=table["family"],
            title=table["title"],
            first_page=pages[0],
            last_page=pages[-1],
            money_unit=table.get("money_unit"),
            status="read" if table["rows"] else "empty",
            reason=None,
            row_count=len(table["rows"]),
            column_names=",".join(COLUMNS.get(column, column) for column in table["columns"]),
            boxes="[]",
        )


def targets(truth: dict[str, Any]) -> Iterator[TargetRow]:
    """The performance indicators of the projects and of the whole body."""
    listed = [(item["project"], item["indicators"]) for item in truth.get("performance_targets", [])]
    if truth.get("overall_targets"):
        listed.append((None, truth["overall_targets"]))
    for table_no, (project, indicators) in enumerate(listed, start=len(truth["tables"]) + 1):
        for row_no, item in enumerate(indicators, start=1):
            yield TargetRow(
                target_id=f"{truth['sha256'][:12]}-t{table_no}-r{row_no}",
                document_id=truth["sha256"],
                table_no=table_no,
                page=table_no,
                x0=10.0,
                top=20.0 * row_no,
                x1=500.0,
                bottom=20.0 * row_no + 18,
                row_no=row_no,
                project_name=project,
                unit_code=None,
                unit_name=None,
                indicator_name=item["name"],
                indicator_path=None,
                weight_printed=item["weight"],
                weight=number_of(item["weight"]),
                operator=item.get("operator"),
                target_value=item.get("target"),
                measure_unit=item.get("unit"),
                is_core=item.get("core"),
                method="text",
            )


def document(truth: dict[str, Any]) -> DocumentRow:
    """The document row, every part of its identity read."""
    last_page = (
        max((t.get("pages") or [n])[-1] for n, t in enumerate(truth["tables"], start=1)) if truth["tables"] else 1
    )
    return DocumentRow(
        document_id=truth["sha256"],
        file_name=f"{truth['slug']}.pdf",
        source_url=None,
        page_count=last_page,
        body=truth["body"],
        body_code=None,
        region=truth["region"],
        fiscal_year=truth["year"],
        kind=truth["kind"],
        scope=truth["scope"],
        identity_basis=json.dumps(dict.fromkeys(("body", "region", "fiscal_year", "kind", "scope"), "read")),
        reading_status="read" if truth["tables"] else "no_tables",
        reading_reason=None,
        reader_version="truth",
        read_seconds=0.0,
    )


def evidence(truth: dict[str, Any]) -> Iterator[IdentityEvidenceRow]:
    """The cover says what the truth says."""
    for field, key in (("body", "body"), ("fiscal_year", "year"), ("kind", "kind"), ("scope", "scope")):
        value = str(truth[key])
        yield IdentityEvidenceRow(truth["sha256"], field, value, "cover", 1, 0.0, 0.0, 1.0, 1.0, value)


def claims(truth: dict[str, Any]) -> Iterator[ClaimRow]:
    """What the prose states; only made-up examples have any: concept and printed, where needed subject and direction.

    A change that decreases is printed without a sign and counts as negative.
    """
    for number, claim in enumerate(truth.get("claims", []), start=1):
        unit = claim.get("unit", "万元")
        value = number_of(claim["printed"])
        assert value is not None
        money = unit in SCALE
        sign = -1 if claim.get("direction") == "decrease" else 1
        yield ClaimRow(
            claim_id=f"{truth['sha256'][:12]}-c{number}",
            document_id=truth["sha256"],
            page=1,
            x0=10.0,
            top=20.0 * number,
            x1=100.0,
            bottom=20.0 * number + 18,
            sentence=f"{claim['concept']} {claim['printed']} {unit}",
            concept=claim["concept"],
            subject=claim.get("subject"),
            subject_year=truth["year"],
            printed=claim["printed"],
            money_unit=unit if money else None,
            amount_yuan=sign * value * SCALE[unit] if money else None,
            step_yuan=Decimal(1).scaleb(int(value.as_tuple().exponent)) * SCALE[unit] if money else None,
            number=None if money else value,
            direction=claim.get("direction"),
        )


def reading_of(truth: dict[str, Any]) -> Reading:
    """The reading of a truth that is at hand."""
    row = document(truth)
    pages = [PageRow(row.document_id, n, 595.0, 842.0, 0, "text", 100, 1, 0.0) for n in range(1, row.page_count + 1)]
    return Reading(
        row,
        list(evidence(truth)),
        pages,
        list(tables(truth)),
        list(figures(truth)),
        list(targets(truth)),
        list(claims(truth)),
    )


def from_truth(path: Path) -> Reading:
    """The reading of one truth file; ``path`` is its JSON."""
    return reading_of(json.loads(path.read_text(encoding="utf-8")))


def all_truths() -> list[Path]:
    """The start document's truth, and the corpus's where it lies beside the checkout."""
    return [START, *sorted(CORPUS.glob("*.json"))]


def fill(home: Path, truths: list[Path]) -> Path:
    """Land and load these truths into a home and return its warehouse."""
    return fill_with(home, [from_truth(path) for path in truths])


def fill_with(home: Path, readings: list[Reading]) -> Path:
    """Land and load readings into a home and return its warehouse."""
    from pipelines.warehouse import land, load

    for reading in readings:
        land(reading, home / "landing")
    registrations = [
        TruthRegistration(reading.document.document_id, reading.document.file_name, n)
        for n, reading in enumerate(readings, 1)
    ]
    warehouse = home / "warehouse" / "yusuan.duckdb"
    load(home / "landing", warehouse, registrations)
    return warehouse


if __name__ == "__main__":
    print(fill(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]] or all_truths()))
