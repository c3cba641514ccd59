"""A publisher that is slow, breaks, loops, lies and changes its mind, asked over real HTTP on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest

from pipelines import registry
from pipelines.cli import fetching
from pipelines.settings import Settings
from pipelines.sources import Known, UnusableSources, listed
from pipelines.sources.fetching import fetch
from tests.sources.publisher import Publisher, dripping, file, in_turn, page, publishing, redirect, status

PDF = b"%PDF-1.7\nfirst"
OTHER = b"%PDF-1.7\nsecond"
HTML = "<html><head><title>404</title></head><body>页面不存在</body></html>"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        home=tmp_path / "home",
        sources=tmp_path / "sources.toml",
        fetch_delay_seconds=0,
        fetch_backoff_seconds=0,
        fetch_timeout_seconds=1,
        fetch_file_seconds=1,
        fetch_max_mb=1,
    )  # pyright: ignore[reportCallIssue]


def list_files(settings: Settings, *urls: str) -> None:
    listed_urls = ", ".join(f'"{url}"' for url in urls)
    settings.sources.write_text(f'[[source]]\nname = "局"\nfiles = [{listed_urls}]\n', encoding="utf-8")


def list_index(settings: Settings, url: str, also: str = "") -> None:
    more = f"also = '{also}'\n" if also else ""
    settings.sources.write_text(f'[[source]]\nname = "局"\nindex = "{url}"\n{more}', encoding="utf-8")


def fetched(settings: Settings) -> dict[str, Known]:
    """One run of fetching: what is known of each address, by its last part."""
    return {one.url.rsplit("/", 1)[-1]: one for one in fetch(settings)}


def documents(settings: Settings) -> list[str]:
    return [document.document_id for document in registry.registrations(settings.paths)]


def test_nothing_listed_asks_nobody_and_writes_nothing(settings: Settings) -> None:
    assert fetch(settings) == []
    assert not settings.paths.root.exists()


def test_an_index_page_leads_to_its_files(settings: Settings, publisher: Publisher) -> None:
    name = quote("水务局 2024.pdf")
    html = f'<meta charset="gb2312"><a href="files/{name}">预算</a> <a href="/about.html">关于</a> <a href="/get?id=1">附件下载</a>'
    list_index(settings, publisher.serve("/list/index.html", page(html, "gb18030")), also="附件")
    publisher.serve(f"/list/files/{name}", file(PDF))
    publisher.serve("/get?id=1", file(OTHER, Content_Disposition="attachment; filename*=UTF-8''" + quote("决算.pdf")))
    found = fetched(settings)
    assert {one.role: one.status for one in found.values()} == {"index": "kept", "file": "kept", "maybe": "kept"}
    kept = registry.registrations(settings.paths)
    assert {one.file_name for one in kept} == {"水务局 2024.pdf", "决算.pdf"}
    assert {one.source_url for one in kept} == {one.url for one in found.values() if one.role != "index"}
    assert "/about.html" not in publisher.server.asked


def test_a_link_that_turns_out_to_be_no_file_is_no_failure(settings: Settings, publisher: Publisher) -> None:
    list_index(settings, publisher.serve("/", page('<a href="/more?p=2">附件列表</a>')), also="附件")
    publisher.serve("/more?p=2", page(HTML))
    assert (fetched(settings)["more?p=2"].status, fetched(settings)["more?p=2"].failures) == ("not_a_pdf", 0)


def test_what_has_not_changed_is_not_sent_again(settings: Settings, publisher: Publisher) -> None:
    list_files(settings, publisher.serve("/a.pdf", file(PDF)))
    fetched(settings)
    again = fetched(settings)["a.pdf"]
    assert (again.status, again.http_status, again.changed_at) == ("kept", 304, None)
    assert [("if-none-match" in headers) for headers in publisher.server.headers["/a.pdf"]] == [False, True]
    assert all("yusuan" in headers["user-agent"] for headers in publisher.server.headers["/a.pdf"])
    assert len(documents(settings)) == 1


def test_a_file_that_was_lost_here_is_fetched_whole(settings: Settings, publisher: Publisher) -> None:
    list_files(settings, publisher.serve("/a.pdf", file(PDF)))
    fetched(settings)
    for original in settings.paths.originals.iterdir():
        original.unlink()
    assert fetched(settings)["a.pdf"].http_status == 200
    assert documents(settings) == [sha256(PDF).hexdigest()]


def test_other_bytes_at_the_same_address_are_a_new_document(settings: Settings, publisher: Publisher) -> None:
    list_files(settings, publisher.serve("/a.pdf", in_turn(file(PDF), file(OTHER))))
    fetched(settings)
    changed = fetched(settings)["a.pdf"]
    assert changed.changed_at is not None
    assert documents(settings) == [sha256(PDF).hexdigest(), sha256(OTHER).hexdigest()]


def test_the_same_bytes_at_two_addresses_are_one_document_that_stays_as_it_was(
    settings: Settings, publisher: Publisher
) -> None:
    first = publisher.serve("/a.pdf", file(PDF))
    list_files(settings, first, publisher.serve("/b.pdf", file(PDF)))
    fetched(settings)
    fetched(settings)
    (kept,) = registry.registrations(settings.paths)
    assert kept.source_url == first


def test_an_html_page_saved_as_pdf_is_recorded_as_what_it_is(settings: Settings, publisher: Publisher) -> None:
    list_files(settings, publisher.serve("/a.pdf", page(HTML)))
    lie = fetched(settings)["a.pdf"]
    assert (lie.status, lie.http_status, lie.failures) == ("not_a_pdf", 200, 1)
    assert "text/html" in (lie.message or "")
    assert documents(settings) == []


@pytest.mark.parametrize("code", [404, 410])
def test_a_file_that_vanishes_is_recorded_and_kept(settings: Settings, publisher: Publisher, code: int) -> None:
    list_files(settings, publisher.serve("/a.pdf", in_turn(file(PDF), status(code))))
    fetched(settings)
    fetched(settings)
    gone = fetched(settings)["a.pdf"]
    assert (gone.status, gone.http_status, gone.failures) == ("vanished", code, 2)
    assert documents(settings) == [gone.document_id]


def test_a_host_that_is_busy_is_asked_again_a_few_times(settings: Settings, publisher: Publisher) -> None:
    list_files(settings, publisher.serve("/a.pdf", in_turn(status(503), status(500), file(PDF))))
    assert fetched(settings)["a.pdf"].status == "kept"
    assert publisher.server.asked["/a.pdf"] == 3


def test_a_host_that_stays_broken_fails_and_recovers(settings: Settings, publisher: Publisher) -> None:
    list_files(settings, publisher.serve("/a.pdf", status(500)))
    broken = fetched(settings)["a.pdf"]
    assert (broken.status, broken.http_status, broken.failures) == ("failing", 500, 1)
    assert publisher.server.asked["/a.pdf"] == settings.fetch_attempts
    publisher.serve("/a.pdf", file(PDF))
    assert (fetched(settings)["a.pdf"].status, fetched(settings)["a.pdf"].failures) == ("kept", 0)


def test_redirects_are_followed_and_loops_are_not(settings: Settings, publisher: Publisher) -> None:
    publisher.serve("/real.pdf", file(PDF))
    publisher.serve("/there", redirect("/loop.pdf"))
    list_files(
        settings, publisher.serve("/a.pdf", redirect("/real.pdf")), publisher.serve("/loop.pdf", redirect("/there"))
    )
    found = fetched(settings)
    assert found["a.pdf"].status == "kept"
    assert found["loop.pdf"].status == "failing"
    assert "redirects" in (found["loop.pdf"].message or "")
    assert publisher.server.asked["/loop.pdf"] <= settings.fetch_max_redirects + 1


def test_a_file_that_drips_or_swells_ends(settings: Settings, publisher: Publisher) -> None:
    drip = publisher.serve("/drip.pdf", dripping(PDF * 5, 0.2))
    list_files(settings, drip, publisher.serve("/huge.pdf", file(PDF + b"0" * 1_100_000)))
    started = time.monotonic()
    found = fetched(settings.model_copy(update={"fetch_attempts": 1}))
    assert time.monotonic() - started < 10
    assert (found["drip.pdf"].status, found["huge.pdf"].status) == ("failing", "too_large")
    assert documents(settings) == []
    assert list(settings.paths.fetched.glob("parts")) == []


def test_a_silent_host_is_not_asked_for_every_file(settings: Settings) -> None:
    with publishing() as closed:
        urls = [closed.url(f"/{number}.pdf") for number in range(6)]
    list_files(settings, *urls)
    found = fetched(settings)
    assert {one.status for one in found.values()} == {"failing"}
    assert "has not answered before" in (found["5.pdf"].message or "")


def test_robots_txt_is_heeded(settings: Settings, publisher: Publisher) -> None:
    publisher.serve("/robots.txt", lambda request: request.say(200, b"User-agent: *\nDisallow: /private/\n"))
    list_files(settings, publisher.serve("/private/a.pdf", file(PDF)), publisher.serve("/b.pdf", file(OTHER)))
    found = fetched(settings)
    assert (found["a.pdf"].status, found["b.pdf"].status) == ("refused", "kept")
    assert publisher.server.asked == {"/robots.txt": 1, "/b.pdf": 1}


def test_one_host_is_not_hurried(settings: Settings, publisher: Publisher) -> None:
    list_files(settings, publisher.serve("/a.pdf", file(PDF)), publisher.serve("/b.pdf", file(OTHER)))
    started = time.monotonic()
    fetched(settings.model_copy(update={"fetch_delay_seconds": 0.3}))
    assert time.monotonic() - started >= 0.6
    fetched(settings.model_copy(update={"fetch_max_files_per_host": 1}))
    assert sorted(publisher.server.asked[path] for path in ("/a.pdf", "/b.pdf")) == [1, 2]


def test_a_find_outlives_a_run_that_dies_before_asking_for_it(
    settings: Settings, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = publisher.serve("/", in_turn(page('<a href="/a.pdf">a</a>'), page("nothing any more")))
    publisher.serve("/a.pdf", file(PDF))
    list_index(settings, index)

    def die(_known: Known) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(settings, die)
    assert documents(settings) == []
    assert fetched(settings)["a.pdf"].status == "kept"
    assert documents(settings) == [sha256(PDF).hexdigest()]


def test_the_terminal_shows_what_each_address_answered(
    settings: Settings, publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetching.fetch(settings) == 0
    assert "lists nothing" in capsys.readouterr().out
    good, broken = publisher.serve("/水.pdf", file(PDF)), publisher.serve("/b.pdf", status(404))
    list_files(settings, good.replace("水", quote("水")), broken)
    publisher.serve("/" + quote("水") + ".pdf", file(PDF))
    assert fetching.fetch(settings) == 3
    shown = " ".join(capsys.readouterr().out.split())
    assert f"kept 200 {sha256(PDF).hexdigest()[:12]}" in shown
    assert "vanished 404" in shown
    assert "/水.pdf" in shown
    assert "1 kept, 1 vanished" in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[[source]\n", "sources.toml", id="no TOML"),
        pytest.param('[[source]]\nname = "局"\n', "needs a name, and an index or files", id="nothing to ask"),
        pytest.param('[[source]]\nname = "局"\nfiles = ["ftp://a/b.pdf"]\n', "ftp://a/b.pdf", id="another protocol"),
        pytest.param('[[source]]\nname = "局"\nindex = "http://a"\nalso = "("\n', "局", id="no pattern"),
        pytest.param('[[source]]\nname = "局"\nindex = "http://a"\nkind = "bill"\n', "kind", id="no such kind"),
        pytest.param('[[source]]\nname = "局"\nindex = "http://a"\nyears = 3\n', "unknown years", id="unknown key"),
        pytest.param('[[sources]]\nname = "局"\n', "sources", id="misspelt"),
    ],
)
def test_a_list_that_is_not_understood_is_refused_by_name(settings: Settings, text: str, said: str) -> None:
    settings.sources.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableSources, match=said):
        listed(settings.sources)


def test_the_list_that_is_shipped_lists_nothing_and_its_examples_are_understood(tmp_path: Path) -> None:
    shipped = Path(__file__).resolve().parents[2] / "data" / "sources.toml"
    assert listed(shipped) == ()
    lines = shipped.read_text(encoding="utf-8").splitlines()
    start = lines.index("# [[source]]")
    example = "\n".join(line.removeprefix("# ") for line in lines[start:] if "=" in line or "[[" in line)
    (tmp_path / "sources.toml").write_text(example, encoding="utf-8")
    assert len(listed(tmp_path / "sources.toml")) == 2
