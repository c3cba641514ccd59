"""The command ``yusuan``: the terminal's way to the same assets as the UI."""


def app() -> None:
    """Run the command that was typed. Processes it starts import this module, too, and need nothing of what it imports."""
    from pipelines.cli.commands import app as commands

    commands()
