"""From printed text to amounts again, and from amounts to facts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipelines.evidence.checking.check import Check, check, unchecked
from pipelines.evidence.contents import Cell, Contents, FactRow, FactSum, Transformation
from pipelines.extraction.amounts import UnreadableAmount, read_amount, step_of
from pipelines.vocabulary import money_units


def check_amounts(said: Contents) -> Check:
    """Each transformation: it is of its cell, and printed number times unit is the amount."""
    cells = {cell.figure_id: cell for cell in said.figures.cells}
    steps = said.transformations.figures
    wrong = [line for one in steps for line in _wrong(one, cells.get(one.figure_id))]
    if [one.figure_id for one in steps] != said.figures.figure_ids:
        wrong.append("the transformations are of other figures")
    shown = [
        f"{one.printed} {one.money_unit or ''} = {one.amount_yuan.normalize():,f} yuan"
        for one in steps
        if one.amount_yuan is not None
    ]
    return check("amounts", wrong, "; ".join(shown) or "no money")


def check_reconciling(said: Contents) -> Check | None:
    """Rows that a fact is less and that no figure prints: what they come to follows from the whole star. None where there are none."""
    total = said.transformations.fact
    told = [row for row in total.minus if row.row_kind != "published"] if total else []
    if not told:
        return None
    return unchecked(
        "other rows", f"{len(told)} of the {len(total.minus if total else ())} rows are printed nowhere, but reconcile"
    )


def _wrong(one: Transformation, cell: Cell | None) -> Iterator[str]:
    if cell is None:
        yield f"{one.figure_id} is no cell of the bundle"
        return
    for name in ("printed", "money_unit", "amount_yuan", "step_yuan"):
        if getattr(one, name) != getattr(cell, name):
            yield f"{one.figure_id}: {name} differs from its cell's"
    unit = money_units().get(one.money_unit or "")
    if one.unit_yuan != unit:
        yield f"{one.figure_id}: {one.money_unit} is {unit} yuan, not {one.unit_yuan}"
    if (one.amount_yuan, one.step_yuan) != _amount_of(one.printed, unit):
        yield f"{one.figure_id}: {one.printed!r} in {one.money_unit} is not {one.amount_yuan} yuan to {one.step_yuan}"


def _amount_of(printed: str, unit: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """The 元 a printed text amounts to, and of its last digit; none where no unit makes money of it."""
    try:
        read = read_amount(printed)
    except UnreadableAmount:
        return None, None
    return (read.value * unit, step_of(read.places, unit)) if read and unit is not None else (None, None)


def check_fact(said: Contents) -> Check | None:
    """How the amount of a fact follows from what its figures print; None where the bundle is of a figure."""
    total = said.transformations.fact
    if total is None:
        return check("fact", ["it is not told how it follows"], "") if said.figures.about == "fact" else None
    cells = {cell.figure_id: cell.amount_yuan for cell in said.figures.cells}
    wrong = list(_wrong_sum(total, said, cells))
    rows = f", less {len(total.minus):,} other rows," if total.minus else ""
    right = f"what is printed{rows} is {total.fact.amount_yuan.normalize():,f} yuan ({total.fact.row_kind})"
    return check("fact", wrong, right)


def _wrong_sum(total: FactSum, said: Contents, cells: dict[str, Decimal | None]) -> Iterator[str]:
    if not (total.fact.figure_ids == total.plus == said.figures.figure_ids and total.fact.key == said.figures.key):
        yield "the fact is printed by other figures"
    if (total.fact.row_kind == "published") != (not total.minus) and total.fact.row_kind == "published":
        yield "a published row is what is printed, less nothing"
    less = sum((row.amount_yuan for row in total.minus), Decimal(0))
    for figure_id in total.plus:
        printed = cells.get(figure_id)
        if printed is None or printed - less != total.fact.amount_yuan:
            yield f"{figure_id} prints {printed}, less {less} is not {total.fact.amount_yuan}"
    keys = [total.fact.key, *(row.key for row in total.minus)]
    if len(keys) != len(set(keys)):
        yield "a row is taken away twice, or from itself"
    for row in total.minus:
        yield from _wrong_row(row, cells)
    bound = total.bound_yuan
    if total.fact.row_kind == "rounding" and (bound is None or abs(total.fact.amount_yuan) > bound):
        yield f"a rounding of {total.fact.amount_yuan} is more than its bound {bound}"


def _wrong_row(row: FactRow, cells: dict[str, Decimal | None]) -> Iterator[str]:
    """A published row is what each of its figures prints; what a reconciling one is, is not told here."""
    if row.row_kind == "published":
        if not row.figure_ids:
            yield f"row {row.key} is published and no figure prints it"
        for figure_id in row.figure_ids:
            if cells.get(figure_id) != row.amount_yuan:
                yield f"row {row.key} is {row.amount_yuan}, {figure_id} prints {cells.get(figure_id)}"
