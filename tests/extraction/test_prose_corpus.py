"""Real disclosures: every statement that has a figure in a table is held against the verified table, and every identity against the truth.

The truth files are read here directly, so that a slip of the table reader cannot hide one of the prose reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pipelines.extraction.identity import Identity, read_identity
from pipelines.extraction.prose import read_claims
from pipelines.extraction.records import ClaimRow
from pipelines.pdf import read_pages
from pipelines.vocabulary.concepts import Concept, Target, load_concepts

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
START = ROOT / "data" / "disclosures" / "cqetdz-2023-budget.pdf"
START_TRUTH = ROOT / "tests" / "data" / "cqetdz-2023-budget.truth.json"

# One or two of every publisher; how many statements agree with a table, at least, and which are the publisher's own slips.
DOCUMENTS: dict[str, tuple[int, set[tuple[str, str]]]] = {
    "bj-xinfang-2026-tables": (0, set()),
    "cq-zfb-2026": (19, set()),
    "cs-xinfang-2026": (18, set()),
    # 财政拨款收支总预算 18,728.91 in the words, 18,728.94 in the table
    "gjxfj-2026-budget": (36, {("appropriation_total", "187289100.00")}),
    "gz-xinfang-2026": (8, set()),
    "hz-gongan-2026": (38, set()),
    # 基本支出 12,323.46 in one sentence, 12,323.48 in another and in the table
    "js-jianchayuan-2017": (13, {("basic", "123234600.00")}),
    "js-weiban-2018-tables": (0, set()),
    "sh-putuo-shegongbu-2024-final": (13, set()),
    "sh-putuo-sifa-2026-dept": (13, set()),
    "sh-putuo-sifa-2026-unit": (14, set()),
    # 收入总计 is printed blank in the table
    "sh-shenji-2026-unit": (13, {("revenue_total", "195770000")}),
    "swu-2024-final": (9, set()),
    "sz-caizheng-2026": (7, set()),
    "wuxi-fgw-2025": (30, set()),
    "xa-shenpi-2025": (21, set()),
    "yt-caizheng-2026": (6, set()),
    "zh-gongwu-2026-unit": (8, set()),
}
SCALE = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
ONE_AMOUNT = {"amount": "total", "appropriation_income": "appropriation", "fiscal_appropriation": "appropriation"}


@lru_cache(maxsize=1)
def reading(path: Path) -> tuple[Identity, list[ClaimRow]]:
    pages = list(read_pages(path))
    identity, _ = read_identity(pages, [], {}, document_id="d", file_name=path.name)
    return identity, read_claims(pages, document_id="d", fiscal_year=identity.fiscal_year)


def fold(name: str | None) -> str:
    text = re.sub(r"\s+", "", name or "").replace("（", "(").replace("）", ")")
    return re.sub(r"^([一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、])", "", text)


def printed(truth: dict[str, Any], target: Target, claim: ClaimRow) -> list[Decimal | None]:
    """The truth's figures that a target means; None for a blank cell."""
    found: list[Decimal | None] = []
    for table in truth["tables"]:
        columns = [ONE_AMOUNT.get(column, column) for column in table["columns"]]
        if table["family"] == target.family and target.column in columns:
            rows = [row for row in table["rows"] if target.side is None or row.get("side") == target.side]
            for row in rows_meant(rows, target, claim):
                value = row["values"][columns.index(target.column)]
                scale = SCALE[table["money_unit"] or "万元"]
                found.append(Decimal(value.replace(",", "")) * scale if value else None)
    return found


def rows_meant(rows: list[dict[str, Any]], target: Target, claim: ClaimRow) -> list[dict[str, Any]]:
    if target.row == "only":
        return rows[:1]
    if target.row == "class":
        return [r for r in rows if fold(r["name"]) == claim.subject and len(r.get("code") or "999") == 3]
    if target.row == "item":
        return [r for r in rows if is_item(r, rows, claim.subject or "")]
    for name in load_concepts().rows[target.row]:
        if named := [r for r in rows if fold(r["name"]) == name]:
            return named
    return []


def is_item(row: dict[str, Any], rows: list[dict[str, Any]], subject: str) -> bool:
    code = row.get("code") or ""
    if subject.isdigit():
        return code == subject
    names = {r.get("code"): fold(r["name"]) for r in rows}
    path = [names.get(code[:3]), names.get(code[:5]), fold(row["name"])]
    return len(code) == 7 and "/".join(map(str, path)) == subject


def compared(truth: dict[str, Any], claims: list[ClaimRow]) -> Iterator[tuple[ClaimRow, bool]]:
    """Every claim of the document's year that has a figure to equal, and whether it does, within the last digit printed."""
    for claim in claims:
        concept: Concept | None = load_concepts().concepts.get(claim.concept)
        if concept is None or claim.amount_yuan is None or claim.subject_year != truth["year"]:
            continue
        figures = next((f for target in concept.equals if (f := printed(truth, target, claim))), None)
        if figures is not None:
            step = claim.step_yuan or Decimal(0)
            blank_is_zero = claim.amount_yuan == 0 and not any(figures)
            yield claim, blank_is_zero or any(f is not None and abs(f - claim.amount_yuan) <= step for f in figures)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout")
