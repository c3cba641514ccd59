"""One possible repair: what would be printed instead, what that explains and what it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.localisation.network import NOTHING, Equation, Network

PRIORS = {
    "withheld": 0,
    "sign": 1,
    "factor": 1,
    "transposed_digits": 1,
    "shifted_column": 1,
    "shifted_row": 1,
    "parent_in_child": 1,
    "repeated_row": 1,
    "lost_digit": 2,
    "extra_digit": 2,
    "changed_digit": 2,
    "missed_row": 2,
    "lost_digits": 3,
    "other_amount": 5,
}
"""How surprising each hypothesis is, the least first: those that fit a number by chance only rarely come before those that fit more often."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell and what would fit in it, in 元; ``fitting`` None says that it would be blank."""

    cell_id: str
    fitting: Decimal | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A repair as arithmetic sees it.

    ``explains`` are the failing equations it satisfies, ``breaks`` those it would break; ``misfit`` is what it leaves of the
    residuals, in units of what rounding allows.
    """

    hypothesis: str
    changes: tuple[Change, ...]
    explains: frozenset[str]
    breaks: frozenset[str]
    misfit: Decimal
    gap: Decimal | None = None

    @property
    def gain(self) -> int:
        """How many more identities would hold."""
        return len(self.explains) - len(self.breaks)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change of residuals does to the equations it reaches."""

    explains: frozenset[str]
    breaks: frozenset[str]
    misfit: Decimal


def outcome(network: Network, effects: Mapping[str, Decimal]) -> Outcome:
    """Tell which equations a set of effects satisfies and breaks."""
    explains, breaks, misfit = set(), set(), NOTHING
    for key, effect in effects.items():
        equation = network.equations[key]
        left = abs(equation.residual + effect)
        misfit += left / allowance(equation)
        if left > equation.tolerance and not equation.fails:
            breaks.add(key)
        elif left <= equation.tolerance and equation.fails:
            explains.add(key)
    return Outcome(frozenset(explains), frozenset(breaks), misfit)


def allowance(equation: Equation) -> Decimal:
    """What rounding allows, at least a hundredth."""
    return max(equation.tolerance, Decimal("0.01"))
