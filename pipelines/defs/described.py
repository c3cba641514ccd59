"""What dagster-dbt makes of dbt's manifest: the assets and their checks.

It is made in the process that runs dbt and kept in the home beside the manifest: dagster-dbt imports dbt, which takes a run's own process two
seconds, and choosing the models takes another.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines import modelling
from pipelines.defs import prepared


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

UNIQUE_ID = "dagster_dbt/unique_id"
MATERIALIZATION = "dagster-dbt/materialization_type"
STANDING_KINDS = ("view", "seed")
"""Materializations that stay as they are while the project is the same one."""

STANDING_TAG = "made_once"
"""dbt's tag of the tables that do too: they are made of nothing that a document says."""

MADE_ONCE = " ".join([f"tag:{STANDING_TAG}", *(f"config.materialized:{kind}" for kind in STANDING_KINDS)])
"""The models of :func:`is_standing` in dbt's words."""

IN_MEMORY = ("dagster_dbt/manifest", "dagster_dbt/dagster_dbt_translator")
"""What dagster-dbt hangs on every asset for its own use: two megabytes each."""


@dataclass(frozen=True)
class Models:
    """The assets of a step, and their checks."""

    specs: tuple[dg.AssetSpec, ...]
    check_specs: tuple[dg.AssetCheckSpec, ...]

    @cached_property
    def assets(self) -> dict[str, dg.AssetKey]:
        """The assets by dbt's ``unique_id``."""
        return {spec.metadata[UNIQUE_ID]: spec.key for spec in self.specs}

    @cached_property
    def checks(self) -> dict[str, dg.AssetCheckKey]:
        """The checks by dbt's ``unique_id`` of the test."""
        return {(spec.metadata or {})[UNIQUE_ID]: spec.key for spec in self.check_specs}


Words = dict[str, Any]
"""The arguments an asset, or a check, is made again with."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of both; Dagster's own objects cannot all be pickled."""

    assets: tuple[Words, ...]
    checks: tuple[Words, ...]


def models(step: Step, manifest: Path) -> Models:
    """The models of a step as Dagster knows them; asked for again for every manifest that is written, and for other versions."""
    kept = manifest.parent / f"{step.name}.pickle"
    for_what = (manifest.stat().st_mtime_ns, version("dagster"), version("dagster-dbt"))
    described = _read(kept, for_what)
    if described is None:
        described = modelling.DBT.call(_describe, step, manifest)
        prepared.keep(kept, pickle.dumps(for_what) + pickle.dumps(described))
    return Models(
        tuple(dg.AssetSpec(**words) for words in described.assets),
        tuple(dg.AssetCheckSpec(**words) for words in described.checks),
    )


def is_standing(spec: dg.AssetSpec) -> bool:
    """Whether a model stays as it is while the project is the same one."""
    return spec.metadata[MATERIALIZATION] in STANDING_KINDS or STANDING_TAG in spec.tags


def _read(file: Path, for_what: tuple[Any, ...]) -> _Kept | None:
    """What stands first is read alone: the rest may be made of another version's classes."""
    if not file.exists():
        return None
    with file.open("rb") as content:
        return pickle.load(content) if pickle.load(content) == for_what else None


def _describe(step: Step, manifest: Path) -> _Kept:
    """Ask dagster-dbt; only the process that runs dbt imports it."""
    from dagster_dbt import dbt_assets

    @dbt_assets(
        manifest=manifest,
        select=step.select,
        exclude=" ".join(filter(None, [step.exclude, "resource_type:unit_test"])),
        dagster_dbt_translator=_by_schema(),
    )
    def described() -> Iterator[Any]:
        yield from ()

    specs = sorted(described.specs, key=lambda spec: spec.key)
    checks = sorted(described.check_specs, key=lambda spec: spec.key)
    return _Kept(tuple(map(_asset, specs)), tuple(map(_check, checks)))


def _asset(spec: dg.AssetSpec) -> Words:
    return {
        "key": spec.key,
        "deps": [dep.asset_key for dep in spec.deps],
        "description": spec.description,
        "group_name": spec.group_name,
        "code_version": spec.code_version,
        "tags": spec.tags,
        "metadata": {name: value for name, value in spec.metadata.items() if name not in IN_MEMORY},
    }


def _check(spec: dg.AssetCheckSpec) -> Words:
    return {
        "name": spec.name,
        "asset": spec.asset_key,
        "additional_deps": [dep.asset_key for dep in spec.additional_deps],
        "description": spec.description,
        "blocking": spec.blocking,
        "metadata": dict(spec.metadata or {}),
    }


def _by_schema() -> Any:
    """Models are grouped by schema; what the second run builds of the earlier schemas stands with the verdict and the marts.

    So that the groups, too, read from left to right: keys are ``schema/table`` as in DuckDB.
    """
    from dagster_dbt import DagsterDbtTranslator

    class BySchema(DagsterDbtTranslator):
        def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
            schema = dbt_resource_props["schema"]
            after = AFTER_VERDICT.select.removeprefix("tag:") in dbt_resource_props.get("tags", [])
            return LATER.get(schema, schema) if after else schema

    return BySchema()
