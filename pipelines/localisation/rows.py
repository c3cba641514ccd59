"""Repairs of whole rows: one that is missing below a total, in one table or in several, and one that counts twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.localisation.candidates import Candidate, Change, outcome
from pipelines.localisation.network import NOTHING, Equation, Network

COLUMN_SHAPES = ("tree", "classes")
LEAST_COLUMNS = 2
"""A row is told from a cell by two columns that miss it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What the rows below one row leave of it, by column: the equations that fail and their residuals (元)."""

    table_no: int
    row_no: int
    equations: tuple[Equation, ...]

    @property
    def by_column(self) -> Mapping[str, Decimal]:
        """Residual by column."""
        return {equation.column: equation.residual for equation in self.equations}

    @property
    def largest(self) -> Decimal:
        """The largest residual, as a rule that of the total."""
        return max(self.by_column.values(), key=abs)

    @property
    def effects(self) -> dict[str, Decimal]:
        """What closes the gap."""
        return {equation.key: -equation.residual for equation in self.equations}


def row_repairs(network: Network) -> Iterator[Candidate]:
    """Missing and repeated rows."""
    gaps = list(_gaps(network))
    missing = [gap for gap in gaps if all(equation.residual > 0 for equation in gap.equations)]
    missing = [gap for gap in missing if _adds_up(network, gap)]
    for gap in missing:
        yield _missing(network, "missed_row", [gap])
    for together in _in_several_tables(missing):
        tops = all(_is_top(network, gap) for gap in together)
        yield _missing(network, "withheld" if tops else "missed_row", together)
    yield from _repeated(network, gaps)


def _gaps(network: Network) -> Iterator[Gap]:
    found: dict[tuple[int, int], list[Equation]] = {}
    for equation in network.failing.values():
        if equation.shape in COLUMN_SHAPES and equation.table_no:
            found.setdefault((equation.table_no, equation.row_no), []).append(equation)
    for (table_no, row_no), equations in found.items():
        yield Gap(table_no, row_no, tuple(equations))


def _adds_up(network: Network, gap: Gap) -> bool:
    """Whether a row with these amounts would itself keep the identities of its row."""
    if len(gap.equations) < LEAST_COLUMNS:
        return False
    loose = sum((equation.tolerance for equation in gap.equations), NOTHING)
    for equation in network.equations.values():
        if equation.shape == "row_sum" and (equation.table_no, equation.row_no) == (gap.table_no, gap.row_no):
            cells = [(network.cells[cell_id], sign) for cell_id, sign in equation.coefficients.items()]
            left = sum((sign * gap.by_column.get(cell.column, NOTHING) for cell, sign in cells), NOTHING)
            if abs(left) > loose + equation.tolerance:
                return False
    return True


def _is_top(network: Network, gap: Gap) -> bool:
    """Whether the rows are all there are below the table's total."""
    parents = {cell.parent_row for cell in network.places.values() if cell.table_no == gap.table_no}
    own = [
        cell.parent_row
        for cell in network.places.values()
        if (cell.table_no, cell.row_no) == (gap.table_no, gap.row_no)
    ]
    return gap.row_no in parents and not any(own)


def _in_several_tables(missing: list[Gap]) -> Iterator[list[Gap]]:
    """Gaps of several tables that are one: the same in a column, or all of them below the tables' totals."""
    tables = {gap.table_no for gap in missing}
    if len(tables) >= 2:
        shared = [
            gap for gap in missing
            if any(other.table_no != gap.table_no and _shares(gap, other) for other in missing)
        ]  # fmt: skip
        if shared:
            yield shared
        if len(shared) < len(missing):
            yield missing


def _shares(gap: Gap, other: Gap) -> bool:
    return any(other.by_column.get(column) == residual for column, residual in gap.by_column.items())


def _missing(network: Network, hypothesis: str, gaps: list[Gap]) -> Candidate:
    effects = {key: effect for gap in gaps for key, effect in gap.effects.items()}
    found = outcome(network, effects)
    wholes = [_whole(network, gap) for gap in gaps]
    changes = tuple(
        Change(cell_id, network.cells[cell_id].value - gap.largest) for gap, cell_id in zip(gaps, wholes, strict=True)
    )
    return Candidate(hypothesis, changes, found.explains, found.breaks, found.misfit, gaps[0].largest)


def _whole(network: Network, gap: Gap) -> str:
    """The printed total of the column with the largest gap."""
    equation = max(gap.equations, key=lambda one: abs(one.residual))
    return next(cell_id for cell_id, sign in equation.coefficients.items() if sign > 0)


def _repeated(network: Network, gaps: list[Gap]) -> Iterator[Candidate]:
    """A row whose amounts are what the rows below a total have too much, in one table or in all that have the same excess."""
    found: dict[tuple[tuple[str, Decimal], ...], list[tuple[Gap, int]]] = {}
    for gap in gaps:
        if len(gap.equations) >= LEAST_COLUMNS and all(equation.residual < 0 for equation in gap.equations):
            row = next(iter(_rows_of(network, gap)), None)
            if row is not None:
                found.setdefault(tuple(sorted(gap.by_column.items())), []).append((gap, row))
    for same in found.values():
        effects = {key: effect for gap, _ in same for key, effect in gap.effects.items()}
        changes = tuple(Change(cell_id, None) for gap, row in same for cell_id in _cells(network, gap, row))
        done = outcome(network, effects)
        yield Candidate("repeated_row", changes, done.explains, done.breaks, done.misfit, -same[0][0].largest)


def _rows_of(network: Network, gap: Gap) -> Iterator[int]:
    """The rows below that hold exactly the excess in every column that has one."""
    rows: dict[int, dict[str, Decimal]] = {}
    for equation in gap.equations:
        for cell_id, sign in equation.coefficients.items():
            cell = network.cells[cell_id]
            if sign < 0 and cell.amount is not None:
                rows.setdefault(cell.row_no, {})[equation.column] = cell.amount
    for row, amounts in sorted(rows.items(), reverse=True):
        if all(abs(amounts.get(e.column, NOTHING) + e.residual) <= e.tolerance for e in gap.equations):
            yield row


def _cells(network: Network, gap: Gap, row: int) -> Iterator[str]:
    for equation in gap.equations:
        yield from (i for i in equation.coefficients if network.cells[i].row_no == row and equation.coefficients[i] < 0)
