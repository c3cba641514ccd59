"""Single errors as hands, eyes and readers make them: one number, or two neighbours, printed or read wrongly."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.extraction.records import FigureRow
from tests.printing.mistakes import grouped, number


@dataclass(frozen=True)
class Good:
    """A disclosure as it was read before anything was planted: its amount cells by place, and the blocking identities that hold.

    Each of ``identities`` is its tolerance (元) and the sign of each of its cells.
    """

    cells: Mapping[tuple[int, int, int], FigureRow]
    identities: tuple[tuple[Decimal, Mapping[str, int]], ...]
    parents: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def covered(self) -> set[str]:
        """The cells that an identity covers."""
        return {one for _, terms in self.identities for one in terms}

    def beside(self, cell: FigureRow, rows: int, columns: int) -> FigureRow | None:
        """The cell so many rows below and columns to the right."""
        found = self.cells.get((cell.table_no, cell.row_no + rows, cell.column_no + columns))
        return found if found is not None and found.row_side == cell.row_side else None

    def parent(self, cell: FigureRow) -> FigureRow | None:
        """The cell of the same column in the row above it in the hierarchy."""
        row = self.parents.get((cell.table_no, cell.row_no))
        return self.cells.get((cell.table_no, row, cell.column_no)) if row else None


Texts = dict[str, str]
"""figure_id -> what stands there instead."""
Kind = Callable[[FigureRow, Good, random.Random], Texts | None]


def _plain(cell: FigureRow) -> str:
    return cell.printed.replace(",", "").replace("\n", "")


def _digit_places(text: str) -> list[int]:
    return [place for place, letter in enumerate(text) if letter.isdigit()]


def _regrouped(text: str) -> str:
    whole, point, decimals = text.partition(".")
    whole = whole.lstrip("0") or "0"
    return f"{int(whole):,}{point}{decimals}"


def changed_digit(cell: FigureRow, _good: Good, dice: random.Random) -> Texts:
    text = _plain(cell)
    at = dice.choice(_digit_places(text))
    other = dice.choice([digit for digit in "0123456789" if digit != text[at] and not (at == 0 and digit == "0")])
    return {cell.figure_id: _regrouped(text[:at] + other + text[at + 1 :])}


def lost_digit(cell: FigureRow, _good: Good, dice: random.Random) -> Texts | None:
    text = _plain(cell)
    whole = text.partition(".")[0]
    if len(whole) < 2:
        return None
    at = dice.randrange(len(whole))
    return {cell.figure_id: _regrouped(text[:at] + text[at + 1 :])}


def extra_digit(cell: FigureRow, _good: Good, dice: random.Random) -> Texts:
    text = _plain(cell)
    at = dice.randrange(1, len(text.partition(".")[0]) + 1)
    return {cell.figure_id: _regrouped(text[:at] + dice.choice("0123456789") + text[at:])}


def transposed_digits(cell: FigureRow, _good: Good, dice: random.Random) -> Texts | None:
    text = _plain(cell)
    places = _digit_places(text)
    pairs = [(a, b) for a, b in itertools.pairwise(places) if text[a] != text[b] and not (a == 0 and text[b] == "0")]
    if not pairs:
        return None
    a, b = dice.choice(pairs)
    return {cell.figure_id: _regrouped(text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :])}


def factor(cell: FigureRow, _good: Good, dice: random.Random) -> Texts:
    return {cell.figure_id: grouped(number(_plain(cell)) * dice.choice((10, 100, 10_000)))}


def sign(cell: FigureRow, _good: Good, _dice: random.Random) -> Texts:
    return {cell.figure_id: f"-{cell.printed}"}


def swapped_columns(cell: FigureRow, good: Good, dice: random.Random) -> Texts | None:
    return _exchanged(cell, [good.beside(cell, 0, step) for step in dice.sample((-1, 1), 2)], blank=False)


def moved_to_the_next_column(cell: FigureRow, good: Good, dice: random.Random) -> Texts | None:
    return _exchanged(cell, [good.beside(cell, 0, step) for step in dice.sample((-1, 1), 2)], blank=True)


def shifted_row(cell: FigureRow, good: Good, dice: random.Random) -> Texts | None:
    return _exchanged(cell, [good.beside(cell, step, 0) for step in dice.sample((-1, 1), 2)], blank=False)


def _exchanged(cell: FigureRow, others: list[FigureRow | None], *, blank: bool) -> Texts | None:
    for other in others:
        if other is not None and other.printed != cell.printed and (other.printed == "") == blank:
            return {cell.figure_id: other.printed, other.figure_id: cell.printed}
    return None


def neighbours_amount(cell: FigureRow, good: Good, dice: random.Random) -> Texts | None:
    for step in dice.sample((-1, 1), 2):
        other = good.beside(cell, 0, step)
        if other is not None and other.printed and other.amount_yuan != cell.amount_yuan:
            return {cell.figure_id: other.printed}
    return None


def parents_amount(cell: FigureRow, good: Good, _dice: random.Random) -> Texts | None:
    parent = good.parent(cell)
    if parent is None or not parent.printed or parent.amount_yuan == cell.amount_yuan:
        return None
    return {cell.figure_id: parent.printed}


KINDS: tuple[Kind, ...] = (
    changed_digit,
    lost_digit,
    extra_digit,
    transposed_digits,
    factor,
    sign,
    swapped_columns,
    moved_to_the_next_column,
    shifted_row,
    neighbours_amount,
    parents_amount,
)


ATTEMPTS = 400


def draw(kind: Kind, good: Good, dice: random.Random) -> Texts | None:
    """An error of one kind in a covered cell that rounding does not hide, at random; None where the layout has no place for one."""
    covered = [cell for cell in good.cells.values() if cell.figure_id in good.covered and cell.amount_yuan]
    for _ in range(ATTEMPTS):
        cell = dice.choice(covered)
        texts = kind(cell, good, dice)
        if texts is not None and is_noticed(good, texts):
            return texts
    return None


def is_noticed(good: Good, texts: Texts) -> bool:
    """Whether an identity moves by more than rounding hides; two cells of one sum that change places move nothing."""
    cells = {one.figure_id: one for one in good.cells.values() if one.figure_id in texts}
    deltas = {one: amount_of(cells[one], text) - (cells[one].amount_yuan or 0) for one, text in texts.items()}
    return any(
        abs(sum(sign * deltas[one] for one, sign in terms.items() if one in deltas)) > 2 * tolerance
        for tolerance, terms in good.identities
    )


def amount_of(cell: FigureRow, text: str) -> Decimal:
    """What a text would be in this cell, in 元; nothing for a blank."""
    unit = 10_000 if cell.money_unit == "万元" else 1
    return number(text.replace("\n", "")) * unit if text else Decimal(0)
