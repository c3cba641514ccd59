"""Sums over the star: what a cell amounts to, how it breaks down, and which rows it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.cells import AXES, ITSELF, UNDIVIDED, Cell
from dashboard.connection import Reading

Rows = list[dict[str, Any]]

STARS = {
    "expenditure": """marts.fact_expenditure_version as f
        inner join marts.dim_function as fn on fn.function_code = f.function_code
        inner join marts.dim_expenditure_type as et on et.expenditure_type = f.expenditure_type
        inner join marts.dim_economic as ec on ec.economic_code = f.economic_code
        inner join marts.dim_economic as gv on gv.economic_code = f.gov_economic_code
        inner join marts.dim_fund as fu on fu.fund = f.fund
        inner join marts.dim_unit as un on un.unit_key = f.unit_key""",
    "revenue": """marts.fact_revenue_version as f
        inner join marts.dim_function as fn on fn.function_code = f.function_code
        inner join marts.dim_fund as fu on fu.fund = f.fund
        inner join marts.dim_unit as un on un.unit_key = f.unit_key""",
    "three_public": "marts.fact_three_public_version as f inner join marts.dim_unit as un on un.unit_key = f.unit_key",
    "project": """(select *, 'published' as row_kind from marts.fact_project_version) as f
        inner join marts.dim_unit as un on un.unit_key = f.unit_key""",
}


def _or_itself(alias: str, level: str, own: str) -> tuple[str, ...]:
    """Code and name at a level; a code that has no such level stands for itself, as the 3012 some bodies print."""
    nowhere = f"{alias}.{level}_code = '{UNDIVIDED}'"
    return tuple(
        f"case when {nowhere} then {alias}.{own}_{what} else {alias}.{level}_{what} end" for what in ("code", "name")
    )


_TREES = {"function": ("fn", "function"), "economic": ("ec", "economic"), "government": ("gv", "economic")}
_STEPS = {
    axis: [
        *(_or_itself(alias, level, own) for level in ("class", "section")),
        (f"{alias}.{own}_code", f"{alias}.{own}_name"),
    ]
    for axis, (alias, own) in _TREES.items()
}
LEVELS = {
    **{axis: tuple(code for code, _ in steps) for axis, steps in _STEPS.items()},
    "type": ("et.main_type", "et.expenditure_type"),
    "fund": ("fu.fund_group", "fu.fund"),
    "source": ("f.revenue_source",),
    "budget_unit": ("f.unit_key",),
    "item": ("f.main_item", "f.item"),
    "project": ("f.project_key",),
}
NAMES = {
    **{axis: tuple(name for _, name in steps) for axis, steps in _STEPS.items()},
    "type": ("et.main_type_name", "et.type_name"),
    "fund": ("fu.fund_group_name", "fu.fund_name"),
    "source": ("f.revenue_source",),
    "budget_unit": ("un.unit_name",),
    "item": ("f.item_name", "f.item_name"),
    "project": ("f.project_name",),
}
SUMMED = """
    sum(f.amount_yuan) as amount_yuan, count(*) as parts,
    bool_or(f.row_kind = 'rounding') as rounding, bool_or(f.row_kind = 'margin') as margin,
    bool_or(f.trust = 'waived') as waived, bool_and(f.trust = 'single') as single
