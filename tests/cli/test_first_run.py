"""What a person sees who types the commands in a fresh clone."""

from __future__ import annotations

import re
import time
from pathlib import Path

import duckdb
import pytest
from PIL import Image
from rich.cells import cell_len

from pipelines import publication
from tests.conftest import START, Done, open_terminal


def test_the_first_run_publishes_the_document(first_run: Done) -> None:
    assert first_run.command.returncode == 0, first_run.command.stderr
    home = first_run.terminal.home
    with duckdb.connect(home.published / "yusuan.duckdb", read_only=True) as con:
        assert con.execute("select file_name, status from audit.document").fetchall() == [(START.name, "published")]


def test_the_last_screen_says_tables_figures_identities_status_and_where(first_run: Done) -> None:
    home = first_run.terminal.home
    with duckdb.connect(home.published / "yusuan.duckdb", read_only=True) as con:
        figures = con.execute("select count(*) from audit.figure").fetchone()
        held = con.execute("select count(*) from audit.identity where status = 'holds'").fetchone()
    said = " ".join(first_run.command.stdout.split())
    assert figures is not None
    assert held is not None
    assert f"Figures: {figures[0]:,}" in said
    assert f"{held[0]:,} hold" in said
    assert "1 published" in said
    assert re.search(r"Tables: [1-9]", said)
    assert str(home.published / "yusuan.duckdb") in said.replace(" ", "")


def test_the_screen_is_readable_at_80_columns(first_run: Done) -> None:
    lines = [line for line in first_run.command.stdout.splitlines() if "/" not in line.strip()[:1]]
    assert [line for line in lines if cell_len(line) > 80] == []
    assert re.search(r"2023 +\d+ +[\d,]+ +\d+/0/\d+ +published", first_run.command.stdout)


def test_no_noise_reaches_the_terminal(first_run: Done) -> None:
    noise = re.compile(r"dagster|DEBUG|INFO|Warning|great_expectations|Traceback", re.IGNORECASE)
    shown = (first_run.command.stdout + first_run.command.stderr).replace(str(first_run.terminal.home.root), "")
    assert noise.search(shown) is None, shown


def test_a_second_run_is_a_no_op_and_says_so(first_run: Done) -> None:
    before = publication.published(first_run.terminal.home)
    started = time.monotonic()
    again = first_run.terminal.type("run")
    assert again.returncode == 0
    assert "Nothing new" in again.stdout
    assert "published" in again.stdout
    assert time.monotonic() - started < 10
    assert publication.published(first_run.terminal.home) == before


def test_status_lists_the_document(first_run: Done) -> None:
    done = first_run.terminal.type("status")
    assert done.returncode == 0
    assert "published" in done.stdout
    assert "cqetdz" in done.stdout


def test_status_of_a_home_that_is_not_there_creates_nothing(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    done = terminal.type("status")
    assert done.returncode == 0
    assert "nothing is published" in done.stdout
    assert not terminal.home.root.exists()


def test_explain_says_that_nothing_speaks_against_a_good_document(first_run: Done) -> None:
    done = first_run.terminal.type("explain", START.name)
    assert done.returncode == 0
    assert "status: published" in done.stdout
    assert "Identities that fail" not in done.stdout


def test_trace_draws_the_page_and_names_the_cell(first_run: Done, tmp_path: Path) -> None:
    with duckdb.connect(first_run.terminal.home.published / "yusuan.duckdb", read_only=True) as con:
        figure = con.execute(
            "select figure_id, page, printed from audit.figure where amount_yuan = 800000000"
            " and row_side = 'expenditure' order by page, figure_id limit 1"
        ).fetchone()
    assert figure is not None
    target = tmp_path / "new folder" / "figure.png"
    done = first_run.terminal.type("trace", figure[0], "-o", target)
    assert done.returncode == 0, done.stderr
    assert f"page {figure[1]}" in done.stdout
    assert figure[2] in done.stdout
    with Image.open(target) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}
    assert {(220, 20, 60), (65, 105, 225), (46, 139, 87)} <= colours


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        pytest.param(
            ["trace", "no-such-figure", "-o", "x.png"], 1, "no figure and no fact 'no-such-figure'", id="no such figure"
        ),
        pytest.param(["explain", "no-such-document"], 1, "no registered document", id="no such document"),
        pytest.param(["ingest"], 2, "Missing argument", id="no file"),
        pytest.param(["ingest", "missing.pdf"], 2, "does not exist", id="a file that is not there"),
        pytest.param(["ingest", str(START), "--year", "23"], 2, "1949", id="no fiscal year"),
        pytest.param(["ingest", str(START), "--kind", "forecast"], 2, "final_accounts", id="no such kind"),
        pytest.param(["publish"], 2, "No such command", id="no such command"),
    ],
)
def test_a_mistake_in_typing_is_one_clear_message(
    first_run: Done, arguments: list[str], status: int, said: str
) -> None:
    done = first_run.terminal.type(*arguments)
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_any_other_error_is_one_line_and_status_1(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the home should be")
    terminal = open_terminal(tmp_path)
    done = terminal.type("run")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert "Traceback" in terminal.type("--debug", "run").stderr
