"""A good file, a broken one, a corrected one: one alert, one resolution, three versions, readers never without data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from dagster import DagsterInstance
from PIL import Image

from pipelines import attention, outside, registry
from pipelines.cli import ledger
from pipelines.definitions import defs
from pipelines.defs.alerts import HEARTBEAT, dying_runs
from pipelines.defs.failures import STARTED_BY
from pipelines.defs.sources import FETCH, nightly_fetch_requests
from pipelines.settings import Settings, load_settings
from tests.alerts.conftest import BODY, Story, release_of
from tests.alerts.webhook import received

LONGEST_BYTES = 2048
"""What a WeCom robot takes in one message, the least of all targets."""


def test_the_sequence_ends_with_one_alert_and_one_resolution(story: Story) -> None:
    assert [len(story.steps[name].received) for name in ("good", "broken", "corrected")] == [0, 1, 2]
    assert [one.type for one in story.steps["after it"].received] == ["warning", "success"]


def test_two_runs_of_the_same_day_produce_no_second_alert(story: Story) -> None:
    once = story.steps["broken"].received
    assert story.steps["the same day"].received == once
    assert story.steps["asked again"].received == once
    assert story.steps["after it"].received == story.steps["corrected"].received


def test_three_versions_are_kept(story: Story) -> None:
    documents = story.steps["corrected"].documents
    assert [version for version, _, _ in documents] == [1, 2, 3]
    assert documents[2][1] == "published"
    kept = registry.registrations(story.settings.paths)
    assert [one.document_id for one in kept] == [document_id for _, _, document_id in documents]
    assert all(one.path.is_file() for one in kept)


def test_readers_are_never_without_data(story: Story) -> None:
    seen = [story.steps[name].readers for name in ("good", "broken", "the same day", "corrected")]
    assert seen[0] == seen[1] == seen[2]
    assert seen[3][1] == seen[0][1] + 10_000
    assert len(story.looks) > 10
    assert [look for look in story.looks if look not in (seen[0], seen[3])] == []


def test_the_runs_end_as_they_should(story: Story) -> None:
    statuses = {name: step.status for name, step in story.steps.items()}
    assert (statuses["good"], statuses["broken"], statuses["the same day"]) == (0, 3, 3)


def test_the_alert_says_what_is_wrong_what_readers_see_and_what_to_do(story: Story) -> None:
    alert = story.steps["broken"].received[0]
    gap = f"{story.planted.gap_yuan / 10_000:,.2f} 万元"
    broken = story.steps["broken"].documents[1][2]
    assert BODY in alert.title
    assert "2024年部门预算（第 2 版）" in alert.title
    for said in (
        "勾稽不平",
        gap,
        "第 1 版",
        f"yusuan explain {broken[:12]}",
        f"yusuan withdraw {broken[:12]}",
        "waivers.toml",
    ):
        assert said in alert.message
    assert "yusuan trace" in alert.message
    assert len(f"{alert.title}\n{alert.message}".encode()) < LONGEST_BYTES


def test_the_alert_shows_the_cell(story: Story) -> None:
    (picture,) = story.steps["broken"].received[0].pictures
    image = Image.open(BytesIO(picture))
    assert image.width > 400
    assert image.height > 40
    colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 24) or []}
    assert (220, 20, 60) in colours  # crimson


def test_the_resolution_names_what_made_an_end_of_it(story: Story) -> None:
    resolution = story.steps["corrected"].received[1]
    assert resolution.title.startswith("【预算】已解决")
    assert "更正版已发布" in resolution.message
    assert "第 3 版" in resolution.message


def test_the_published_file_says_where_each_file_came_from(story: Story) -> None:
    with duckdb.connect(release_of(story.settings), read_only=True) as con:
        rows = con.execute(
            "select role, status, document_id, changed_at is not null from audit.source order by role"
        ).fetchall()
        places = con.execute("select count(distinct source_url) from audit.document").fetchone()
    assert [row[:2] for row in rows] == [("file", "kept"), ("index", "kept")]
    assert rows[0][2:] == (story.steps["corrected"].documents[2][2], True)
    assert places == (1,)


def test_a_correction_in_place_is_no_second_disclosure(story: Story) -> None:
    with duckdb.connect(release_of(story.settings), read_only=True) as con:
        expected = con.execute(
            "select body, fiscal_year, kind, status, documents from audit.expected_disclosure"
        ).fetchall()
    assert expected == [(BODY, 2024, "budget", "published", 3)]


def test_status_counts_what_is_expected(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    ledger.show_counts(story.settings.paths)
    assert "Expected disclosures: 1 published" in capsys.readouterr().out


@pytest.fixture
def later(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The home as the story left it, copied, so that what a test does there is not there for the next."""
    shutil.copytree(story.settings.paths.root, tmp_path / "home", symlinks=True)
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(story.hook.server, "posted", [])
    yield load_settings()


@pytest.fixture(scope="session")
def definitions(story: Story) -> dg.Definitions:
    return defs()


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as made:
        yield made


def ran(definitions: dg.Definitions, job: str, instance: DagsterInstance) -> dg.ExecuteInProcessResult:
    return definitions.resolve_job_def(job).execute_in_process(instance=instance, raise_on_error=False)


