"""The corpus of real disclosures with hand-verified truth, beside the checkout, and its scorer; for the scripts of this folder.

Nothing here is read by the pipeline.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Score:
    """The cells of one document and table family against the truth; every count is a number of printed amounts."""

    document: str
    document_id: str
    table_family: str
    status: str
    cells: int = 0
    matched: int = 0
    wrong: int = 0
    missing: int = 0
    extra: int = 0

    @property
    def silent(self) -> int:
        """Cells a reader would see and that the truth does not have."""
        return self.wrong + self.extra if self.status == "published" else 0


PUBLISHED_FIGURES = """
    select figure.* from audit.figure semi join (from audit.document where status = 'published') using (document_id)
    where document_id = ? and amount_yuan is not null
"""
COUNTS = ("cells", "matched", "wrong", "missing", "extra")
COLUMNS = [field.name for field in fields(Score)]


def scorer(corpus: Path = CORPUS) -> Any:
    """The corpus's own ``score.py`` as a module."""
    spec = importlib.util.spec_from_file_location("corpus_score", corpus / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no score.py in {corpus}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def truths(corpus: Path = CORPUS) -> list[dict[str, Any]]:
    """Every truth file, by slug."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((corpus / "truth").glob("*.json"))]


def scores(home: Path, documents: Iterable[dict[str, Any]], corpus: Path = CORPUS) -> Iterator[Score]:
    """The published file of a home against the truth, family by family."""
    import duckdb

    score = scorer(corpus)
    with duckdb.connect(str(home / "published" / "yusuan.duckdb"), read_only=True) as con:
        status = dict(con.execute("select document_id, status from audit.document").fetchall())
        for truth in documents:
            printed, read = score.truth_cells(truth), score.figure_cells(con, truth["sha256"])
            families = sorted({table["family"] for table in truth["tables"]} & {key[0] for key in printed})
            for family in families:
                counted = score.compare(_of(printed, family), _of(read, family))[:4]
                matched, wrong, missing, extra = counted
                yield Score(
                    truth["slug"], truth["sha256"], family, status.get(truth["sha256"], "absent"),
                    matched + wrong + missing, matched, wrong, missing, extra,
                )  # fmt: skip


def silent_figures(
    home: Path, documents: Iterable[dict[str, Any]], corpus: Path = CORPUS
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The slug and the row of ``audit.figure`` of every figure that makes a cell silent: published, and not in the truth under that name."""
    import duckdb

    from pipelines.warehouse.reading import rows_of

    score = scorer(corpus)
    with duckdb.connect(str(home / "published" / "yusuan.duckdb"), read_only=True) as con:
        for truth in documents:
            printed, read = score.truth_cells(truth), score.figure_cells(con, truth["sha256"])
            families = {key[0] for key in printed}
            for figure in rows_of(con, PUBLISHED_FIGURES, [truth["sha256"]]):
                codes = (figure["economic_code"], figure["gov_economic_code"])
                row = score.row_key(figure["row_code"], figure["row_name"], figure["row_side"], None, *codes)
                column = score.FOLD.get(figure["column_name"], figure["column_name"])
                key = (figure["table_family"], *row, column)
                amount = figure["amount_yuan"].normalize()
                if column in score.CORE and key[0] in families and amount in read[key] - printed.get(key, Counter()):
                    yield truth["slug"], figure


def _of(cells: dict[Any, Any], family: str) -> dict[Any, Any]:
    return defaultdict(Counter, {key: amounts for key, amounts in cells.items() if key[0] == family})


def summed(rows: Iterable[Score], by: str) -> dict[str, Counter[str]]:
    """The counts, and the silent cells, by one of the score's columns."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[getattr(row, by)].update({name: getattr(row, name) for name in COUNTS} | {"silent": row.silent})
    return dict(found)


def as_row(score: Score) -> list[str]:
    """The score as text, in the order of ``COLUMNS``."""
    return [str(value) for value in astuple(score)]
