"""dbt's first step on a warehouse of truth readings, and the judgement after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.warehouse.building import dbt

Transform = Callable[[Path], None]


@pytest.fixture(scope="session")
def transform() -> Transform:
    """Build every model that comes before the verdict in one warehouse."""

    def build(warehouse: Path) -> None:
        dbt(warehouse, "run", "--select", "tag:before_verdict")

    return build
