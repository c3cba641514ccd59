"""Bundles of the first run's home, and what looking at the PDF again gives: made once, judged many times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from pipelines.evidence import archive, bundling, contents
from pipelines.evidence.checking import Check
from pipelines.evidence.checking.again import Again, look_again
from pipelines.evidence.checking.verification import check_source, judge
from pipelines.evidence.contents import Contents
from tests.conftest import Done

TOTAL = "select figure_id from audit.figure where printed = '80,000.00' order by confirmed_by desc, figure_id limit 1"
FACT = """
    select expenditure_key from marts.fact_expenditure
    where row_kind = '{kind}' and len(figure_ids) > 0 order by len(figure_ids) desc, expenditure_key limit 1
"""


@dataclass(frozen=True)
class Proof:
    """A bundle with its parts, and its PDF as read and drawn again."""

    members: dict[str, bytes]
    said: Contents
    again: Again

    def judged(self, members: dict[str, bytes] | None = None) -> dict[str, Check]:
        """The checks of these members, or of the bundle's own, on the PDF as read again: what ``verify`` says beyond the seal."""
        given = members or self.members
        said = contents.read(given)
        return {one.name: one for one in (check_source(said, given), *judge(said, given, self.again))}


def proof(key: str, done: Done, aside: Path) -> Proof:
    """The bundle of one key, its PDF looked at again in this process."""
    members = bundling.bundled(bundling.find(key, done.terminal.home))
    said = contents.read(members)
    source = aside / archive.SOURCE
    source.write_bytes(members[archive.SOURCE])
    return Proof(members, said, look_again(source, said, members))


def one(done: Done, query: str) -> str:
    """The only value of a query on the published file."""
    with duckdb.connect(done.terminal.home.published / "yusuan.duckdb", read_only=True) as con:
        found = con.execute(query).fetchone()
    assert found is not None
    return found[0]


@pytest.fixture(scope="session")
def total(first_run: Done, tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The grand total of the start document."""
    return proof(one(first_run, TOTAL), first_run, tmp_path_factory.mktemp("total"))


ProofOfFact = Callable[[str], Proof]


@pytest.fixture
def fact(first_run: Done, tmp_path: Path) -> ProofOfFact:
    """The bundle of a row of ``fact_expenditure`` of some kind."""
    return lambda kind: proof(one(first_run, FACT.format(kind=kind)), first_run, tmp_path)
