"""Messages over real HTTP: taken once, tried again where they were not, silence never mistaken for health."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from pipelines import alerts, attention
from pipelines.alerts import Cause, Message, ledger
from pipelines.cli import alerting
from pipelines.settings import Settings
from pipelines.sources.fetching import fetch
from tests.alerts.webhook import address, received
from tests.sources.publisher import Publisher, file, in_turn, page, publishing, status

PICTURE = b"\x89PNG\r\n\x1a\n"
FAILURE = ["load_raw: disk full"]


@pytest.fixture
def hook() -> Iterator[Publisher]:
    with publishing() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, hook: Publisher) -> Settings:
    return settings_of(tmp_path, address(hook))


def settings_of(folder: Path, *urls: str) -> Settings:
    return Settings(
        home=folder / "home",
        sources=folder / "sources.toml",
        alert_urls=tuple(map(SecretStr, urls)),
        fetch_delay_seconds=0,
        fetch_backoff_seconds=0,
        fetch_attempts=1,
        fetch_failures_before_alert=2,
    )  # pyright: ignore[reportCallIssue]


def tell(settings: Settings, key: str = "document/1/identities", picture: bytes | None = None) -> alerts.Report:
    """Open one cause and deliver it."""
    message = Message("没有放行：某局", (("问题", "勾稽不平"),), (("看原因", "yusuan explain 1"),), picture)
    ledger.note_alert(key, "document", message, settings.paths)
    return alerts.deliver(settings.paths, alerts.targets(settings.alert_urls))


def test_a_run_that_dies_is_told_once_and_so_is_its_recovery(settings: Settings, hook: Publisher) -> None:
    attention.run_died(settings, "line", FAILURE)
    attention.run_died(settings, "line", FAILURE)
    attention.attend(settings)
    (died,) = received(hook)
    assert "处理失败" in died.title
    assert "disk full" in died.message
    assert "yusuan run" in died.message
    attention.attend(settings, succeeded="fetch")
    assert len(received(hook)) == 1
    attention.attend(settings, succeeded="line")
    attention.attend(settings, succeeded="line")
    assert [one.type for one in received(hook)] == ["warning", "success"]


def test_a_run_that_dies_on_the_terminal_is_told_and_still_fails(settings: Settings, hook: Publisher) -> None:
    def run() -> None:
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space left"):
        alerting.telling_of_failure(settings, "line", run)
    assert "no space left on device" in received(hook)[0].message


def test_a_failure_that_comes_back_is_told_again(settings: Settings, hook: Publisher) -> None:
    for _ in range(2):
        attention.run_died(settings, "line", FAILURE)
        attention.attend(settings, succeeded="line")
    assert [one.type for one in received(hook)] == ["warning", "success"] * 2


def test_what_was_not_taken_is_tried_again_and_said_meanwhile(settings: Settings, hook: Publisher) -> None:
    hook.server.takes = 500
    report = tell(settings)
    assert report.sent == 0
    assert "500" in (report.silence or "")
    hook.server.takes = 200
    assert attention.attend(settings).silence is None
    assert attention.attend(settings).sent == 0
    assert len(received(hook)) == 2  # the first one was answered with 500


def test_each_target_gets_what_it_has_not(tmp_path: Path, hook: Publisher) -> None:
    with publishing() as closed:
        dead = address(closed)
    settings = settings_of(tmp_path, address(hook), dead)
    assert tell(settings).silence is not None
    attention.attend(settings)
    assert len(received(hook)) == 1
    with_new = settings_of(tmp_path, address(hook), address(hook, "/later"))
    assert attention.attend(with_new).silence is None
    assert (len(received(hook, "/hook")), len(received(hook, "/later"))) == (1, 1)


def test_who_never_heard_of_it_is_not_told_that_it_is_over(settings: Settings, hook: Publisher) -> None:
    hook.server.takes = 500
    attention.run_died(settings, "line", FAILURE)
    hook.server.takes = 200
    attention.attend(settings, succeeded="line")
    assert len(received(hook)) == 1  # the one that was answered with 500
    assert [entry.is_open for entry in alerts.entries(settings.paths)] == [False]


def test_a_target_that_takes_nothing_is_left_alone_until_the_next_run(settings: Settings, hook: Publisher) -> None:
    hook.server.takes = 500
    for number in range(6):
        tell(settings, f"document/{number}/identities")
    before = len(hook.server.posted)
    report = attention.attend(settings)
    assert len(hook.server.posted) - before == 2
    assert len(report.undelivered) == 6


def test_nobody_to_tell_is_no_health(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert attention.attend(settings).silence is None
    assert "YUSUAN_ALERT_URLS" in (tell(settings).silence or "")


def test_a_url_that_is_not_understood_is_no_health(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "nonsense://token-that-is-secret")
    assert "does not understand" in (tell(settings).silence or "")


def test_a_picture_that_is_refused_does_not_keep_the_words(settings: Settings, hook: Publisher) -> None:
    def only_words() -> int:
        return 413 if json.loads(hook.server.posted[-1][1])["attachments"] else 200

    hook.server.answers_posts_with(only_words)
    assert tell(settings, picture=PICTURE).silence is None
    assert [len(one.pictures) for one in received(hook)] == [1, 0]


def test_no_secret_is_written_down(
    tmp_path: Path, hook: Publisher, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = "s3cr3t-token"
    hook.server.takes = 403
    urls = [address(hook, f"/{secret}"), f"json://user:{secret}@127.0.0.1:9/x", f"nonsense://{secret}"]
    settings = settings_of(tmp_path, *urls)
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("apprise").setLevel(logging.WARNING)
        report = tell(settings)
        alerting.send_test(settings)
        alerting.show(settings)
    kept = "".join(file.read_text(encoding="utf-8") for file in settings.paths.alerts.glob("*.json"))
    said = "".join([*report.undelivered, repr(settings), repr(report), kept, *capfd.readouterr()])
    assert secret not in said
    assert [record for record in caplog.records if secret in record.getMessage() and record.name == "apprise"] == []


def test_the_test_message_says_of_each_target_whether_it_was_taken(
    tmp_path: Path, hook: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    with publishing() as closed:
        settings = settings_of(tmp_path, address(hook), address(closed))
    assert alerting.send_test(settings) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1].split()[0] for line in lines if line.startswith("json")] == ["taken", "not"]
    assert "测试" in received(hook)[0].title
    assert alerting.send_test(settings_of(tmp_path, address(hook))) == 0
    assert alerting.send_test(settings_of(tmp_path)) == 1


def test_plain_text_targets_get_plain_text(tmp_path: Path, hook: Publisher) -> None:
    tell(settings_of(tmp_path, address(hook, query="?format=text"), address(hook, query="?format=markdown")))
    plain, marked = (one.message for one in received(hook))
    assert plain == "问题：勾稽不平\n怎么办：\n  看原因：yusuan explain 1"
    assert marked == "- **问题**：勾稽不平\n\n**怎么办**\n\n- 看原因：`yusuan explain 1`"


def test_what_is_printed_in_a_document_becomes_no_link_and_no_mention() -> None:
    message = Message("某局 <!channel>", (("位置", "<a href='x'>*点* [这里](http://x) `rm`\n第二行"),))
    assert "<" not in message.subject + message.text() + message.markdown()
    assert not {"*点*", "[这里]", "`rm`"} & set(message.markdown().split())
    assert len(message.text().splitlines()) == 1


def test_a_source_that_stopped_answering_is_told_once_and_so_is_its_return(settings: Settings, hook: Publisher) -> None:
    answers = in_turn(*[status(500)] * 3, file(b"%PDF-1.7"))
    publisher = hook
    url = publisher.serve("/a.pdf", answers)
    settings.sources.write_text(f'[[source]]\nname = "某局"\nfiles = ["{url}"]\n', encoding="utf-8")
    told = []
    for _ in range(5):
        fetch(settings)
        attention.attend(settings, succeeded="fetch")
        told.append(len(received(hook)))
    assert told == [0, 1, 1, 2, 2]
    silent, back = received(hook)
    assert "没有应答：某局" in silent.title
    assert "HTTP 500" in silent.message
    assert url in silent.message
    assert "恢复" in back.title


def test_files_that_vanish_together_are_one_message(settings: Settings, hook: Publisher) -> None:
    urls = [hook.serve(f"/{number}.pdf", in_turn(file(b"%PDF-1.7"), status(404))) for number in range(3)]
    listed = ", ".join(f'"{url}"' for url in urls)
    settings.sources.write_text(f'[[source]]\nname = "某局"\nfiles = [{listed}]\n', encoding="utf-8")
    for _ in range(4):
        fetch(settings)
        attention.attend(settings)
    (gone,) = received(hook)
    assert "3 件事" in gone.title
    assert "撤下" in gone.title
    assert gone.message.count("撤下了文件：某局") == 3


def test_a_list_of_sources_that_is_broken_is_told(settings: Settings, hook: Publisher) -> None:
    settings.sources.write_text("[[source]\n", encoding="utf-8")
    attention.attend(settings)
    assert "sources.toml" in received(hook)[0].message


def test_a_page_that_is_no_pdf_counts_as_a_failure_of_its_source(settings: Settings, hook: Publisher) -> None:
    url = hook.serve("/a.pdf", page("<html>错误</html>"))
    settings.sources.write_text(f'[[source]]\nname = "某局"\nfiles = ["{url}"]\n', encoding="utf-8")
    for _ in range(2):
        fetch(settings)
        attention.attend(settings)
    assert "not a PDF" in received(hook)[0].message


def test_overdue_disclosures_are_named_with_their_date(settings: Settings, hook: Publisher) -> None:
    row = {
        "expected_id": "1", "body": "某局", "fiscal_year": 2024, "scope": "department", "kind": "budget",
        "due_on": date(2024, 3, 15), "basis": "disclosed_before", "department": None,
    }  # fmt: skip
    cause: Cause = alerts.overdue(row)
    ledger.note_alert(cause.key, cause.kind, cause.write(), settings.paths)
    alerts.deliver(settings.paths, alerts.targets(settings.alert_urls))
    (told,) = received(hook)
    assert told.title == "【预算】逾期未公开：某局 2024年部门预算"
    assert "2024-03-15" in told.message
