"""The star's models, compiled once for all tests of the project."""

from __future__ import annotations

import pytest

from tests.star_sql import Model, compile_models


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> list[Model]:
    """Every model that the marts and the verdict need, in an order in which they can be run."""
    return compile_models(tmp_path_factory.mktemp("compiled"), ["+path:models/marts", "+int_identity"])
