"""What a run leaves in Dagster's instance, and what starts one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster import DagsterInstance
from hypothesis import given
from hypothesis import strategies as st

from pipelines import intake, registry
from pipelines.definitions import defs
from pipelines.defs.inbox import inbox, tick
from pipelines.defs.jobs import nightly_requests
from pipelines.defs.partitions import RANGE_END, RANGE_START, range_tags
from pipelines.home import Home
from pipelines.settings import Settings
from tests.conftest import START, Done


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as made:
        yield made


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").prepare()


def drop(home: Home, name: str = "dropped.pdf", content: bytes = b"%PDF-1.7") -> Path:
    path = home.inbox / name
    path.write_bytes(content)
    return path


@pytest.fixture
def recorded(first_run: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DagsterInstance]:
    """The instance of the first run, copied, so that what a test adds to it is not there for the next."""
    shutil.copytree(first_run.terminal.home.dagster, tmp_path / "dagster")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "dagster"))
    with DagsterInstance.from_config(str(tmp_path / "dagster")) as opened:
        yield opened


def test_a_run_from_the_terminal_is_one_of_the_ui_s(recorded: DagsterInstance) -> None:
    runs = recorded.get_runs()
    assert [(run.job_name, run.status) for run in runs] == [("process_disclosures", dg.DagsterRunStatus.SUCCESS)]


def test_the_partition_of_a_document_shows_what_was_read(recorded: DagsterInstance) -> None:
    (key,) = recorded.get_dynamic_partitions("disclosures")
    assert key.startswith(START.stem)
    record = recorded.fetch_materializations(
        dg.AssetRecordsFilter(dg.AssetKey("disclosure"), asset_partitions=[key]), limit=1
    ).records[0]
    shown = record.asset_materialization.metadata if record.asset_materialization else {}
    assert shown["pages"].value == 57
    assert shown["seconds per page"].value > 0
    pictures = [value.value for name, value in shown.items() if name.startswith("page ")]
    assert len(pictures) == 3
    assert all(str(picture).startswith("![page](data:image/png;base64,") for picture in pictures)


def test_a_raw_table_shows_its_rows(recorded: DagsterInstance) -> None:
    event = recorded.get_latest_materialization_event(dg.AssetKey(["raw", "project"]))
    assert event is not None
    assert event.asset_materialization is not None
    metadata = event.asset_materialization.metadata
    assert metadata["dagster/row_count"].value == 43
    assert "figure_id" in str(metadata["first rows"].value)


def test_every_check_was_evaluated_and_says_what_it_means(recorded: DagsterInstance) -> None:
    (run,) = recorded.get_runs()
    records = recorded.get_records_for_run(
        run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION, limit=5000
    ).records
    evaluations = [
        record.event_log_entry.dagster_event.asset_check_evaluation_data
        for record in records
        if record.event_log_entry.dagster_event
    ]
    judged = [one for one in evaluations if "rows that fail" in one.metadata]
    assert len(judged) > 20
    assert {one.check_name for one in judged if not one.description} == set()


def test_a_file_somebody_still_writes_waits(home: Home, instance: DagsterInstance) -> None:
    drop(home)
    seen, requests = tick(home, {}, instance)
    assert requests == []
    drop(home, content=b"%PDF-1.7 and more")
    seen, requests = tick(home, seen, instance)
    assert requests == []
    _, requests = tick(home, seen, instance)
    assert len(requests) == 1
    assert list(home.inbox.iterdir()) == []


def test_a_dropped_file_becomes_a_document_a_partition_and_a_run(home: Home, instance: DagsterInstance) -> None:
    drop(home)
    drop(home, "dropped.pdf.toml", b"year = 2023")
    seen, _ = tick(home, {}, instance)
    _, (request,) = tick(home, seen, instance)
    (document,) = registry.registrations(home)
    assert document.stated.year == 2023
    assert instance.get_dynamic_partitions("disclosures") == [document.key]
    assert (request.job_name, request.partition_key) == ("process_disclosures", document.key)
    assert list(home.inbox.iterdir()) == []


def test_several_dropped_files_are_one_run(home: Home, instance: DagsterInstance) -> None:
    for number in range(3):
        drop(home, f"{number}.pdf", str(number).encode())
    seen, _ = tick(home, {}, instance)
    _, (request,) = tick(home, seen, instance)
    keys = instance.get_dynamic_partitions("disclosures")
    assert len(keys) == 3
    assert (request.tags[RANGE_START], request.tags[RANGE_END]) == (keys[0], keys[-1])


def test_the_sensor_remembers_between_ticks(
    inside: Settings, home: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = defs().get_repository_def()
    monkeypatch.setenv("YUSUAN_HOME", str(home.root))
    drop(home)
    first = inbox.evaluate_tick(dg.build_sensor_context(instance=instance, repository_def=repository))
    assert first.run_requests == []
    assert list(json.loads(first.cursor or "{}")) == ["dropped.pdf"]
    later = dg.build_sensor_context(instance=instance, repository_def=repository, cursor=first.cursor)
    # the daemon's context brings the partitions; one that is built does not
    with dg.partition_loading_context(dynamic_partitions_store=instance):
        second = inbox.evaluate_tick(later)
    assert [request.partition_key for request in second.run_requests or []] == instance.get_dynamic_partitions(
        "disclosures"
    )


def test_the_nightly_schedule_runs_what_is_not_read(home: Home, instance: DagsterInstance, tmp_path: Path) -> None:
    settings = Settings(home=home.root, disclosures=tmp_path / "none")  # pyright: ignore[reportCallIssue]
    (nothing,) = nightly_requests(settings, instance)
    assert isinstance(nothing, dg.SkipReason)
    drop(home)
    (request,) = nightly_requests(settings, instance)
    assert isinstance(request, dg.RunRequest)
    assert [request.partition_key] == instance.get_dynamic_partitions("disclosures")


def test_the_nightly_schedule_skips_when_everything_is_published(inside: Settings, recorded: DagsterInstance) -> None:
    (skipped,) = nightly_requests(inside, recorded)
    assert isinstance(skipped, dg.SkipReason)


def test_a_document_restated_is_read_again(inside: Settings, first_run: Done, tmp_path: Path) -> None:
    shutil.copytree(first_run.terminal.home.root, tmp_path / "home", symlinks=True)
    settings = Settings(home=tmp_path / "home", disclosures=tmp_path / "none")  # pyright: ignore[reportCallIssue]
    assert intake.work(settings).nothing_to_do
    registry.register(START, settings.paths, stated=registry.Stated(region="重庆市"))
    assert [document.file_name for document in intake.work(settings).unread] == [START.name]


@given(order=st.lists(st.text(min_size=1), min_size=1, unique=True), data=st.data())
def test_a_range_holds_every_document_that_was_asked_for(order: list[str], data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from(order), min_size=1))
    tags = range_tags(keys, order)
    covered = order[order.index(tags[RANGE_START]) : order.index(tags[RANGE_END]) + 1]
    assert set(keys) <= set(covered)
    assert covered[0] in keys
    assert covered[-1] in keys