"""
MEMBERS = {
    "function": "select function_name as name from marts.dim_function where function_code = ?",
    "economic": "select economic_name as name from marts.dim_economic where economic_code = ?",
    "government": "select economic_name as name from marts.dim_economic where economic_code = ?",
    "type": "select type_name as name, type_name_en as name_en from marts.dim_expenditure_type where expenditure_type = ?",
    "fund": "select fund_name as name, fund_name_en as name_en from marts.dim_fund where fund = ?",
    "budget_unit": "select unit_name as name from marts.dim_unit where unit_key = ?",
    "item": "select any_value(item_name) as name from marts.fact_three_public_version where item = ?",
    "project": "select any_value(project_name) as name from marts.fact_project_version where project_key = ?",
}

PLACES = {
    "function": "select *, function_level as level from marts.dim_function where function_code = ?",
    "economic": """select *, economic_level as level from marts.dim_economic
        where economic_code = ? and classification = 'department'""",
    "government": """select *, economic_level as level from marts.dim_economic
        where economic_code = ? and classification = 'government'""",
}


def place(reading: Reading, axis: str, member: str) -> dict[str, Any] | None:
    """Where a member stands in its tree: ``level``, ``class_code``, ``section_code`` and their names."""
    return next(iter(reading.rows(PLACES[axis], [member])), None)


def is_divided(reading: Reading, cell: Cell, axis: str) -> bool:
    """Whether anything of a cell is broken down along an axis."""
    where, parameters = _condition(cell)
    sql = f"select 1 from {STARS[cell.fact]} where {where} and {LEVELS[axis][-1]} <> ? limit 1"
    return bool(reading.rows(sql, [*parameters, UNDIVIDED]))


def summed(reading: Reading, cell: Cell) -> dict[str, Any]:
    """The sum of a cell in 元 and what it is made of; ``parts`` is 0 where nothing is published."""
    where, parameters = _condition(cell)
    return reading.rows(f"select {SUMMED} from {STARS[cell.fact]} where {where}", parameters)[0]


def broken_down(reading: Reading, cell: Cell, *axes: tuple[str, int]) -> Rows:
    """The sum of a cell for each member of the axes, each at a level from 0: ``member``, ``name``, then ``member_2``."""
    where, parameters = _condition(cell)
    columns = [_member(axis, level, number) for number, (axis, level) in enumerate(axes, 1)]
    selected = ", ".join(f"{code} as member{n}, any_value({name}) as name{n}" for code, name, n in columns)
    grouped = ", ".join(code for code, _, _ in columns)
    sql = f"select {selected}, {SUMMED} from {STARS[cell.fact]} where {where} group by {grouped} order by {grouped}"
    return reading.rows(sql, parameters)


def across(reading: Reading, cells: Sequence[Cell], axis: str, level: int) -> Rows:
    """The same for several documents at once: their cells differ in the document only."""
    where, parameters = _condition(cells[0])
    documents = [cell.document_id for cell in cells]
    code, name = LEVELS[axis][level], NAMES[axis][level]
    condition = where.replace("f.document_id = ?", "f.document_id in (select unnest(?::varchar[]))", 1)
    sql = f"""select f.document_id, {code} as member, any_value({name}) as name, {SUMMED}
        from {STARS[cells[0].fact]} where {condition} group by f.document_id, {code} order by {code}"""
    return reading.rows(sql, [documents, *parameters[1:]])


def parts(reading: Reading, cell: Cell, limit: int = 1_000_000) -> Rows:
    """The rows of the star a cell is made of, largest first, each with what it stands for and its figures."""
    where, parameters = _condition(cell)
    axes = AXES[cell.fact]
    said = ", ".join(f"{LEVELS[axis][-1]} as {axis}_code, {NAMES[axis][-1]} as {axis}_name" for axis in axes)
    bound = "null" if cell.fact == "project" else "f.bound_yuan"
    sql = f"""select f.row_kind, f.amount_yuan, {bound} as bound_yuan, f.trust, f.figure_ids, {said}
        from {STARS[cell.fact]} where {where} order by abs(f.amount_yuan) desc, f.row_kind limit {int(limit)}"""
    return reading.rows(sql, parameters)


def member_name(reading: Reading, axis: str, member: str) -> dict[str, Any]:
    """The name of a member of an axis, with ``name_en`` where there is an English one; empty where it has none."""
    sql = MEMBERS.get(axis)
    found = reading.rows(sql, [member.removeprefix(ITSELF)]) if sql else []
    return found[0] if found else {"name": member.removeprefix(ITSELF)}


def _member(axis: str, level: int, number: int) -> tuple[str, str, str]:
    return LEVELS[axis][level], NAMES[axis][level], "" if number == 1 else f"_{number}"


def _condition(cell: Cell) -> tuple[str, list[Any]]:
    """What a row of the star has to fulfil; the document comes first."""
    conditions, parameters = ["f.document_id = ?"], [cell.document_id]
    for axis, member in cell.members.items():
        own = member.removeprefix(ITSELF)
        if member.startswith(ITSELF) or own == UNDIVIDED:
            conditions.append(f"{LEVELS[axis][-1]} = ?")
        else:
            conditions.append(f"? in ({', '.join(LEVELS[axis])})")
        parameters.append(own)
    return " and ".join(conditions), parameters
