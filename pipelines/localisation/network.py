"""The figures of one document and the equations between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed number, or a blank cell of an amount column (``amount`` None).

    ``amount`` and ``step`` are in 元 (or plain numbers, where ``unit`` is 1 and no money); ``step`` is one unit of the last
    digit its table prints; ``unit`` is the value of 1 in the printed unit. ``parent_row`` is the row it is a part of.
    """

    cell_id: str
    printed: str
    amount: Decimal | None
    step: Decimal
    unit: Decimal
    table_no: int = 0
    row_no: int = 0
    column_no: int = 0
    column: str = ""
    side: str | None = None
    parent_row: int | None = None
    label: str = ""

    def digits_of(self, amount: Decimal | None) -> str:
        """The digits of an amount (元) as this cell's table would print them, without sign and point."""
        if amount is None:
            return ""
        return "".join(letter for letter in f"{amount / self.unit:.{self.places}f}" if letter.isdigit())

    @property
    def places(self) -> int:
        """The decimal places of its table."""
        return max(0, -int((self.step / self.unit).normalize().as_tuple().exponent)) if self.step else 0

    @property
    def value(self) -> Decimal:
        """The amount, nothing for a blank."""
        return NOTHING if self.amount is None else self.amount


@dataclass(frozen=True, slots=True)
class Equation:
    """One evaluated identity: the sum of coefficient x amount is its ``residual``, which is within ``tolerance`` or not."""

    key: str
    identity: str
    shape: str
    severity: Literal["blocking", "warning"]
    residual: Decimal
    tolerance: Decimal
    coefficients: Mapping[str, int]
    table_no: int = 0
    row_no: int = 0
    column: str = ""

    @property
    def fails(self) -> bool:
        """Whether rounding does not explain the residual."""
        return abs(self.residual) > self.tolerance


@dataclass(frozen=True, slots=True)
class Second:
    """What reading the picture of a cell gave: text -> amount in 元 (None for a blank), for every reading that is a number or blank."""

    amounts: Mapping[str, Decimal | None]
    digits: Mapping[str, str] = field(default_factory=dict)
    """Digits alone -> text, for readings that lost their decimal point."""

    def text_of(self, amount: Decimal | None) -> str | None:
        """The text that reads as this amount, None where no reading gave it."""
        return next((text for text, found in self.amounts.items() if found == amount), None)


@dataclass(frozen=True)
class Network:
    """A document: its cells by id, and its evaluated equations by key."""

    cells: Mapping[str, Cell]
    equations: Mapping[str, Equation]

    @cached_property
    def failing(self) -> Mapping[str, Equation]:
        """The equations that fail."""
        return {key: equation for key, equation in self.equations.items() if equation.fails}

    @cached_property
    def touching(self) -> Mapping[str, tuple[Equation, ...]]:
        """The equations each cell stands in."""
        found: dict[str, list[Equation]] = {}
        for equation in self.equations.values():
            for cell_id in equation.coefficients:
                found.setdefault(cell_id, []).append(equation)
        return {cell_id: tuple(equations) for cell_id, equations in found.items()}

    @cached_property
    def places(self) -> Mapping[tuple[int, int, int], Cell]:
        """Cells by table, row and column."""
        return {(cell.table_no, cell.row_no, cell.column_no): cell for cell in self.cells.values() if cell.table_no}

    @cached_property
    def suspects(self) -> tuple[Cell, ...]:
        """The cells of equations that fail."""
        ids = dict.fromkeys(cell_id for equation in self.failing.values() for cell_id in equation.coefficients)
        return tuple(self.cells[cell_id] for cell_id in ids if cell_id in self.cells)

    def effects(self, deltas: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """By how much the residual of each equation moves when cells move by ``deltas`` (元)."""
        moved: dict[str, Decimal] = {}
        for cell_id, delta in deltas.items():
            for equation in self.touching.get(cell_id, ()):
                moved[equation.key] = moved.get(equation.key, NOTHING) + equation.coefficients[cell_id] * delta
        return moved

    def beside(self, cell: Cell) -> Iterable[Cell]:
        """The cells left and right of a cell, above and below it, as far as the table has them."""
        for row, column in ((0, -1), (0, 1), (-1, 0), (1, 0)):
            found = self.places.get((cell.table_no, cell.row_no + row, cell.column_no + column))
            if found is not None and found.side == cell.side:
                yield found
