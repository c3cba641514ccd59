"""What must hold of Superset: its numbers are the warehouse's, while documents are published too, and nothing else can be read through it."""

from __future__ import annotations

import itertools
import json
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlparse

import httpx
import pytest
from conftest import Server, Visitor, ingest, printed
from playwright.sync_api import sync_playwright

from dashboard.superset.bundle import contents

CHROMIUM = shutil.which("chromium")
OFFLINE = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
OFFLINE += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
DISCLOSURE = """
    select body || ' ' || fiscal_year || '年' || kind_name || '（' || scope_name || '，' || coalesce(region, '未载明') || '）', document_id
    from marts.dim_document where is_default
"""
SUMS = {
    "yuan_of_one": "sum(amount_yuan)",
    "wanyuan_of_one": "sum(amount_wanyuan)",
    "document_count": "count(distinct document_id)",
}
RELEASE = {
    "published_documents": "documents_published", "held_back_documents": "documents_quarantined + documents_unreadable",
    "identities": "identities_hold", "warnings": "identities_fail_published",
}  # fmt: skip
ASKED = {chart["title"]: chart for chart in contents()["charts"].values()}
PAIR = "select count(distinct document_id), sum(amount_yuan) from marts.wide_expenditure_by_function"

Question = dict[str, Any]
Shown = dict[str, tuple[Question, Any]]


