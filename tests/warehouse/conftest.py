"""One warehouse for the tests that look at what dbt built: the start document and the examples of every identity."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.warehouse import Verdict, mark_published, write_verdicts
from tests.truth_readings import START, fill_with, from_truth, reading_of
from tests.warehouse.building import dbt
from tests.warehouse.identity_examples import EXAMPLES, SLIPPED, UNITS_WITHOUT_AMOUNTS, document

WHEN = datetime(2026, 1, 1)


def printed_examples() -> list[dict[str, Any]]:
    """The truths of all examples and of what they are compared with, each document once."""
    printed: dict[str, dict[str, Any]] = {}
    for name, example in EXAMPLES.items():
        for outcome in ("holds", "fails"):
            one = document(f"{name} {outcome}", **getattr(example, outcome))
            printed[one["sha256"]] = one | (
                {"body": example.beside[0]["body"]} if example.beside and example.same_body else {}
            )
        printed |= {other["sha256"]: other for other in example.beside}
    return [*printed.values(), SLIPPED, UNITS_WITHOUT_AMOUNTS]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse after both dbt steps, unit tests and data tests included; only the start document is judged to pass."""
    start = from_truth(START)
    readings = [start, *map(reading_of, printed_examples())]
    warehouse = fill_with(tmp_path_factory.mktemp("built"), readings)
    write_verdicts(warehouse, [Verdict(start.document.document_id, "pass", None, WHEN)])
    mark_published(warehouse, [start.document.document_id], WHEN)
    dbt(
        warehouse,
        "build",
        "--select",
        "+path:models/audit",
        "int_published_document",
        "--indirect-selection",
        "cautious",
    )
    return warehouse
