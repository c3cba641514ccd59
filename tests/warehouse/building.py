"""Running dbt on a warehouse that a test filled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"


def dbt(warehouse: Path, *arguments: str) -> None:
    """Run one dbt command on ``warehouse`` in a process of its own; what it writes lands beside the warehouse.

    Raises:
        AssertionError: dbt failed; the message holds its output.
    """
    beside = warehouse.parent / "dbt"
    where = {"project-dir": PROJECT, "profiles-dir": PROJECT, "target-path": beside, "log-path": beside}
    options = [text for name, path in where.items() for text in (f"--{name}", str(path))]
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "dbt.cli.main",
        "--no-print",
        arguments[0],
        *options,
        *arguments[1:],
    ]
    environment = os.environ | {"YUSUAN_WAREHOUSE": str(warehouse)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
