"""dbt's models in two steps: what the verdict needs, and what only judged documents may enter."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from pipelines import modelling, warehouse
from pipelines.defs import prepared
from pipelines.defs.line import Line
from pipelines.fingerprints import RULES, sources_fingerprint
from pipelines.settings import load_settings


@dataclass(frozen=True, slots=True)
class Step:
    """Which models one dbt run builds. A model tagged both ways (staging of a verdict) belongs to the second run."""

    name: str
    select: str
    exclude: str


BEFORE_VERDICT = Step("before_verdict", "tag:before_verdict", "tag:after_verdict")
AFTER_VERDICT = Step("after_verdict", "tag:after_verdict", "")


LATER = {"staging": "verdict", "intermediate": "marts"}
"""Where models of a schema stand that are built after the verdict."""

STAGING_VIEWS = "config.schema:staging"
STANDING = {"made anew": "no: a view of the same text over the tables as they are now"}


class BySchema(DagsterDbtTranslator):
    """Models are grouped by schema; what the second run builds of the earlier schemas stands with the verdict and the marts.

    So that the groups, too, read from left to right: keys are ``schema/table`` as in DuckDB.
    """

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The schema, but for models tagged both ways."""
        schema = dbt_resource_props["schema"]
        after = AFTER_VERDICT.select.removeprefix("tag:") in dbt_resource_props.get("tags", [])
        return LATER.get(schema, schema) if after else schema


def dbt_step(step: Step, manifest: Path) -> dg.AssetsDefinition:
    """One dbt run over the models of a step; its data tests are asset checks on the models."""
    return _dbt_step(step, manifest, manifest.stat().st_mtime_ns)


@cache
def _dbt_step(step: Step, manifest: Path, _written_ns: int) -> dg.AssetsDefinition:
    """Made once for each manifest that is written: choosing the models out of it takes half a second."""
    translator = BySchema()
    nodes = json.loads(manifest.read_text(encoding="utf-8"))

    @dbt_assets(
        manifest=nodes,
        select=step.select,
        exclude=" ".join(filter(None, [step.exclude, "resource_type:unit_test"])),
        name=step.name,
        dagster_dbt_translator=translator,
        pool="duckdb",
    )
    def run(context: dg.AssetExecutionContext, line: dg.ResourceParam[Line]) -> Iterator[Any]:
        project = sources_fingerprint(RULES)
        standing = warehouse.views_made_by(line.home.warehouse, step.name) == project
        warehouse.note_views(line.home.warehouse, step.name, None)
        if standing:
            yield from (dg.MaterializeResult(key, metadata=STANDING) for key in staging_keys(context))
        exclude = f"{step.exclude} {STAGING_VIEWS}" if standing else step.exclude
        for event in modelling.build(step.select, exclude, line.home):
            message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
            yield from message.to_default_asset_events(nodes, translator, context)
        warehouse.note_views(line.home.warehouse, step.name, project)

    return run


def staging_keys(context: dg.AssetExecutionContext) -> list[dg.AssetKey]:
    """The keys of a step's staging models; all of them are views of raw tables."""
    return sorted(key for key in context.selected_asset_keys if key.path[0] == "staging")


def model_keys(step: Step, manifest: Path) -> list[dg.AssetKey]:
    """The keys of the models a step builds."""
    return sorted(dbt_step(step, manifest).keys)


@dg.definitions
def defs() -> dg.Definitions:
    """Both steps."""
    manifest = prepared.manifest(load_settings().paths)
    return dg.Definitions(assets=[dbt_step(BEFORE_VERDICT, manifest), dbt_step(AFTER_VERDICT, manifest)])
