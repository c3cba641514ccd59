"""A good file, a broken one, a corrected one: one alert, one resolution, three versions, readers never without data."""

from __future__ import annotations

from io import BytesIO

import duckdb
from PIL import Image

from pipelines import registry
from tests.alerts.conftest import BODY, Story, release_of

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
    assert len(story.looks) > 20
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
