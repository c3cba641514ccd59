"""What Dagster knows of dbt's models, and the order in which it hears of them."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import modelling
from pipelines.defs import prepared
from pipelines.defs.described import (
    AFTER_VERDICT,
    BEFORE_VERDICT,
    MATERIALIZATION,
    STANDING_TAG,
    UNIQUE_ID,
    Models,
    is_standing,
    models,
)
from pipelines.defs.transformation import with_standing
from pipelines.settings import Settings

Graph = list[tuple[str, set[int]]]
"""Of each model its materialization, and the earlier models it is made of."""


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Models in an order in which each could be made."""
    kinds = draw(st.lists(st.sampled_from(["table", "view", "seed", STANDING_TAG]), min_size=1, max_size=12))
    return [(kind, draw(st.sets(st.integers(0, no - 1), max_size=3)) if no else set()) for no, kind in enumerate(kinds)]


def key(no: int) -> dg.AssetKey:
    return dg.AssetKey(["marts", str(no)])


@given(graphs())
def test_what_stands_is_told_once_and_after_what_it_is_made_of(graph: Graph) -> None:
    specs = tuple(
        dg.AssetSpec(
            key(no),
            deps=[key(one) for one in parents],
            metadata={UNIQUE_ID: str(no), MATERIALIZATION: "table" if kind == STANDING_TAG else kind},
            tags={kind: ""} if kind == STANDING_TAG else {},
        )
        for no, (kind, parents) in enumerate(graph)
    )
    built = [dg.MaterializeResult(key(no)) for no, (kind, _) in enumerate(graph) if kind == "table"]
    told = [one.asset_key for one in with_standing(built, Models(specs, ())) if isinstance(one, dg.MaterializeResult)]
    assert sorted(map(str, told)) == sorted(str(key(no)) for no in range(len(graph)))
    assert all(told.index(key(one)) < told.index(key(no)) for no, (_, parents) in enumerate(graph) for one in parents)


def test_the_models_are_asked_for_again_when_the_manifest_is_written_again(
    inside: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest: Path = prepared.manifest(inside.paths)
    first = models(AFTER_VERDICT, manifest)
    asked: list[str] = []
    ask = modelling.DBT.call
    monkeypatch.setattr(modelling.DBT, "call", lambda *words: asked.append(words[0].__name__) or ask(*words))
    assert models(AFTER_VERDICT, manifest) == first and asked == []
    os.utime(manifest, ns=(0, manifest.stat().st_mtime_ns + 1))
    again = models(AFTER_VERDICT, manifest)
    assert asked == ["_describe"]
    assert [spec.key for spec in again.specs] == [spec.key for spec in first.specs]
    assert again.checks == first.checks


def test_no_table_that_speaks_of_documents_is_made_only_once(inside: Settings) -> None:
    manifest = prepared.manifest(inside.paths)
    specs = [spec for step in (BEFORE_VERDICT, AFTER_VERDICT) for spec in models(step, manifest).specs]
    made_of = {spec.key: [dep.asset_key for dep in spec.deps] for spec in specs}
    kinds = {spec.key: spec.metadata[MATERIALIZATION] for spec in specs}

    def speaks_of_documents(asset: dg.AssetKey) -> bool:
        """A source of dbt's, such as a raw table, is no model of a step."""
        return asset not in made_of or any(map(speaks_of_documents, made_of[asset]))

    tables = {spec.key for spec in specs if kinds[spec.key] == "table"}
    made_once = tables & {spec.key for spec in specs if is_standing(spec)}
    assert made_once
    assert [asset for asset in made_once if speaks_of_documents(asset)] == []
