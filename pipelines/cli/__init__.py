"""The command ``yusuan``: the terminal's way to the same assets as the UI."""

from pipelines.cli.commands import app

__all__ = ["app"]