def test_the_heartbeat_fails_its_run_while_something_is_untold(
    later: Settings,
    story: Story,
    definitions: dg.Definitions,
    instance: DagsterInstance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert ran(definitions, HEARTBEAT, instance).success
    monkeypatch.setattr(story.hook.server, "takes", 500)
    attention.run_died(later, "line", ["load_raw: disk full"])
    failed = ran(definitions, HEARTBEAT, instance)
    assert not failed.success
    (evaluation,) = failed.get_asset_check_evaluations()
    assert not evaluation.passed
    assert "1 not delivered" in (evaluation.description or "")
    monkeypatch.setattr(story.hook.server, "takes", 200)
    assert ran(definitions, HEARTBEAT, instance).success


def test_the_scheduled_fetch_asks_tells_and_ends_what_it_told(
    later: Settings, story: Story, definitions: dg.Definitions, instance: DagsterInstance
) -> None:
    attention.run_died(later, "fetch", ["sources: no space left"])
    done = ran(definitions, FETCH, instance)
    assert done.success
    shown = done.asset_materializations_for_node("sources")[0].metadata
    assert shown["kept"].value == 2
    assert "/2024.pdf" in str(shown["addresses"].value)
    assert [one.type for one in received(story.hook)] == ["warning", "success"]


def test_the_schedule_skips_while_nothing_is_listed(later: Settings, tmp_path: Path) -> None:
    assert isinstance(next(nightly_fetch_requests(later)), dg.RunRequest)
    unlisted = later.model_copy(update={"sources": tmp_path / "none.toml"})
    assert isinstance(next(nightly_fetch_requests(unlisted)), dg.SkipReason)


def test_a_run_that_dies_under_the_daemon_is_told_by_the_sensor(
    later: Settings, story: Story, instance: DagsterInstance
) -> None:
    @dg.op
    def load_raw() -> None:
        raise OSError("no space left on device")

    @dg.job
    def process_disclosures() -> None:
        load_raw()

    def died(tags: dict[str, str]) -> dg.RunFailureSensorContext:
        result = process_disclosures.execute_in_process(instance=instance, raise_on_error=False, tags=tags)
        return dg.build_run_status_sensor_context(
            "dying_runs", result.get_run_failure_event(), instance, result.dagster_run
        ).for_run_failure()

    for tags in ({}, {}, {STARTED_BY: "terminal"}):
        dying_runs(died(tags))
    (told,) = received(story.hook)
    assert "no space left on device" in told.message
    assert "没有变动" in told.message


def test_a_due_date_passes_once_a_year(story: Story) -> None:
    due = story.settings.model_copy(update={"due_budget": "03-15", "due_final_accounts": "10-20"})
    early, late = (outside.control_rows(due, day)["due_date"] for day in (date(2026, 3, 15), date(2026, 3, 16)))
    assert early == [("budget", 3, 15, 0, 2025), ("final_accounts", 10, 20, 1, 2024)]
    assert late == [("budget", 3, 15, 0, 2026), ("final_accounts", 10, 20, 1, 2024)]
    assert outside.word(due, date(2026, 3, 15)) != outside.word(due, date(2026, 3, 16))
    assert outside.word(due, date(2026, 3, 16)) == outside.word(due, date(2026, 3, 17))


def test_what_is_overdue_is_told_once_and_so_is_its_arrival(later: Settings, story: Story) -> None:
    with duckdb.connect(release_of(later)) as con:
        con.execute(
            "insert into audit.expected_disclosure by name select * replace ('later' as expected_id, '水质中心' as body,"
            " 'unit' as scope, 'overdue' as status, date '2024-03-15' as due_on) from audit.expected_disclosure"
        )
    for _ in range(2):
        attention.attend(later)
    (told,) = received(story.hook)
    assert told.title == "【预算】逾期未公开：水质中心 2024年单位预算"
    with duckdb.connect(release_of(later)) as con:
        con.execute("delete from audit.expected_disclosure where expected_id = 'later'")
    attention.attend(later)
    assert [one.type for one in received(story.hook)] == ["warning", "success"]


def test_a_version_that_waits_is_told_with_the_command_to_approve_it(later: Settings, story: Story) -> None:
    """The release as it is while a version waits for a person's yes, and then after it."""
    broken, corrected = (story.steps["corrected"].documents[place][2] for place in (1, 2))
    with duckdb.connect(release_of(later)) as con:
        con.execute("delete from audit.identity where document_id = ?", [corrected])
        con.execute("update audit.document set status = 'withdrawn' where document_id = ?", [corrected])
        con.execute(
            "update audit.document set status_reason = 'waits for approval: much changes' where document_id = ?",
            [broken],
        )
    attention.attend(later)
    with duckdb.connect(release_of(later)) as con:
        con.execute("update audit.document set status = 'published' where document_id = ?", [broken])
    attention.attend(later)
    waiting, over = received(story.hook)
    assert "waits for approval: much changes" in waiting.message
    assert "等人确认" in waiting.message
    assert f"yusuan approve {broken[:12]}" in waiting.message
    assert "同意" in over.message
