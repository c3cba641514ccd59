"""From a figure or a fact back to the page: its cell, its row and its column boxed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipelines.cli import screen
from pipelines.evidence import bundling
from pipelines.home import Home


def trace(key: str, output: Path, home: Home) -> None:
    """Write a PNG of the page and say where the figure was printed; a fact that several figures print gives one picture of each.

    Raises:
        NoSuchFigure: nothing is published, or the release has no such figure or fact.
    """
    found = bundling.find(key, home)
    output.parent.mkdir(parents=True, exist_ok=True)
    for number, (figure, picture) in enumerate(bundling.drawn_pages(found), start=1):
        file = output if number == 1 else output.with_name(f"{output.stem}-{number}{output.suffix}")
        file.write_bytes(picture)
        screen.say(_said(figure, found.document.file_name))
        screen.say(str(file))
    if found.subject.fact is not None and found.subject.fact.minus:
        total = found.subject.fact
        screen.say(
            f"{total.fact.row_kind}: what is printed there, less {len(total.minus)} rows at and below its members"
        )


def _said(figure: dict[str, Any], file_name: str) -> str:
    amount = f" = {figure['amount_yuan']:,f} yuan" if figure["amount_yuan"] is not None else ""
    row = " ".join(str(figure[name]) for name in ("row_code", "row_name") if figure[name])
    return f"{file_name}, page {figure['page']}: {row}, {figure['column_name']}: {figure['printed']!r}{amount}"
