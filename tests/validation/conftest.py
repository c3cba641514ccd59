"""dbt's first step on a warehouse of truth readings, and the judgement after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.settings import CHECKOUT

Transform = Callable[[Path], None]


@pytest.fixture(scope="session")
def transform(tmp_path_factory: pytest.TempPathFactory) -> Transform:
    """Build every model that comes before the verdict in one warehouse."""
    scratch = tmp_path_factory.mktemp("dbt")
    project = str(CHECKOUT / "dbt_project")

    def build(warehouse: Path) -> None:
        from dbt.cli.main import dbtRunner

        options = ["--project-dir", project, "--profiles-dir", project, "--target-path", str(scratch / "target")]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("YUSUAN_WAREHOUSE", str(warehouse))
            result = dbtRunner().invoke(
                [
                    "--quiet",
                    "--no-version-check",
                    "run",
                    "--select",
                    "tag:before_verdict",
                    *options,
                    "--log-path",
                    str(scratch),
                ]
            )
        assert result.success, result.exception or [one.message for one in result.result if one.status == "error"]

    return build
