"""dbt's models in two steps: what the verdict needs, and what only judged documents may enter."""

from collections.abc import Iterable, Iterator, Set
from functools import cache
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines import modelling, warehouse
from pipelines.ahead import Ahead
from pipelines.defs import prepared
from pipelines.defs.described import (
    AFTER_VERDICT,
    BEFORE_VERDICT,
    MADE_ONCE,
    UNIQUE_ID,
    Models,
    Step,
    is_standing,
    models,
)
from pipelines.defs.line import Line
from pipelines.fingerprints import RULES, sources_fingerprint
from pipelines.settings import load_settings

Told = dg.MaterializeResult | dg.AssetCheckResult
STANDING = {"made anew": "no: nothing it is made of has changed; a view shows the tables as they are now"}


def dbt_step(step: Step, manifest: Path) -> dg.AssetsDefinition:
    """One dbt run over the models of a step; its data tests are asset checks on the models."""
    return _dbt_step(step, manifest, manifest.stat().st_mtime_ns)


@cache
def _dbt_step(step: Step, manifest: Path, _written_ns: int) -> dg.AssetsDefinition:
    """Made once for each manifest that is written."""
    known = models(step, manifest)

    @dg.multi_asset(
        name=step.name,
        specs=known.specs,
        check_specs=known.check_specs,
        can_subset=True,
        pool="duckdb",
        allow_arbitrary_check_specs=True,
    )
    def run(context: dg.AssetExecutionContext, line: dg.ResourceParam[Line]) -> Iterator[Any]:
        project = sources_fingerprint(RULES)
        standing = warehouse.views_made_by(line.home.warehouse, step.name) == project
        if not standing:
            warehouse.note_views(line.home.warehouse, step.name, None)
        exclude = f"{step.exclude} {MADE_ONCE}" if standing else step.exclude
        results = Ahead(modelling.build(step.select, exclude, line.home), most=0)  # begun before what stands is told
        told = chain.from_iterable(_told(result, known) for result in results)
        yield from with_standing(told, known) if standing else told
        if not standing:
            warehouse.note_views(line.home.warehouse, step.name, project)

    return run


def _told(result: modelling.Result, known: Models) -> Iterator[Told]:
    """What dbt said of a model or a test, to Dagster; what failed or was skipped did not come about, and the step ends with it."""
    said = {"status": result.status, "seconds": result.seconds, UNIQUE_ID: result.unique_id}
    if result.is_built and (asset := known.assets.get(result.unique_id)):
        yield dg.MaterializeResult(asset, metadata=said)
    elif result.is_tested and (check := known.checks.get(result.unique_id)):
        found = {} if result.failures is None else {"failing rows": result.failures}
        yield dg.AssetCheckResult(
            passed=result.has_passed, asset_key=check.asset_key, check_name=check.name, metadata={**said, **found}
        )


def with_standing(told: Iterable[Told], known: Models) -> Iterator[Told]:
    """What is told, and each standing asset once all it is made of has come about: Dagster wants them in this order."""
    standing = {spec.key for spec in known.specs if is_standing(spec)}
    ours = set(known.assets.values())
    order = TopologicalSorter({spec.key: ours.intersection(dep.asset_key for dep in spec.deps) for spec in known.specs})
    order.prepare()
    yield from _standing_now(order, standing)
    for one in told:
        yield one
        if isinstance(one, dg.MaterializeResult) and one.asset_key is not None:
            order.done(one.asset_key)
            yield from _standing_now(order, standing)


def _standing_now(order: TopologicalSorter[dg.AssetKey], standing: Set[dg.AssetKey]) -> Iterator[dg.MaterializeResult]:
    while ready := [key for key in order.get_ready() if key in standing]:
        yield from (dg.MaterializeResult(key, metadata=STANDING) for key in ready)
        order.done(*ready)


def model_keys(step: Step, manifest: Path) -> list[dg.AssetKey]:
    """The keys of the models a step builds."""
    return sorted(dbt_step(step, manifest).keys)


@dg.definitions
def defs() -> dg.Definitions:
    """Both steps."""
    manifest = prepared.manifest(load_settings().paths)
    return dg.Definitions(assets=[dbt_step(BEFORE_VERDICT, manifest), dbt_step(AFTER_VERDICT, manifest)])
