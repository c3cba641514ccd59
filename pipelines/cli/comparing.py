"""Two versions beside each other, figure by figure, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from rich import box
from rich.table import Table

from pipelines import publication, registry, warehouse
from pipelines.cli import screen
from pipelines.home import Home

KNOWN = "select * from audit.document where document_id = ?"
DIFFERENCE = """
    select * from audit.difference(?, ?)
    order by table_family, row_side nulls first, row_code nulls last, row_name, unit_name, column_name, new_figure_id, old_figure_id
"""


class NothingToCompare(ValueError):
    """There is no earlier version, or no release knows the documents yet."""


def compare(name: str, other: str | None, home: Home) -> None:
    """Print what a document changed against an earlier one: the version before it, unless another is named.

    Raises:
        NoSuchDocument: no registered document is called so.
        NothingToCompare: there is nothing to compare it with.
    """
    release = publication.published(home)
    if release is None:
        raise NothingToCompare("nothing is published yet: `yusuan run` processes what is registered")
    later = _known(registry.look_up(name, home).document_id, release.database)
    earlier = _earlier(later, other, release.database, home)
    changes = warehouse.query(release.database, DIFFERENCE, [earlier["document_id"], later["document_id"]])
    for label, one in (("old", earlier), ("new", later)):
        screen.say(f"{label}  {one['file_name']}  {one['document_id'][:12]}  version {one['version']}, {one['status']}")
    if later["previous_document_id"] == earlier["document_id"]:
        screen.say(f"change: {later['change_kind'].replace('_', ' ')}")
    for family, rows in groupby(changes, key=lambda row: row["table_family"]):
        _show(family, list(rows))
    screen.say(_total(changes))


def _known(document_id: str, database: Path) -> dict[str, Any]:
    rows = warehouse.query(database, KNOWN, [document_id])
    if not rows:
        raise NothingToCompare(f"{document_id[:12]} is not in a release yet: `yusuan run` processes it")
    return rows[0]


def _earlier(later: dict[str, Any], other: str | None, database: Path, home: Home) -> dict[str, Any]:
    if other is not None:
        return _known(registry.look_up(other, home).document_id, database)
    if later["previous_document_id"] is None:
        raise NothingToCompare(f"{later['file_name']} has no version before it that passed; name a second document")
    return _known(later["previous_document_id"], database)


def _show(family: str, rows: Sequence[dict[str, Any]]) -> None:
    screen.heading(f"{family}: {len(rows)}")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("row", overflow="fold", min_width=8)
    table.add_column("column", overflow="fold", max_width=16)
    for heading in ("old", "new", "difference 元"):
        table.add_column(heading, justify="right", overflow="fold", max_width=16)
    for row in rows:
        table.add_row(
            _row(row), row["column_name"], *map(_printed, (row["old_printed"], row["new_printed"])), _difference(row)
        )
    screen.console().print(table)


def _row(row: dict[str, Any]) -> str:
    named = ("row_side", "row_code", "row_name", "unit_name", "economic_code", "gov_economic_code")
    return " ".join(" ".join(str(row[name]).split()) for name in named if row[name]) or "-"


def _printed(text: str | None) -> str:
    return "-" if text is None else "".join(text.split())


def _difference(row: dict[str, Any]) -> str:
    difference: Decimal | None = row["difference_yuan"]
    return row["change_kind"] if difference is None else f"{difference:+,.2f}"


def _total(changes: Sequence[dict[str, Any]]) -> str:
    counts = {kind: sum(row["change_kind"] == kind for row in changes) for kind in ("changed", "added", "removed")}
    said = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"Figures: {said}." if said else "No figure differs."
