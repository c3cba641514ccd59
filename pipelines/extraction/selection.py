"""Which tables of a document are read: the proper one of a family, a near neighbour only where the proper one is not printed."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.tables import PrintedTable


def superseded(tables: Sequence[PrintedTable]) -> set[int]:
    """The numbers (from 1) of tables that stand in for a family which the document also prints under its proper title."""
    proper = {table.family for table in tables if table.title and not table.title.substitute}
    return {
        number
        for number, table in enumerate(tables, start=1)
        if table.title and table.title.substitute and table.family in proper
    }
