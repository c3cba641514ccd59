"""Real disclosures of many bodies against their hand-verified truth; skipped without the corpus beside the checkout."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

import pytest

from bench.corpus import CORPUS, scorer
from pipelines.extraction.reader import read_tables
from pipelines.pdf import read_pages

# One file of each layout: many tables on a page, units in sequence, codes by level, names without codes, crosses.
FILES = (
    "cs-xinfang-2026",
    "gz-xinfang-2026",
    "js-gaoyuan-2018",
    "js-weiban-2017-tables",
    "js-renda-2017",
    "bj-xinfang-2026-tables",
    "sh-putuo-caizheng-2024-final",
    "sh-shujuju-2026-unit",
    "sh-putuo-sifa-2026-unit",
    "swu-2024-final",
    "cq-zfb-2026",
    "yt-caizheng-2026",
    "sz-caizheng-2026",
)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the checkout"),
]


@pytest.mark.parametrize("slug", FILES)
def test_every_cell_of_the_file_is_read(slug: str) -> None:
    score = scorer()
    truth = json.loads((CORPUS / "truth" / f"{slug}.json").read_text(encoding="utf-8"))
    pages = tuple(read_pages(CORPUS / "pdfs" / f"{slug}.pdf"))
    found: dict[Any, Counter[Any]] = defaultdict(Counter)
    for reading in read_tables(pages, truth["sha256"]):
        for f in reading.figures:
            column = score.FOLD.get(f.column_name, f.column_name)
            if f.amount_yuan is not None and column in score.CORE:
                key = score.row_key(f.row_code, f.row_name, f.row_side, None, f.economic_code, f.gov_economic_code)
                found[(f.table_family, *key, column)][f.amount_yuan.normalize()] += 1
    *_, wrong, missing, extra, cells = score.compare(score.truth_cells(truth), found)
    assert (wrong, missing, extra) == (0, 0, 0), cells[:5]
