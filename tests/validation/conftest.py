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
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager
        from dbt.cli.main import dbtRunner

        where = ["--project-dir", project, "--profiles-dir", project]
        scratched = ["--target-path", str(scratch / "target"), "--log-path", str(scratch)]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("YUSUAN_WAREHOUSE", str(warehouse))
            command = ["--quiet", "--no-version-check", "run", "--select", "tag:before_verdict"]
            result = dbtRunner().invoke([*command, *where, *scratched])
        # dbt keeps the file open for the life of the process otherwise.
        if DuckDBConnectionManager._ENV is not None:
            DuckDBConnectionManager._ENV.close()
        DuckDBConnectionManager.close_all_connections()
        assert result.success, result.exception or [one.message for one in result.result if one.status == "error"]

    return build
