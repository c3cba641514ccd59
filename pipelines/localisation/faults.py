"""The smallest set of repairs that explains all that fails, and for each of them the hypotheses in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipelines.localisation.candidates import PRIORS, Candidate
from pipelines.localisation.exchange import exchanges
from pipelines.localisation.network import Network, Second
from pipelines.localisation.rows import row_repairs
from pipelines.localisation.single import single_repairs

KEPT = 8
"""Hypotheses kept for a fault: below the first few nobody looks, and each asks for a second reading."""

MOST_FAULTS = 40

Cause = Literal["misread", "printed_so"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One hypothesis, by ``rank`` among those for its fault; ``seen`` is what reading its cells again gave, if it told."""

    rank: int
    candidate: Candidate
    seen: str | None = None
    cause: Cause | None = None
    is_read_again: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong once: the failing identities it explains and the hypotheses for it."""

    number: int
    equations: frozenset[str]
    repairs: tuple[Repair, ...]


def localise(network: Network) -> tuple[Fault, ...]:
    """Explain every identity of the document that fails with as few faults as possible.

    Takes the repair after which most identities hold, sets aside what it explains, and goes on with the rest. Returns
    nothing for a document in which everything holds.
    """
    if not network.failing:
        return ()
    candidates = [*single_repairs(network), *exchanges(network), *row_repairs(network)]
    remaining, faults = set(network.failing), []
    while remaining and len(faults) < MOST_FAULTS:
        useful = [one for one in candidates if _is_useful(network, one, remaining)]
        if not useful:
            break
        useful.sort(key=lambda one: _order(one, remaining))
        explained = frozenset(useful[0].explains & remaining)
        alternatives = [one for one in useful if one.explains & explained][:KEPT]
        repairs = tuple(Repair(rank, one) for rank, one in enumerate(alternatives, start=1))
        faults.append(Fault(len(faults) + 1, explained, repairs))
        remaining -= explained
    return tuple(faults)


def _is_useful(network: Network, candidate: Candidate, remaining: set[str]) -> bool:
    """Whether a repair explains more than it breaks, or as much where what it explains holds the document back.

    What is experience and not arithmetic (a function item against its economic item) fails for reasons that no cell is to blame for.
    """
    explained = candidate.explains & remaining
    gain = len(explained) - len(candidate.breaks)
    blocking = any(network.equations[key].severity == "blocking" for key in explained)
    return bool(explained) and (gain > 0 or (gain == 0 and blocking))


def _order(candidate: Candidate, remaining: set[str]) -> tuple[int, int, int, Decimal, tuple[str, ...]]:
    """More identities that would hold first; then what fits a number only rarely by chance; then what fits best."""
    gain = len(candidate.explains & remaining) - len(candidate.breaks)
    ids = tuple(change.cell_id for change in candidate.changes)
    return -gain, PRIORS[candidate.hypothesis], len(ids), candidate.misfit, ids


def weigh(network: Network, fault: Fault, readings: Mapping[str, Second]) -> Fault:
    """Order the hypotheses again by what reading the cells a second time gave, and say whose mistake each would be.

    A cell that reads as what would fit was misread. One that reads as it was read before was printed so; that speaks
    against it only where another cell of the fault was misread. A reading that gives neither says nothing: a picture that is
    recognised independently does not hit on one of two numbers by chance, but it errs.
    """
    judged = [_judged(network, repair, readings) for repair in fault.repairs]
    judged.sort(key=lambda repair: (not _is_confirmed(repair), repair.rank))
    return replace(fault, repairs=tuple(replace(one, rank=rank) for rank, one in enumerate(judged, start=1)))


def _judged(network: Network, repair: Repair, readings: Mapping[str, Second]) -> Repair:
    changes = [change for change in repair.candidate.changes if change.cell_id in readings]
    printed: dict[str, str | None] = {}
    fitting: dict[str, str | None] = {}
    for change in changes:
        cell, second = network.cells[change.cell_id], readings[change.cell_id]
        printed[cell.cell_id] = second.text_of(cell.amount)
        fitting[cell.cell_id] = second.text_of(change.fitting)
        before, after = cell.digits_of(cell.amount), cell.digits_of(change.fitting)
        if printed[cell.cell_id] is None and fitting[cell.cell_id] is None and before != after:
            printed[cell.cell_id], fitting[cell.cell_id] = second.digits.get(before), second.digits.get(after)
    as_read = [printed[one] for one in printed if printed[one] is not None and fitting[one] is None]
    as_fits = [fitting[one] for one in fitting if fitting[one] is not None and printed[one] is None]
    if as_fits and not as_read:
        return replace(repair, seen=as_fits[0], cause="misread")
    if as_read and not as_fits:
        return replace(repair, seen=as_read[0], cause="printed_so")
    return replace(repair, is_read_again=bool(changes))


def _is_confirmed(repair: Repair) -> bool:
    """Whether the second reading gave what would fit."""
    return repair.cause == "misread"


def to_read_again(faults: Iterable[Fault], most: int) -> tuple[str, ...]:
    """The cells worth a second reading, those of the likeliest hypotheses first, at most ``most``."""
    ranked = sorted((repair.rank, fault.number, repair) for fault in faults for repair in fault.repairs)
    ids = dict.fromkeys(change.cell_id for _, _, repair in ranked for change in repair.candidate.changes)
    return tuple(ids)[:most]
