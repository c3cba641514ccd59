"""What one check came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

SHOWN = 3

Outcome = Literal["holds", "fails", "not checked"]


@dataclass(frozen=True, slots=True)
class Check:
    """One check by name, what became of it, and what it was about; 'not checked' is no failure, and is said."""

    name: str
    outcome: Outcome
    said: str


def check(name: str, wrong: Sequence[str], right: str) -> Check:
    """It holds, as ``right`` says, unless something is wrong; of much that is wrong the first is named."""
    if not wrong:
        return Check(name, "holds", right)
    more = f" (and {len(wrong) - SHOWN} more)" if len(wrong) > SHOWN else ""
    return Check(name, "fails", "; ".join(wrong[:SHOWN]) + more)


def unchecked(name: str, why: str) -> Check:
    """It could not be checked here."""
    return Check(name, "not checked", why)
