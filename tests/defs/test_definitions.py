"""What Dagster finds: these assets and no others, each checked where it is guarded, one writer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from pipelines.definitions import defs
from pipelines.defs import prepared
from pipelines.settings import Settings
from pipelines.warehouse import RAW_TABLES
from pipelines.warehouse.control import CONTROL_TABLES
from tests.conftest import ROOT

MODELS = ROOT / "dbt_project" / "models"


@pytest.fixture
def definitions(inside: Settings) -> dg.Definitions:
    return defs()


def expected_assets() -> set[str]:
    """From what is written down elsewhere: records, control tables, and the SQL files by their folder."""
    seeds = {f"staging/{seed.stem}" for seed in (MODELS.parent / "seeds").glob("*.csv")}
    models = {f"{sql.relative_to(MODELS).parts[0]}/{sql.stem}" for sql in MODELS.rglob("*.sql")}
    raw = {f"raw/{table}" for table in RAW_TABLES}
    control = {f"control/{table}" for table in CONTROL_TABLES}
    return seeds | models | raw | control | {"disclosure", "marts_verdict", "published", "alerts", "sources"}


def test_neither_dbt_nor_its_integration_is_imported_to_define_them(
    definitions: dg.Definitions, inside: Settings
) -> None:
    said = "import sys; from pipelines.definitions import defs; defs(); print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.split()
    assert "dagster" in modules
    assert {"dbt", "dagster_dbt"} & set(modules) == set()


def test_the_assets_are_exactly_these(definitions: dg.Definitions) -> None:
    keys = definitions.resolve_asset_graph().get_all_asset_keys()
    assert {key.to_user_string() for key in keys} == expected_assets()


def test_every_asset_has_a_description_and_a_group(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    nodes = [graph.get(key) for key in graph.get_all_asset_keys()]
    assert {node.key.to_user_string() for node in nodes if not node.description} == set()
    assert {node.key.to_user_string() for node in nodes if node.group_name in (None, "default")} == set()


def test_every_expectation_is_a_check_on_the_table_it_guards(definitions: dg.Definitions, inside: Settings) -> None:
    found = {(key.asset_key.to_user_string(), key.name) for key in definitions.resolve_asset_graph().asset_check_keys}
    guards = prepared.guards(inside.paths)
    expected = {(guard.table.replace(".", "/"), guard.expectation_id.replace(".", "_")) for guard in guards}
    assert len(expected) == len(guards) > 20
    assert expected - found == set()


def test_everything_that_was_printed_is_reached_from_the_documents(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    reached = dg.AssetSelection.assets("disclosure").downstream().resolve(graph)
    names = {key: key.to_user_string() for key in graph.get_all_asset_keys() - reached}
    unread = {name for name in names.values() if name.startswith(("raw/", "audit/", "marts/fact_"))}
    assert unread == {"audit/accuracy"}  # measured elsewhere, and carried


def test_everything_is_upstream_of_what_is_published(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    before = dg.AssetSelection.assets("published").upstream().resolve(graph)
    for layer in ("raw", "marts", "audit"):
        missing = {key.to_user_string() for key in graph.get_all_asset_keys() - before if key.path[0] == layer}
        assert missing == set()


def test_only_one_step_at_a_time_writes_the_warehouse(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("process_disclosures")
    pools = {node.name: node.definition.pool for node in job.nodes}
    assert pools == {name: None if name in ("disclosure", "alerts") else "duckdb" for name in pools}
    assert len(pools) == 9


def test_publishing_reads_no_pdf(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("publish")
    assert {node.name for node in job.nodes} >= {"load_raw", "published"}
    assert "disclosure" not in {node.name for node in job.nodes}


def test_the_workspace_finds_the_same_location() -> None:
    workspace = (ROOT / "workspace.yaml").read_text(encoding="utf-8")
    assert "module_name: pipelines.definitions" in workspace


def test_what_is_prepared_is_made_again_when_a_source_is_newer(inside: Settings, tmp_path: Path) -> None:
    made, source = tmp_path / "made", tmp_path / "source"
    source.mkdir()
    (source / "model.sql").write_text("select 1")
    assert prepared._is_stale(made, [source])
    made.write_text("made")
    assert not prepared._is_stale(made, [source])
    (source / "model.sql").unlink()
    later = made.stat().st_mtime + 5
    import os

    os.utime(source, (later, later))
    assert prepared._is_stale(made, [source])