@pytest.mark.parametrize("slug", DOCUMENTS)
def test_the_words_agree_with_the_tables_but_for_the_publishers_slips(slug: str) -> None:
    truth = json.loads((CORPUS / "truth" / f"{slug}.json").read_text(encoding="utf-8"))
    identity, claims = reading(CORPUS / "pdfs" / f"{slug}.pdf")
    judged = list(compared(truth, claims))
    floor, slips = DOCUMENTS[slug]
    assert {(claim.concept, str(claim.amount_yuan)) for claim, agrees in judged if not agrees} == slips
    assert sum(agrees for _, agrees in judged) >= floor

    assert identity.problems == ()
    assert (identity.fiscal_year, identity.kind, identity.scope) == (truth["year"], truth["kind"], truth["scope"])
    assert fold(identity.body) in fold(truth["body"])


CONCEPTS = {
    "revenue_total": "80000",
    "revenue.general_public": "80000",
    "expenditure_total": "80000",
    "general_public_revenue": "80000",
    "general_public_expenditure": "80000",
    "general_public.basic": "5171.57",
    "general_public.project": "74828.43",
    "three_public.total": "288.79",
    "three_public.abroad": "37",
    "three_public.reception": "85.59",
    "three_public.vehicle_running": "161.2",
    "three_public.vehicle_purchase": "5",
    "agency_operating": "281.86",
    "procurement.total": "19111",
    "procurement.goods": "142.74",
    "procurement.works": "4293.30",
    "procurement.services": "14674.96",
    "procurement.general_public.total": "19111",
    "procurement.general_public.goods": "142.74",
    "procurement.general_public.works": "4293.3",
    "procurement.general_public.services": "14674.96",
    "performance.project_general_public": "74828.43",
    "change.revenue_total": "0",
    "change.expenditure_total": "0",
    "change.general_public_expenditure": "0",
    "change.general_public.basic": "-15.49",
    "change.general_public.project": "15.49",
    "change.three_public.total": "-4.12",
    "change.three_public.abroad": "6",
    "change.three_public.reception": "-5.7",
    "change.three_public.vehicle_running": "-9.42",
    "change.three_public.vehicle_purchase": "5",
    "change.agency_operating": "-250.16",
    "revenue.government_fund": "0",
    "revenue.state_capital": "0",
    "revenue.business_income": "0",
    "revenue.operating_income": "0",
    "revenue.other_income": "0",
}
CLASSES = {
    "一般公共服务支出": "15460.57",
    "科学技术支出": "4567.16",
    "社会保障和就业支出": "602.02",
    "卫生健康支出": "229.92",
    "节能环保支出": "9079.94",
    "城乡社区支出": "10561.32",
    "资源勘探工业信息等支出": "36809.55",
    "自然资源海洋气象等支出": "391.62",
    "住房保障支出": "297.89",
    "灾害防治及应急管理支出": "2000",
}
VEHICLES = {
    ("vehicles.total", None, 2022): 29,
    ("vehicles.kind", "一般公务用车", 2022): 20,
    ("vehicles.kind", "执勤执法用车", 2022): 1,
    ("vehicles.kind", "应急保障用车", 2022): 8,
    ("vehicles.purchase", None, 2023): 1,
    ("vehicles.purchase_kind", "执勤执法用车", 2023): 1,
}


def test_the_first_disclosure_states_exactly_this() -> None:
    identity, claims = reading(START)
    money = {(c.concept, c.subject): c.amount_yuan for c in claims if c.amount_yuan is not None}
    expected = {(concept, None): Decimal(amount) * 10_000 for concept, amount in CONCEPTS.items()}
    expected |= {("expenditure_class", name): Decimal(amount) * 10_000 for name, amount in CLASSES.items()}
    assert money == expected
    assert {(c.concept, c.subject, c.subject_year): c.number for c in claims if c.amount_yuan is None} == VEHICLES
    assert len(claims) == len(expected) + len(VEHICLES)
    assert {c.page for c in claims} == {1, 2}
    assert (identity.body, identity.body_code, identity.problems) == ("重庆经济技术开发区管理委员会", "109", ())
    assert (identity.fiscal_year, identity.kind, identity.scope) == (2023, "budget", "department")


def test_the_first_disclosures_statements_stand_where_they_are_printed() -> None:
    pages = {page.number: page for page in read_pages(START)}
    for claim in reading(START)[1]:
        middle = ((claim.x0 + claim.x1) / 2, (claim.top + claim.bottom) / 2)
        inside = [
            w.text
            for w in pages[claim.page].words
            if w.box.x0 <= middle[0] <= w.box.x1 and w.box.top <= middle[1] <= w.box.bottom
        ]
        number = claim.printed.rstrip("万元辆")
        assert [text for text in inside if number in text or text in number], claim


def test_the_first_disclosures_statements_agree_with_its_tables() -> None:
    truth = json.loads(START_TRUTH.read_text(encoding="utf-8"))
    judged = list(compared(truth, reading(START)[1]))
    assert [claim for claim, agrees in judged if not agrees] == []
    assert len(judged) >= 21
