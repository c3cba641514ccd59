"""Raw tables: what was printed, as landed, in DuckDB. One loader moves it, in one transaction for each document."""

from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg

from pipelines import decisions, outside, registry, waivers, warehouse
from pipelines.defs.disclosures import DISCLOSURE
from pipelines.defs.line import Line
from pipelines.defs.previews import table_metadata
from pipelines.validation import apart
from pipelines.warehouse.control import CONTROL_TABLES

LOADED_CONTROL_TABLES = tuple(table for table in CONTROL_TABLES if table not in ("verdict", "publication", "repair"))
"""The control tables the loader writes; the others are the verdict's and the localisation's."""

RETRIES = dg.RetryPolicy(max_retries=3, delay=2, backoff=dg.Backoff.EXPONENTIAL)
"""A reader that holds the working database open goes away; a broken load does not and fails after four tries."""


def _raw_spec(table: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        ["raw", table],
        deps=[DISCLOSURE],
        group_name="raw",
        kinds={"duckdb"},
        description=warehouse.RAW_TABLES[table].__doc__,
    )


def _control_spec(table: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        ["control", table],
        deps=[DISCLOSURE],
        group_name="control",
        kinds={"duckdb"},
        description=f"What SQL must know that no document prints: {table.replace('_', ' ')}.",
    )


def _written(line: Line) -> dict[str, Sequence[tuple[Any, ...]]]:
    """What comes from outside the documents: waivers as they stand today, decisions of persons, sources and due dates."""
    given = waivers.load_waivers(line.settings.waivers)
    return {
        "waiver": waivers.rows(given, waivers.today()),
        "decision": decisions.rows(decisions.decisions(line.home)),
        **outside.control_rows(line.settings),
    }


@dg.multi_asset(
    name="load_raw",
    specs=[*map(_raw_spec, warehouse.RAW_TABLES), *map(_control_spec, LOADED_CONTROL_TABLES)],
    pool="duckdb",
    retry_policy=RETRIES,
)
def load_raw(context: dg.AssetExecutionContext, line: dg.ResourceParam[Line]) -> Iterator[dg.MaterializeResult]:
    """Load what is landed and not yet in the warehouse, and the rules; what judges is started where no document was read."""
    apart.start()
    known = registry.registrations(line.home)
    report = warehouse.load(line.home.landing, line.home.warehouse, known, _written(line))
    done, same, absent = len(report.loaded), len(report.unchanged), len(report.not_landed)
    context.log.info(f"documents loaded {done}, unchanged {same}, not landed {absent}")
    tables = [(key.path[0], key.path[1]) for key in sorted(context.selected_asset_keys)]
    for table, preview in warehouse.previews(line.home.warehouse, tables).items():
        yield dg.MaterializeResult(dg.AssetKey(table), metadata=table_metadata(preview))


@dg.definitions
def defs() -> dg.Definitions:
    """The raw and control tables."""
    return dg.Definitions(assets=[load_raw])
