"""The star's own SQL, compiled by dbt once and run wherever a test wants it: on truth readings, or on figures a test makes up.

The statements are the models themselves; nothing is rewritten. ``at_and_below`` says in plain SQL what a reader's filter on the
members of a figure is, without the models' own lineage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import yaml

from tests.warehouse.building import PROJECT, dbt

AXES = ("function_code", "expenditure_type", "economic_code", "gov_economic_code", "unit_code", "fund")
UNDIVIDED = "未分解"


@dataclass(frozen=True)
class Model:
    """One compiled model: its name, what it creates, and the statement."""

    name: str
    schema: str
    materialized: str
    depends_on: tuple[str, ...]
    sql: str


def compile_models(folder: Path, selection: Sequence[str]) -> list[Model]:
    """Compile the selected models with dbt, in an order in which they can be run."""
    done = dbt(folder / "yusuan.duckdb", "compile", "--select", *selection)
    nodes = {one.node.unique_id: one.node for one in done.results if one.node.resource_type == "model"}
    return _ordered([
        Model(node.name, node.schema, node.config.materialized,
              tuple(nodes[parent].name for parent in node.depends_on.nodes if parent in nodes), node.compiled_code)
        for node in nodes.values()
    ])  # fmt: skip


def _ordered(models: Iterable[Model]) -> list[Model]:
    waiting = {model.name: model for model in models}
    ordered: list[Model] = []
    while waiting:
        ready = [model for model in waiting.values() if not set(model.depends_on) & set(waiting)]
        ordered += ready
        waiting = {name: model for name, model in waiting.items() if model not in ready}
    return ordered


def load_seeds(con: duckdb.DuckDBPyConnection) -> None:
    """Create the seeds that models read, with the types that dbt gives them."""
    con.execute("create schema if not exists staging")
    for seed in sorted((PROJECT / "seeds").glob("*.csv")):
        (said,) = yaml.safe_load(seed.with_suffix(".yml").read_text(encoding="utf-8"))["seeds"]
        types = said["config"]["column_types"]
        con.execute(
            f"create table if not exists staging.{seed.stem} as from read_csv('{seed}', header = true, columns = {types})"
        )


def run(con: duckdb.DuckDBPyConnection, models: Iterable[Model]) -> None:
    """Create each model's table or view, and the seeds below them."""
    load_seeds(con)
    for model in models:
        con.execute(f"create schema if not exists {model.schema}")
        kind = "view" if model.materialized == "view" else "table"
        con.execute(f"create or replace {kind} {model.schema}.{model.name} as {model.sql}")


def at_and_below(axis: str, cell: str, row: str) -> str:
    """The condition that a row's member on an axis is the cell's or below it."""
    own, its = f"{cell}.{axis}", f"{row}.{axis}"
    same = f"({own} = '{UNDIVIDED}' or {its} = {own}"
    if axis == "expenditure_type":
        return f"{same} or ({own} = 'basic' and {its} in ('personnel', 'operating')))"
    if axis == "fund":
        return (
            f"{same} or ({own} = 'appropriation' and {its} in ('general_public', 'government_fund', 'state_capital')))"
        )
    return (
        f"{same} or (try_cast({own} as bigint) is not null and {its} like {own} || '%') or {its} like {own} || ' > %')"
    )


def unequal_cells(con: duckdb.DuckDBPyConnection) -> list[tuple]:
    """The printed cells whose sum over ``marts.fact_expenditure`` is not the printed amount, with both."""
    axes = ", ".join(AXES)
    below = " and ".join(at_and_below(axis, "cell", "fact") for axis in AXES)
    return con.execute(f"""
        with printed as (
            select document_id, table_no, {axes},
                case when bool_and(is_total) then max(amount_yuan) else sum(amount_yuan) end as printed_yuan
            from intermediate.int_expenditure_figure where unplaced is null group by all
        ),
        cells as (select distinct document_id, {axes} from printed),
        summed as (
            select {", ".join(f"cell.{axis}" for axis in AXES)}, cell.document_id, sum(fact.amount_yuan) as summed_yuan
            from cells as cell
            left join (select * replace (unit_member as unit_code) from star) as fact on fact.document_id = cell.document_id and {below}
            group by all
        )
        select document_id, table_no, {axes}, printed_yuan, summed_yuan
        from printed inner join summed using (document_id, {axes})
        where summed_yuan is distinct from printed_yuan
    """).fetchall()


STAR_VIEW = """
    create or replace temp view star as
    select fact.*, unit.member as unit_member
    from marts.fact_expenditure as fact
    inner join intermediate.int_dim_unit_member as unit
        on unit.document_id = fact.document_id and unit.unit_key = fact.unit_key
"""
