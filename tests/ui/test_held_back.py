"""What is held back, replaced or withdrawn: its pages say so, and no number of another disclosure stands in its place."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from dashboard.pages import PAGES, needs_a_disclosure
from pipelines.settings import Settings
from tests.ui.screen import html, numbers, run
from tests.ui.test_pages import emptied

# A second document of the same body, year and phase, which did not pass.
HELD = """
    insert into audit.document by name select * replace ('held' as document_id, 'held.pdf' as file_name, {status} as status)
    from audit.document limit 1;
"""
ODD_CODE = """
    insert into marts.dim_economic select * replace ('3012' as economic_code, '津贴' as economic_name, 1 as economic_level)
    from marts.dim_economic where economic_code = '301';
    update marts.fact_expenditure_version set economic_code = '3012' where economic_code = '30102';
    update marts.fact_expenditure set economic_code = '3012' where economic_code = '30102';
"""


def another(inside: Settings, home: Path, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    emptied(inside, home, sql)
    monkeypatch.setenv("YUSUAN_HOME", str(home))


@pytest.mark.parametrize("view", [view for view in PAGES if needs_a_disclosure(view)])
def test_a_file_that_is_held_back_shows_no_number(
    view: str, inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another(inside, tmp_path, monkeypatch, HELD.format(status="'quarantined'"))
    page = html(run(view, doc="held"))
    assert "不在公开之列" in page and "未放行" in page and "held.pdf" in page
    assert list(numbers(page)) == []


def test_a_file_of_no_known_body_shows_the_versions_of_no_other(
    inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another(inside, tmp_path, monkeypatch, HELD.format(status="null as body, 'quarantined'"))
    page = html(run("versions", doc="held"))
    assert "主体不明" in page and "held.pdf" in page and "首次公布" not in page


@pytest.mark.parametrize("view", ["budget", "quality", "versions"])
def test_a_file_that_is_not_there_is_named_so(view: str, inside: Settings) -> None:
    page = html(run(view, doc="nothing"))
    assert "没有这份披露文件" in page and list(numbers(page)) == []


@pytest.mark.parametrize(
    ("status", "said"), [("quarantined", "未放行"), ("superseded", "已被取代"), ("withdrawn", "已撤回")]
)
def test_a_number_that_is_not_published_now_says_so(
    status: str, said: str, inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = next(one for one in numbers(html(run("budget"))))
    plain = html(run("evidence", **link.parameters))
    figure = re.search(r'data-figure="([^"]*)"', plain)
    assert figure and "不是现行公布的数字" not in plain
    another(inside, tmp_path, monkeypatch, f"update audit.document set status = '{status}'")
    for parameters in (link.parameters, {"figure": figure[1]}):
        page = html(run("evidence", **parameters))
        assert "不是现行公布的数字" in page and f"状态：{said}" in page


def test_a_code_without_a_section_has_its_own_line(
    inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another(inside, tmp_path, monkeypatch, ODD_CODE)
    shown = [one for one in numbers(html(run("economic", **{"in": "301"}))) if one.parameters.get("economic") == "3012"]
    assert shown and "津贴" in html(run("evidence", **shown[0].parameters))
    with duckdb.connect(tmp_path / "published" / "yusuan.duckdb", read_only=True) as con:
        (amount,) = con.execute(
            "select sum(amount_yuan) from marts.fact_expenditure where economic_code = '3012'"
        ).fetchall()[0]
    assert shown[0].value * 10_000 == amount


def test_identities_are_named_also_where_they_were_not_evaluated(inside: Settings) -> None:
    assert "nothing to compare is printed" not in html(run("quality"))


def test_a_list_that_is_cut_says_of_how_many(inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "条，共" not in html(run("quality"))
    more = """
        insert into audit.problem by name
        select d.document_id, 'warning' as severity, 'not understood ' || n as explanation
        from audit.document as d, range(250) as numbers (n)
    """
    another(inside, tmp_path, monkeypatch, more)
    page = html(run("quality"))
    assert page.count("not understood ") == 200 and "200 条，共 250" in page
