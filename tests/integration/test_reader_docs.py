"""The documents for readers: every statement runs on the published file, and the answer printed below it is the current one."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT, Done

READERS = ROOT / "docs" / "readers"
QUESTION = re.compile(r"^## (\d+)\. [^\n]+\n\n```sql\n(.+?)\n```\n\n((?:\|[^\n]*\n)+)", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"```python\n(.+?)\n```\n\n(?:[^`]*?)```text\n(.+?)\n```", re.DOTALL)
QUESTIONS = QUESTION.findall((READERS / "questions.md").read_text(encoding="utf-8"))
EXAMPLES = EXAMPLE.findall((READERS / "README.md").read_text(encoding="utf-8"))


def as_table(con: duckdb.DuckDBPyConnection, statement: str) -> str:
    """The answer as it is printed in the documents."""
    result = con.execute(statement)
    names = [column[0] for column in result.description]
    rows = [["" if value is None else str(value) for value in row] for row in result.fetchall()]
    return "".join(f"| {' | '.join(row)} |\n" if row else f"|{'---|' * len(names)}\n" for row in [names, [], *rows])


@pytest.fixture(scope="module")
def published(first_run: Done) -> Path:
    return first_run.terminal.home.published


def test_there_are_ten_questions_and_three_examples() -> None:
    assert [int(number) for number, _, _ in QUESTIONS] == list(range(1, 11))
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("statement", "printed"), [pytest.param(s, p, id=f"question {n}") for n, s, p in QUESTIONS])
def test_the_printed_answer_is_the_current_one(published: Path, statement: str, printed: str) -> None:
    with duckdb.connect(str(published / "yusuan.duckdb"), read_only=True) as con:
        assert as_table(con, statement) == printed


@pytest.mark.parametrize(("program", "printed"), EXAMPLES, ids=["duckdb", "parquet", "csv"])
def test_the_python_examples_print_what_they_say(published: Path, program: str, printed: str) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(program.replace("data/published", str(published)), {})
    assert said.getvalue().strip() == printed


def test_every_table_that_the_documents_name_is_published(published: Path) -> None:
    named = set()
    for page in READERS.glob("*.md"):
        named |= set(
            re.findall(r"\b((?:marts|audit)\.[a-z]+(?:_[a-z]+)*)\b(?![.(*_])", page.read_text(encoding="utf-8"))
        )
    with duckdb.connect(str(published / "yusuan.duckdb"), read_only=True) as con:
        tables = con.execute("select table_schema || '.' || table_name from information_schema.tables").fetchall()
    assert named - {name for (name,) in tables} == set()
