"""``python -m dashboard``: start Streamlit on this machine only, with no telemetry and in this project's colours."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from pipelines.settings import load_settings

APP = Path(__file__).with_name("app.py")
OPTIONS = {
    "browser.gatherUsageStats": "false",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "client.toolbarMode": "minimal",
    "client.showSidebarNavigation": "false",
    "client.showErrorDetails": "none",
    "theme.base": "light",
    "theme.primaryColor": "#9b1c1c",
    "theme.backgroundColor": "#fbf9f4",
    "theme.secondaryBackgroundColor": "#f1ede3",
    "theme.textColor": "#1d1b18",
    "theme.baseRadius": "none",
    "theme.font": "sans-serif",
}


def command(host: str, port: int) -> list[str]:
    """The command line that starts the dashboard."""
    options = [f"--{name}={value}" for name, value in OPTIONS.items()]
    where = [f"--server.address={host}", f"--server.port={port}"]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *where, *options]


def main() -> None:
    """Become Streamlit; it listens until it is interrupted."""
    parser = argparse.ArgumentParser(prog="dashboard", description="The dashboard on what is published in YUSUAN_HOME.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8501, help="the port to listen on")
    given = parser.parse_args()
    print(f"http://{given.host}:{given.port}  ({load_settings().paths.published})", flush=True)
    started = command(given.host, given.port)
    os.execv(started[0], started)


if __name__ == "__main__":
    main()
