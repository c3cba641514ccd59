"""dbt's models in two steps: what the verdict needs, and what only judged documents may enter."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, dbt_assets

from pipelines.defs import dbt_runner, prepared
from pipelines.defs.line import Line
from pipelines.settings import load_settings


@dataclass(frozen=True, slots=True)
class Step:
    """Which models one dbt run builds. A model tagged both ways (staging of a verdict) belongs to the second run."""

    name: str
    select: str
    exclude: str


BEFORE_VERDICT = Step("before_verdict", "tag:before_verdict", "tag:after_verdict")
AFTER_VERDICT = Step("after_verdict", "tag:after_verdict", "")


class BySchema(DagsterDbtTranslator):
    """Models are grouped by the schema they are in; keys are ``schema/table`` as in DuckDB."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The schema."""
        return dbt_resource_props.get("schema")


def dbt_step(step: Step, manifest: Path) -> dg.AssetsDefinition:
    """One dbt run over the models of a step; its data tests are asset checks on the models."""
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
        selection = ["--select", step.select, *(["--exclude", step.exclude] if step.exclude else [])]
        yield from dbt_runner.build(selection, context, line.home, nodes, translator)

    return run


def model_keys(step: Step, manifest: Path) -> list[dg.AssetKey]:
    """The keys of the models a step builds."""
    return sorted(dbt_step(step, manifest).keys)


@dg.definitions
def defs() -> dg.Definitions:
    """Both steps."""
    manifest = prepared.manifest(load_settings().paths)
    return dg.Definitions(assets=[dbt_step(BEFORE_VERDICT, manifest), dbt_step(AFTER_VERDICT, manifest)])
