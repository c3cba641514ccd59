"""Every page of the dashboard on the start document: each number on the screen is the warehouse's, and leads to its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from dashboard.frame import PAGES
from pipelines.settings import Settings
from tests.ui.screen import MONEY_CELL, Number, html, numbers, run, summed

MONEY = ("overview", "budget", "types", "economic", "three_public", "projects", "compare")
CHANGED = """
    insert into marts.fact_change
    select 'key', document_id, document_id, table_family, row_side, row_code, row_name, unit_name, economic_code,
        gov_economic_code, column_name, 'changed', '15,460.00', printed, 154600000, amount_yuan, 5700, figure_id, figure_id
    from audit.figure where printed = '15,460.57' order by figure_id limit 1
"""
DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"


@pytest.fixture
def warehouse(inside: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, opened as any reader would."""
    with duckdb.connect(inside.paths.published.resolve() / "yusuan.duckdb", read_only=True) as con:
        yield con


def wrong(con: duckdb.DuckDBPyConnection, shown: list[Number], divisor: int) -> list[tuple[Number, Decimal | None]]:
    """The numbers on the screen that are not what the warehouse says."""
    pairs = [(number, summed(con, number.parameters)) for number in shown]
    return [(number, amount) for number, amount in pairs if amount is None or number.value * divisor != amount]


@pytest.mark.parametrize("view", MONEY)
@pytest.mark.parametrize(("unit", "divisor"), [("wanyuan", 10_000), ("yuan", 1)])
def test_every_total_on_screen_is_the_warehouses(
    view: str, unit: str, divisor: int, warehouse: duckdb.DuckDBPyConnection
) -> None:
    shown = list(numbers(html(run(view, unit=unit))))
    assert shown
    assert wrong(warehouse, shown, divisor) == []


def test_the_drill_down_ends_at_items(warehouse: duckdb.DuckDBPyConnection) -> None:
    for parent in ("201", "20113"):
        shown = list(numbers(html(run("budget", **{"in": parent}))))
        assert {len(one.parameters["function"].lstrip("=")) for one in shown} > {len(parent)}
        assert wrong(warehouse, shown, 10_000) == []


@pytest.mark.parametrize(
    ("view", "totals"),
    [
        ("budget", {"80,000.00", "15,460.57", "5,171.57", "74,828.43"}),
        ("types", {"80,000.00", "5,171.57", "74,828.43", "4,402.48", "769.08"}),
        ("economic", {"4,345.77", "5,171.57"}),
    ],
)
def test_the_printed_totals_are_on_screen(view: str, totals: set[str], inside: Settings) -> None:
    assert totals - {number.shown for number in numbers(html(run(view)))} == set()


@pytest.mark.parametrize("view", ["budget", "three_public"])
def test_no_amount_is_without_its_evidence(view: str, inside: Settings) -> None:
    cells = MONEY_CELL.findall(html(run(view)))
    bare = [cell for cell in cells if re.search(r"\d", cell) and "<a " not in cell and not cell.endswith("%")]
    assert cells and bare == []


@pytest.mark.parametrize("view", PAGES)
def test_every_page_speaks_english(view: str, inside: Settings) -> None:
    page = html(run(view, lang="en"))
    assert "Data quality" in page and "数据质量" not in page


def test_evidence_of_a_printed_number(warehouse: duckdb.DuckDBPyConnection) -> None:
    link = next(one for one in numbers(html(run("budget"))) if one.shown == "15,460.57")
    app = run("evidence", **link.parameters)
    page = html(app)
    figure, number, _ = re.search(r'data-figure="([^"]*)" data-page="(\d+)" data-box="([^"]*)"', page).groups()  # pyright: ignore[reportOptionalMemberAccess]
    printed, at, amount = warehouse.execute(
        "select printed, page, amount_yuan from audit.figure where figure_id = ?", [figure]
    ).fetchone()  # pyright: ignore[reportGeneralTypeIssues]
    assert f">{printed}<" in page and at == int(number) and amount == Decimal("154605700")
    assert link.parameters["doc"] in page and len(app.get("image")) == 2


def test_evidence_of_a_sum_names_its_rounding(inside: Settings) -> None:
    link = next(one for one in numbers(html(run("budget"))) if one.parameters.get("type") == "basic")
    page = html(run("evidence", **{**link.parameters, "function": "=201"}))
    assert "舍入差" in page and "没有整个印出" in page


def test_without_the_original_it_says_so(inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "published").symlink_to(inside.paths.published.resolve())
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path))
    link = next(one for one in numbers(html(run("budget"))))
    app = run("evidence", **link.parameters)
    assert "原始 PDF 不在这台机器上" in html(app) and not app.get("image")


def test_without_a_release_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path))
    assert "make run" in html(run("overview"))


@pytest.mark.parametrize("view", [*PAGES, "nonsense"])
def test_a_release_without_a_published_document(
    view: str, inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied(inside, tmp_path, "delete from marts.dim_document; update audit.document set status = 'quarantined'")
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path))
    assert "未放行" in html(run(view)) or view in ("evidence", "versions")


def test_an_older_release_shows_the_rest(inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emptied(inside, tmp_path, "drop table audit.accuracy; drop table audit.repair")
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path))
    assert "没有准确度记录" in html(run("overview"))
    assert "make run" in html(run("quality"))
    assert "80,000.00" in html(run("budget"))


def emptied(settings: Settings, home: Path, sql: str) -> None:
    """A home whose release is a changed copy of the first run's."""
    folder, source = home / "published", settings.paths.published.resolve()
    folder.mkdir()
    for name in ("yusuan.duckdb", "release.json"):
        (folder / name).write_bytes((source / name).read_bytes())
    with duckdb.connect(folder / "yusuan.duckdb") as con:
        con.execute(sql)


@pytest.mark.parametrize(
    "parameters", [{"fact": "expenditure"}, {"fact": "x"}, {"figure": "x"}, {"fact": "project", "doc": "'"}]
)
def test_an_address_of_nothing_says_so(parameters: dict[str, str], inside: Settings) -> None:
    assert "没有这个数字" in html(run("evidence", **parameters))


def test_names_from_documents_are_escaped(inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emptied(inside, tmp_path, "update marts.dim_function set class_name = '<img src=x onerror=alert(1)>'")
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path))
    page = html(run("budget"))
    assert "<img" not in page and "&lt;img" in page


def test_a_version_shows_what_it_changed(inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emptied(inside, tmp_path, CHANGED)
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path))
    page = html(run("versions"))
    old, new = list(numbers(page))
    assert (old.shown, new.shown) == ("15,460.00", "15,460.57") and "0.57" in page
    assert new.parameters["figure"] == old.parameters["figure"]


def test_a_document_that_says_not_whose_it_is(
    inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied(inside, tmp_path, "update audit.document set body = null, fiscal_year = null, kind = null, scope = null")
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path))
    assert "主体不明" in html(run("quality"))


def test_sql_stands_in_queries_only() -> None:
    elsewhere = {"queries", "superset"}  # Superset is an application of its own
    modules = [path for path in DASHBOARD.rglob("*.py") if not elsewhere & set(path.relative_to(DASHBOARD).parts)]
    assert [
        path.name for path in modules if re.search(r"\bselect\b[^\n]*\bfrom\b", path.read_text(encoding="utf-8"))
    ] == []