@pytest.fixture(scope="module")
def screen(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The dashboard in Chromium: what each chart asked for and was answered, by its title. No tile may be an error."""
    assert CHROMIUM, "no Chromium on this machine (Debian: apt-get install chromium)"
    answers: list[tuple[Any, Any]] = []
    refused: set[str | None] = set()
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=OFFLINE)
        tab = browser.new_page(viewport={"width": 1280, "height": 4600})
        tab.set_default_timeout(120_000)
        tab.on("requestfailed", lambda request: refused.add(f"{urlparse(request.url).hostname} {request.failure}"))
        tab.goto(f"{server.base}/login/")
        tab.fill("#username", "reader")
        tab.fill("#password", server.passwords["reader"])
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/welcome/**")
        charts = tab.request.get(f"{server.base}/api/v1/dashboard/yusuan/charts")
        assert charts.ok, charts.text()
        titles = _titles(charts.json())
        tab.on(
            "response", lambda answer: answers.append((answer.request, answer)) if "/chart/data" in answer.url else None
        )
        tab.goto(f"{server.base}/superset/dashboard/yusuan/")
        until = time.monotonic() + 120
        while set(titles) - {_chart(request) for request, _ in answers} and time.monotonic() < until:
            tab.wait_for_timeout(200)
        tab.wait_for_timeout(3000)
        shown = {
            titles[_chart(r)]: (r.post_data_json, a.json()["result"][0]) for r, a in answers if _chart(r) in titles
        }
        assert tab.locator("[role=alert], .ant-alert-error").all_inner_texts() == []
        assert all(answer.status == 200 for _, answer in answers)
        tab.screenshot(path=tmp_path_factory.getbasetemp() / "dashboard.png", full_page=True)
        browser.close()
    assert {host for host in refused if "127.0.0.1" not in str(host) and "csp" not in str(host)} == set()
    assert shown.keys() == ASKED.keys()
    return shown


def _chart(request: Any) -> int:
    return int(request.post_data_json["form_data"].get("slice_id") or 0)


def _titles(answer: Any) -> dict[int, str]:
    return {chart["id"]: chart["slice_name"] for chart in answer["result"]}


def expected(server: Server, title: str, document: str | None) -> Counter[tuple[Any, ...]]:
    """What the warehouse says of a chart, for one document, in SQL that is not Superset's."""
    chart = ASKED[title]
    rows, metrics = chart.get("rows", []), chart.get("metrics", [])
    columns = [_disclosure() if row == "disclosure" else row for row in rows]
    if chart["dataset"] == "publication":
        chosen = [f"cast({row} as varchar)" for row in rows] + [RELEASE[metric] for metric in metrics]
        return Counter(server.asked(f"select {', '.join(chosen)} from marts.publication"))
    sums = [SUMS[metric] for metric in metrics]
    group = f" group by {', '.join(columns)}" if columns else ""
    sql = f"select {', '.join([*columns, *sums])} from marts.{chart['dataset']} where document_id = ?{group}"
    return Counter(server.asked(sql, document))


def _disclosure() -> str:
    return contents()["calculated"]["disclosure"]["expression"]


def shown_rows(title: str, answer: Any) -> Counter[tuple[Any, ...]]:
    """The rows of an answer in the columns' order, numbers as decimals: the shortest text of what was sent."""
    chart = ASKED[title]
    names = [*chart.get("rows", []), *chart.get("metrics", [])]
    return Counter(tuple(_exact(name, row[name]) for name in names) for row in answer["data"])


def _exact(name: str, value: Any) -> Any:
    if name == "published_at":
        return value
    return Decimal(repr(value)) if isinstance(value, float) else value


def plain(rows: Counter[tuple[Any, ...]], title: str) -> Counter[tuple[Any, ...]]:
    """Without the time of publication, which Superset sends as milliseconds."""
    names = [*ASKED[title].get("rows", []), *ASKED[title].get("metrics", [])]
    kept = [place for place, name in enumerate(names) if name != "published_at"]
    return Counter({tuple(row[place] for place in kept): count for row, count in rows.items()})


def about(question: Question, disclosure: str) -> Question:
    """The same question of another disclosure: the filter is set as the dashboard sets it."""
    queries = [
        query | {"filters": [f | {"val": [disclosure]} if f["col"] == "disclosure" else f for f in query["filters"]]}
        for query in question["queries"]
    ]
    return question | {"queries": queries}


def compare(server: Server, title: str, answer: Any, document: str | None) -> int:
    """How many figures of a chart were compared, and found equal."""
    wanted, found = plain(expected(server, title, document), title), plain(shown_rows(title, answer), title)
    assert found == wanted, f"{title}: {list((found - wanted).items())[:3]} is not {list((wanted - found).items())[:3]}"
    return len(ASKED[title].get("metrics", [])) * sum(found.values())


def test_the_dashboard_opens_on_one_disclosure_and_its_numbers_are_the_warehouses(
    server: Server, screen: Shown
) -> None:
    documents = dict(server.asked(DISCLOSURE))
    first = min(documents)
    figures = sum(compare(server, title, answer, documents[first]) for title, (_, answer) in screen.items())
    print(f"\nfrom nothing to a dashboard: {server.seconds:.0f} s; on the screen {figures} figures compared", end=" ")


def test_every_chart_of_every_disclosure_is_the_warehouses(server: Server, screen: Shown) -> None:
    reader, figures = server.visitor("reader"), 0
    for disclosure, document in server.asked(DISCLOSURE):
        for title, (question, _) in screen.items():
            answer = reader.post("/api/v1/chart/data", about(question, disclosure)).json()["result"][0]
            figures += compare(server, title, answer, document)
    print(f"\n{figures} figures of {len(screen)} charts compared", end=" ")
    assert figures > 400


def test_the_start_document_shows_what_is_printed(server: Server, screen: Shown) -> None:
    (disclosure,) = [name for name, _ in server.asked(DISCLOSURE) if "经济技术开发区" in name]
    reader = server.visitor("reader")
    ask = {
        title: reader.post("/api/v1/chart/data", about(q, disclosure)).json()["result"][0]
        for title, (q, _) in screen.items()
    }
    assert ask["支出合计（元）"]["data"] == [{"yuan_of_one": 800_000_000.0}]
    types = {row["type_name"]: row["wanyuan_of_one"] for row in ask["基本与项目（万元）"]["data"]}
    assert (types["基本支出"], types["项目支出"]) == (5171.57, 74828.43)
    assert {"class_name": "一般公共服务支出", "wanyuan_of_one": 15460.57} in ask["支出按功能分类：类（万元）"]["data"]


def test_without_a_filter_no_chart_adds_documents(server: Server, screen: Shown) -> None:
    reader = server.visitor("reader")
    question, _ = screen["支出合计（元）"]
    bare = question | {"queries": [query | {"filters": []} for query in question["queries"]]}
    assert reader.post("/api/v1/chart/data", bare).json()["result"][0]["data"] == [{"yuan_of_one": None}]


class Reading(Thread):
    """One user who asks all charts of one disclosure, and a pair that differs from release to release, again and again."""

    def __init__(self, server: Server, screen: Shown, disclosure: str) -> None:
        super().__init__(daemon=True)
        self.server, self.visitor, self.done = server, server.visitor("reader"), Event()
        self.questions = [(title, about(q, disclosure)) for title, (q, _) in screen.items()]
        self.answers: dict[str, list[Any]] = {title: [] for title, _ in self.questions}
        self.pairs: list[tuple[Any, ...]] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Until told to stop."""
        for title, question in itertools.cycle(self.questions):
            if self.done.is_set():
                return
            try:
                answer = self.visitor.post("/api/v1/chart/data", question)
                self.answers[title].append(answer.raise_for_status().json()["result"][0])
                self.pairs.append(pair(self.visitor))
            except (httpx.HTTPError, KeyError, TypeError) as error:
                self.errors.append(repr(error))


def pair(visitor: Visitor) -> tuple[Any, ...]:
    """Documents and 元 of the release that one statement of SQL Lab sees."""
    (row,) = visitor.sql(PAIR.replace("sum(amount_yuan)", "cast(sum(amount_yuan) as varchar)")).json()["data"]
    documents, amount = row.values()
    return documents, Decimal(amount)


def test_numbers_hold_while_documents_are_published(server: Server, screen: Shown, tmp_path: Path) -> None:
    disclosure, document = next((name, key) for name, key in server.asked(DISCLOSURE) if "经济技术开发区" in name)
    releases = [server.asked(PAIR)[0]]
    readings = [Reading(server, screen, disclosure) for _ in range(2)]
    for reading in readings:
        reading.start()
    for seed, body in ((21, "青岚市水务局"), (22, "青岚市教育局")):
        ingest(server.terminal, printed(tmp_path, seed, body))
        releases.append(server.asked(PAIR)[0])
    time.sleep(2)
    for reading in readings:
        reading.done.set()
        reading.join()
    pairs = [pair for reading in readings for pair in reading.pairs]
    assert [error for reading in readings for error in reading.errors] == []
    assert set(pairs) - set(releases) == set() and len(set(releases)) == 3
    for reading in readings:
        assert [releases.index(seen) for seen in reading.pairs] == sorted(
            releases.index(seen) for seen in reading.pairs
        )
        assert reading.pairs[-1] == releases[-1]
    figures = sum(_all_equal(server, reading, document) for reading in readings)
    print(
        f"\n{len(pairs) * 2} reads while 2 releases were published, {len(set(pairs))} releases seen, {figures} figures",
        end=" ",
    )


def _all_equal(server: Server, reading: Reading, document: str) -> int:
    of_documents = [title for title in reading.answers if ASKED[title]["dataset"] != "publication"]
    figures = 0
    for title in of_documents:
        rows = [sorted(json.dumps(row) for row in answer["data"]) for answer in reading.answers[title]]
        assert rows.count(rows[0]) == len(rows), f"{title} changed while other documents were published"
        figures += compare(server, title, reading.answers[title][0], document) * len(reading.answers[title])
    return figures


def hostile_statements(server: Server, canary: Path) -> Iterator[str]:
    """What somebody may try in SQL: other files read, anything written, the settings changed."""
    home, release = server.terminal.home, server.published.resolve()
    for path in ("/etc/passwd", canary, home.warehouse, release, home.root / "superset" / "superset.db"):
        yield from (
            f"select * from read_text('{path}')",
            f"select * from read_blob('{path}')",
            f"select * from '{path}'",
        )
    yield from (f"select * from read_csv('{canary}')", f"select * from read_csv_auto('{canary}')")
    yield from (
        f"attach '{home.warehouse}' as w",
        f"attach '{home.warehouse}' as w (read_only)",
        "attach ':memory:' as m",
    )
    yield from ("select * from glob('/*')", "select getenv('HOME')", "select * from duckdb_secrets()")
    yield from (
        f"copy (select 1) to '{release}.wal'",
        f"copy (select 1) to '{canary}.out'",
        f"copy (select 1) to '{release}'",
    )
    yield from (f"export database '{canary}.d'", "create table marts.t as select 1", "create temp table t as select 1")
    yield from (
        "drop table marts.publication",
        "delete from marts.publication",
        "update marts.publication set figures = 0",
    )
    yield from ("insert into marts.publication select * from marts.publication", "create view marts.v as select 1")
    yield from ("install httpfs", "load httpfs", "set enable_external_access = true", "reset enable_external_access")
    yield from ("set disabled_filesystems = ''", "set lock_configuration = false", "set memory_limit = '100GB'")
    yield f"select * from parquet_scan('{home.published}/parquet/marts/wide_project.parquet')"
    yield f"select 1; copy (select 1) to '{canary}.out'"


def hostile_databases(server: Server) -> Iterator[str]:
    """Databases somebody may try to add."""
    home = server.terminal.home
    yield from (f"duckdb:///{home.warehouse}", f"duckdb:///{server.published}", "duckdb:///:memory:", "duckdb://")
    yield from (
        f"sqlite:///{home.root}/superset/superset.db",
        "superset://",
        "shillelagh://",
        "postgresql://127.0.0.1/x",
    )
    yield "duckdb:///published?access_mode=read_write&enable_external_access=true"


def is_refused(answer: httpx.Response) -> bool:
    """Whether Superset said no; an answer with rows is a yes."""
    if answer.status_code >= 400:
        return True
    said = answer.json()
    return bool(said.get("errors") or any(one.get("error") for one in said.get("result", []) if isinstance(one, dict)))


@pytest.mark.parametrize("user", ["reader", "admin"])
def test_nothing_else_can_be_read_and_nothing_written(server: Server, screen: Shown, tmp_path: Path, user: str) -> None:
    canary = tmp_path / "canary.csv"
    canary.write_text("secret\nnot for readers\n")
    before = sorted(path.name for path in server.published.resolve().parent.iterdir())
    visitor, attempts = server.visitor(user), list[tuple[str, httpx.Response]]()
    question, _ = screen["支出合计（元）"]
    for statement in hostile_statements(server, canary):
        attempts.append((statement, visitor.sql(statement)))
    for expression in (f"(select max(content) from read_text('{canary}'))", f"max(read_text('{canary}'))"):
        metric = {"expressionType": "SQL", "sqlExpression": expression, "label": "x"}
        asked = question | {"queries": [query | {"metrics": [metric]} for query in question["queries"]]}
        attempts.append((expression, visitor.post("/api/v1/chart/data", asked)))
    for uri in hostile_databases(server):
        given = {"database_name": f"other {uri}", "sqlalchemy_uri": uri, "expose_in_sqllab": True}
        attempts.append((f"add {uri}", visitor.post("/api/v1/database/", given)))
        attempts.append((f"try {uri}", visitor.post("/api/v1/database/test_connection/", given)))
    virtual = {"database": 1, "schema": "marts", "table_name": "other", "sql": f"select * from read_text('{canary}')"}
    attempts.append(("virtual data set", visitor.post("/api/v1/dataset/", virtual)))
    upload = {"file": ("a.csv", b"a\n1\n")}
    attempts.append(
        (
            "upload",
            visitor.client.post(
                "/api/v1/database/1/upload/", files=upload, data={"type": "csv", "table_name": "a", "schema": "marts"}
            ),
        )
    )
    assert [said for said, answer in attempts if not is_refused(answer)] == []
    assert [said for said, answer in attempts if "not for readers" in answer.text or "root:" in answer.text] == []
    assert sorted(path.name for path in server.published.resolve().parent.iterdir()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["canary.csv"]
    assert pair(visitor)[0] > 0
    print(f"\n{len(attempts)} attempts of {user} refused", end=" ")


def test_what_an_admin_stores_with_the_database_counts_for_nothing(server: Server) -> None:
    admin = server.visitor("admin")
    opened = '{"engine_params": {"connect_args": {"config": {"enable_external_access": "true"}}}}'
    changed = admin.client.put("/api/v1/database/1", json={"extra": opened, "allow_dml": True})
    assert is_refused(changed) or is_refused(admin.sql("select * from read_text('/etc/passwd')"))
    assert is_refused(admin.sql(f"copy (select 1) to '{server.published.resolve()}.wal'"))
    assert not server.published.resolve().with_suffix(".duckdb.wal").exists()


def test_a_reader_cannot_change_the_database_and_a_stranger_sees_nothing(server: Server, screen: Shown) -> None:
    reader = server.visitor("reader")
    assert reader.client.put("/api/v1/database/1", json={"sqlalchemy_uri": "duckdb://"}).status_code in (403, 404)
    question, _ = screen["支出合计（元）"]
    assert httpx.post(f"{server.base}/api/v1/chart/data", json=question).status_code in (302, 401, 403)
    assert httpx.get(f"{server.base}/api/v1/dashboard/yusuan/charts").status_code in (302, 401, 403, 404)
    forged = httpx.post(f"{server.base}/api/v1/sqllab/execute/", json={}, cookies=dict(reader.client.cookies))
    assert forged.status_code in (302, 400, 401, 403)
    for name in ("secret_key", "logins.json"):
        assert (server.terminal.home.root / "superset" / name).stat().st_mode & 0o077 == 0
