"""What a person means by a figure_id or the key of a fact: the figures, and for a fact how its amount follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import warehouse
from pipelines.evidence.contents import Fact, FactRow, FactSum

FACTS: Mapping[Fact, str] = {
    "fact_expenditure": "expenditure_key",
    "fact_revenue": "revenue_key",
    "fact_three_public": "three_public_key",
    "fact_project": "project_key",
}
"""The fact tables whose rows figures print, and the key of each."""

AXES = {
    "fact_expenditure": ("function_code", "expenditure_type", "economic_code", "gov_economic_code", "unit_key", "fund"),
    "fact_revenue": ("function_code", "unit_key", "fund", "revenue_source"),
    "fact_three_public": ("item", "unit_key"),
    "fact_project": ("project_name", "unit_key"),
}
UNDIVIDED = "未分解"
BELOW = {
    "expenditure_type": {"basic": ("personnel", "operating")},
    "fund": {"appropriation": ("general_public", "government_fund", "state_capital")},
    "item": {"vehicle_total": ("vehicle_purchase", "vehicle_running")},
}
"""The members below a member, on the axes whose tree is not told by their codes."""

FIGURE = "select figure_id, document_id from audit.figure where figure_id = ?"
FACT = "select * from marts.{table}_version where {key} = ?"
OF_DOCUMENT = "select * from marts.{table}_version where document_id = ? order by {key}"
UNITS = "select unit_key, parent_unit_key from marts.dim_unit"


class NoSuchFigure(LookupError):
    """No figure and no fact of the release is called so, or no figure prints it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The figures that print what was asked for, all of one document; ``fact`` where it was a fact."""

    key: str
    document_id: str
    figure_ids: list[str]
    fact: FactSum | None


def find(key: str, database: Path) -> Subject:
    """The figure or the fact of this key.

    Raises:
        NoSuchFigure: nothing is called so, or the fact is a difference that no figure prints.
    """
    figures = warehouse.query(database, FIGURE, [key])
    if figures:
        return Subject(key, figures[0]["document_id"], [key], None)
    for table, column in FACTS.items():
        facts = warehouse.query(database, FACT.format(table=table, key=column), [key])
        if facts:
            return _of_fact(facts[0], table, database)
    raise NoSuchFigure(
        f"no figure and no fact {key!r} in {database.parent}; figure_id is a column of audit.figure, {', '.join(FACTS.values())} of marts"
    )


def _of_fact(fact: Mapping[str, Any], table: Fact, database: Path) -> Subject:
    row = _row(fact, table)
    if not row.figure_ids:
        raise NoSuchFigure(
            f"{row.key} is a {row.row_kind} of {table}: the difference between other rows, printed by no figure"
        )
    minus = [] if row.row_kind == "published" else _below(row, fact["document_id"], database)
    total = FactSum(fact=row, trust=fact["trust"], bound_yuan=fact.get("bound_yuan"), plus=row.figure_ids, minus=minus)
    return Subject(row.key, fact["document_id"], row.figure_ids, total)


def _below(whole: FactRow, document_id: str, database: Path) -> list[FactRow]:
    """Every other row of the document at the members of ``whole`` and below them."""
    rows = warehouse.query(database, OF_DOCUMENT.format(table=whole.table, key=FACTS[whole.table]), [document_id])
    parents = {unit["unit_key"]: unit["parent_unit_key"] for unit in warehouse.query(database, UNITS)}
    others = (_row(row, whole.table) for row in rows if row[FACTS[whole.table]] != whole.key)
    return [other for other in others if _is_below(other, whole, parents)]


def _is_below(row: FactRow, whole: FactRow, parents: Mapping[str, str | None]) -> bool:
    return all(_is_at_or_below(axis, row.members[axis], member, parents) for axis, member in whole.members.items())


def _is_at_or_below(axis: str, member: str | None, whole: str | None, parents: Mapping[str, str | None]) -> bool:
    if member == whole or whole == UNDIVIDED:
        return True
    if member is None or whole is None:
        return False
    if axis == "unit_key":
        above = parents.get(member)
        return above not in (None, member) and _is_at_or_below(axis, above, whole, parents)
    if axis in BELOW:
        return member in BELOW[axis].get(whole, ())
    return (whole.isdecimal() and member.startswith(whole)) or member.startswith(f"{whole} > ")


def _row(fact: Mapping[str, Any], table: Fact) -> FactRow:
    return FactRow(
        key=fact[FACTS[table]],
        table=table,
        members={axis: fact[axis] for axis in AXES[table]},
        row_kind=fact.get("row_kind", "published"),
        amount_yuan=fact["amount_yuan"],
        figure_ids=list(fact["figure_ids"]),
    )
