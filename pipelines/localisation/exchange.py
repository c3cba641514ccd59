"""Repairs of two cells side by side: their amounts changed places, or one stands in the blank cell beside its own."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.localisation.candidates import Candidate, Change, outcome
from pipelines.localisation.network import Cell, Network


def exchanges(network: Network) -> Iterator[Candidate]:
    """Every exchange of two neighbours, or of two columns of a row, that satisfies a failing identity."""
    seen: set[frozenset[str]] = set()
    for cell in network.suspects:
        for other in _partners(network, cell):
            pair = frozenset((cell.cell_id, other.cell_id))
            if pair not in seen and cell.value != other.value:
                seen.add(pair)
                yield from _exchanged(network, cell, other)


def _partners(network: Network, cell: Cell) -> Iterator[Cell]:
    """The cells of the same row, and those right above and below."""
    if not cell.table_no:
        return
    yield from (one for one in network.beside(cell) if one.row_no != cell.row_no)
    yield from (one for one in _row(network, cell) if one.cell_id != cell.cell_id and one.side == cell.side)


def _row(network: Network, cell: Cell) -> Iterator[Cell]:
    numbers = sorted(column for table, row, column in network.places if (table, row) == (cell.table_no, cell.row_no))
    return (network.places[cell.table_no, cell.row_no, column] for column in numbers)


def _exchanged(network: Network, cell: Cell, other: Cell) -> Iterator[Candidate]:
    deltas = {cell.cell_id: other.value - cell.value, other.cell_id: cell.value - other.value}
    found = outcome(network, network.effects(deltas))
    if found.explains:
        name = "shifted_column" if cell.row_no == other.row_no else "shifted_row"
        changes = (Change(cell.cell_id, other.amount), Change(other.cell_id, cell.amount))
        yield Candidate(name, changes, found.explains, found.breaks, found.misfit)
