"""Repairs of one cell: the amount on which the failing identities it stands in agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pipelines.localisation.candidates import PRIORS, Candidate, Change, Outcome, outcome
from pipelines.localisation.digits import slip
from pipelines.localisation.network import NOTHING, Cell, Equation, Network

MOST_GRID = 80
"""Amounts that rounding cannot tell apart are tried one by one up to this many."""


def single_repairs(network: Network) -> Iterator[Candidate]:
    """The best repair of each cell that stands in a failing identity, if one amount satisfies any of them."""
    for cell in network.suspects:
        if (found := repair_of(network, cell)) is not None:
            yield found


def repair_of(network: Network, cell: Cell) -> Candidate | None:
    """The amount of one cell that makes the most identities hold."""
    failing = [equation for equation in network.touching[cell.cell_id] if equation.fails]
    tried = [(_outcome(network, cell, delta), delta) for delta in set(_deltas(cell, failing))]
    good = [(found, delta) for found, delta in tried if found.explains]
    if not good:
        return None
    found, delta = min(good, key=lambda one: (len(one[0].breaks) - len(one[0].explains), one[0].misfit, abs(one[1])))
    return min(_spelled(network, cell, found, delta), key=_likeliest)


def _likeliest(candidate: Candidate) -> tuple[int, int, bool, Decimal]:
    """What most identities accept, what the printed number resembles, nothing at all, what fits best."""
    return -candidate.gain, PRIORS[candidate.hypothesis], bool(candidate.changes[0].fitting), candidate.misfit


def _outcome(network: Network, cell: Cell, delta: Decimal) -> Outcome:
    return outcome(network, network.effects({cell.cell_id: delta}))


def _deltas(cell: Cell, failing: list[Equation]) -> Iterator[Decimal]:
    """The changes that the failing identities ask for, each also pulled into the range of the others."""
    ranges = [_range(cell, equation) for equation in failing]
    for low, high in ranges:
        middle = (low + high) / 2
        yield middle
        for other_low, other_high in ranges:
            yield min(max(middle, other_low), other_high)


def _range(cell: Cell, equation: Equation) -> tuple[Decimal, Decimal]:
    """The changes of the cell with which the equation holds."""
    coefficient = equation.coefficients[cell.cell_id] or 1
    ends = [(-equation.residual + bound) / coefficient for bound in (-equation.tolerance, equation.tolerance)]
    return min(ends), max(ends)


def _spelled(network: Network, cell: Cell, found: Outcome, delta: Decimal) -> Iterator[Candidate]:
    """The amounts on the printed grid that satisfy the same identities, each with its hypothesis."""
    reached = found.explains | {
        e.key for e in network.touching[cell.cell_id] if not e.fails and e.key not in found.breaks
    }
    ranges = [_range(cell, network.equations[key]) for key in reached]
    low = max(low for low, _ in ranges) + cell.value
    high = min(high for _, high in ranges) + cell.value
    nothing = (NOTHING,) if low <= 0 <= high else ()
    for fitting in dict.fromkeys((*nothing, cell.value + delta, *_grid(low, high, cell.step))):
        if fitting == cell.value:
            continue
        again = _outcome(network, cell, fitting - cell.value)
        if again.explains >= found.explains and again.breaks <= found.breaks:
            name = hypothesis(network, cell, fitting)
            yield Candidate(name, (Change(cell.cell_id, fitting),), again.explains, again.breaks, again.misfit)


def _grid(low: Decimal, high: Decimal, step: Decimal) -> Iterable[Decimal]:
    if not step or low > high:
        return ()
    first, last = (low / step).to_integral(ROUND_CEILING), (high / step).to_integral(ROUND_FLOOR)
    if last - first > MOST_GRID:
        return ()
    return (number * step for number in range(int(first), int(last) + 1))


def hypothesis(network: Network, cell: Cell, fitting: Decimal) -> str:
    """What could have put the printed amount where ``fitting`` would fit."""
    if cell.amount is None:
        return "lost_digits" if not cell.table_no else "other_amount"
    likeness = slip(cell.amount / cell.unit, fitting / cell.unit, cell.places)
    if likeness in ("sign", "factor", "transposed_digits"):
        return likeness
    if cell.value and _is_of_parent(network, cell):
        return "parent_in_child"
    for other in network.beside(cell) if cell.value else ():
        if other.amount == cell.amount and not _belong_together(network, cell, other):
            return "shifted_column" if other.row_no == cell.row_no else "shifted_row"
    return likeness or "other_amount"


def _belong_together(network: Network, cell: Cell, other: Cell) -> bool:
    """Whether an identity that holds has both: then it is no wonder that they are the same."""
    return any(other.cell_id in one.coefficients and not one.fails for one in network.touching.get(cell.cell_id, ()))


def _is_of_parent(network: Network, cell: Cell) -> bool:
    parent = cell.parent_row and network.places.get((cell.table_no, cell.parent_row, cell.column_no))
    if not parent or parent.amount != cell.amount:
        return False
    return not _belong_together(network, cell, parent)
