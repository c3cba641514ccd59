"""What a number on the screen stands for: a document and a member on some axes. It is the address of its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

Fact = Literal["expenditure", "revenue", "three_public", "project"]
AXES: dict[Fact, tuple[str, ...]] = {
    "expenditure": ("function", "type", "economic", "government", "budget_unit", "fund"),
    "revenue": ("fund", "source", "function", "budget_unit"),
    "three_public": ("item", "budget_unit"),
    "project": ("project", "budget_unit"),
}
UNDIVIDED = "未分解"
ITSELF = "="


class NoSuchNumber(LookupError):
    """The address does not name a number."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A sum over one fact of one document.

    ``members`` holds axis -> member: what is at and below the member, or, with ``=`` in front, what stands at it itself.
    An axis that is not named is summed over.
    """

    fact: Fact
    document_id: str
    members: Mapping[str, str] = field(default_factory=dict)

    def at(self, axis: str, member: str) -> Cell:
        """The same, narrowed to what is at and below a member."""
        return Cell(self.fact, self.document_id, {**self.members, axis: member})

    def itself(self, axis: str, member: str) -> Cell:
        """The same, narrowed to what stands at a member itself: what is not broken down further, and rounding."""
        return self.at(axis, ITSELF + member)

    def address(self) -> dict[str, str]:
        """The query parameters that name it."""
        return {"fact": self.fact, "doc": self.document_id, **self.members}

    @classmethod
    def found(cls, parameters: Mapping[str, str], document_id: str) -> Cell:
        """The cell that query parameters name.

        Raises:
            NoSuchNumber: they name no fact there is.
        """
        if parameters.get("fact") not in get_args(Fact):
            raise NoSuchNumber(parameters.get("fact", ""))
        fact = cast(Fact, parameters["fact"])
        return cls(fact, document_id, {axis: parameters[axis] for axis in AXES[fact] if parameters.get(axis)})
