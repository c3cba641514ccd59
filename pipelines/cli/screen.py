"""Tables on the terminal, readable at 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines import publication
from pipelines.cli.documents import Document
from pipelines.home import Home

COLOURS = {
    "published": "green",
    "superseded": "dim",
    "withdrawn": "dim",
    "quarantined": "red",
    "unreadable": "red",
    "registered": "yellow",
}
IDENTITY_STATUSES = {"holds": "hold", "fails": "fail", "not_evaluable": "not evaluable", "waived": "waived"}
REASON_LENGTH = 300


def console() -> Console:
    """The terminal, or whatever stands for it now."""
    return Console(highlight=False)


def say(line: str) -> None:
    """One line, wrapped at words, never taken for markup."""
    console().print(Text(line))


def show_documents(documents: Sequence[Document]) -> None:
    """A table of documents, then why those that are held back are."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("document", overflow="fold", min_width=12)
    table.add_column("body", overflow="fold", min_width=8)
    table.add_column("year", no_wrap=True)
    for heading in ("tables", "figures"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("identities\nholds/fails/\nnot evaluable", justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True, min_width=len("quarantined"))
    for one in documents:
        table.add_row(*_row(one))
    console().print(table)
    for one in documents:
        if one.is_held_back:
            say(f"{one.file_name}: {_shortened(one.status_reason or one.status)}")
            say(f"  yusuan explain {one.document_id[:12]}")


def where(home: Home) -> str:
    """Which file readers open, and which release it is."""
    release = publication.published(home)
    if release is None:
        return f"nothing is published in {home.root} yet"
    return f"{home.published / release.database.name}  (release {release.release_id})"


def total(documents: Sequence[Document]) -> str:
    """All documents in one line."""
    counts = {name: sum(one.identities.get(name, 0) for one in documents) for name in IDENTITY_STATUSES}
    by_status = Counter(one.status for one in documents)
    documents_said = ", ".join(f"{count} {status}" for status, count in by_status.most_common())
    identities_said = ", ".join(f"{counts[name]:,} {said}" for name, said in IDENTITY_STATUSES.items() if counts[name])
    tables, figures = sum(one.tables for one in documents), sum(one.figures for one in documents)
    return f"Documents: {documents_said}. Tables: {tables:,}. Figures: {figures:,}. Identities: {identities_said or 'none'}."


def _row(one: Document) -> list[str | Text]:
    counts = [one.identities.get(name, 0) for name in ("holds", "fails", "not_evaluable")]
    identities = "/".join(map(str, counts)) if one.identities else "-"
    status = Text(one.status, style=COLOURS.get(one.status, ""))
    year = str(one.fiscal_year) if one.fiscal_year else "-"
    return [one.file_name, one.body or "-", year, f"{one.tables:,}", f"{one.figures:,}", identities, status]


def _shortened(reason: str) -> str:
    first = reason.strip().splitlines()[0]
    return first if len(first) <= REASON_LENGTH else first[:REASON_LENGTH] + " ..."


def heading(line: str) -> None:
    """One line that starts a part."""
    console().print(Text(line, style="bold"))


def plain(lines: str) -> None:
    """Lines to be copied: as they are, never wrapped or taken for markup."""
    console().print(Text(lines), soft_wrap=True)
