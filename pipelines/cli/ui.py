"""Starting the Dagster UI on the home: web server, sensors and schedules, until it is interrupted."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from pipelines.home import CHECKOUT
from pipelines.settings import Settings


def serve(settings: Settings, host: str, port: int) -> int:
    """Become ``dagster dev``. Returns only if it cannot be started.

    Raises:
        FileNotFoundError: Dagster's command is not installed.
    """
    from pipelines.defs.running import write_instance_config

    write_instance_config(settings.paths)
    dagster = shutil.which("dagster", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if dagster is None:
        raise FileNotFoundError("the command `dagster` is not installed")
    for interrupt in (signal.SIGINT, signal.SIGTERM):
        signal.signal(interrupt, signal.SIG_DFL)
    workspace = CHECKOUT / "workspace.yaml"
    os.chdir(settings.paths.root)
    os.execv(dagster, [dagster, "dev", "-w", str(workspace), "-h", host, "-p", str(port)])
    return 1
