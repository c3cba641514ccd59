"""A disclosure that is published again: told apart, shown figure by figure, readable as of any moment; and what is waived meanwhile."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines import intake, waivers
from pipelines.waivers import load_waivers
from tests.integration.comparison import of_specification, of_warehouse
from tests.printing.specification import Disclosure
from tests.versions.conftest import BODIES, Line
from tests.versions.disclosures import CORRECTION

WAIVED = "select count(*) from audit.identity where document_id = ? and status = 'waived'"
DOCUMENT = "select version, status, change_kind, status_reason from audit.document where document_id = ?"
FACTS = """
    select fact.function_code, types.main_type, fact.amount_yuan
    from {source} as fact
    inner join marts.dim_document as document using (document_id)
    inner join marts.dim_expenditure_type as types using (expenditure_type)
    where document.body = ?
"""


def sums(rows: list[tuple], codes: set[tuple[str, str]]) -> dict[tuple[str, str], Decimal]:
    """What a reader sums for a function code ('' is the whole) and a column."""
    return {
        (code, column): sum(
            (y for c, t, y in rows if (not code or c.startswith(code)) and column in ("total", t)), Decimal(0)
        )
        for code, column in codes
    }


def as_printed(disclosure: Disclosure) -> dict[tuple[str, str], Decimal]:
    """The figures of 支出总表: code ('' for 合计) and column."""
    table = disclosure.table("expenditure_summary")
    found = {}
    for cell in table.amounts():
        assert cell.meaning is not None
        if cell.text:
            found[cell.meaning.code or "", cell.meaning.column] = table.yuan(cell)
    return found


def seen(line: Line, source: str, name: str, *parameters: datetime) -> dict[tuple[str, str], Decimal]:
    """The sums of a body's figures in a relation."""
    body = BODIES[name.split()[0]]
    return sums(line.rows(FACTS.format(source=source), *parameters, body), set(as_printed(line.printed[name])))


FIGURES = """
    select table_family, row_side, row_code, row_name, column_name, amount_yuan from audit.figure
    where document_id = ? and amount_yuan is not null and table_family <> 'performance_target'
"""
AS_OF = "marts.fact_expenditure_as_of(?)"


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        pytest.param("first", "corrected 1", id="before the correction"),
        pytest.param("second", "corrected 2", id="after the correction"),
        pytest.param("third", "corrected 1", id="after its withdrawal"),
        pytest.param("second", "large 1", id="while a large change waits"),
        pytest.param("third", "large 2", id="after its approval"),
    ],
)
def test_as_of_returns_the_sums_of_the_version_that_readers_saw(line: Line, moment: str, name: str) -> None:
    printed = as_printed(line.printed[name])
    assert len(printed) > 20
    assert seen(line, AS_OF, name, line.moments[moment]) == printed


def test_the_versions_differ_so_that_the_sums_can_tell(line: Line) -> None:
    old, new = (as_printed(line.printed[f"corrected {number}"]) for number in (1, 2))
    assert new["", "total"] - old["", "total"] == CORRECTION


def test_the_fact_table_is_the_current_state(line: Line) -> None:
    now = line.moments["third"] + timedelta(hours=1)
    assert seen(line, "marts.fact_expenditure", "large 2") == as_printed(line.printed["large 2"])
    for fact in ("expenditure", "revenue", "three_public", "project", "performance_target"):
        current = line.rows(f"select * from marts.fact_{fact} order by 1")
        assert current == line.rows(f"select * from marts.fact_{fact}_as_of(?) order by 1", now)
        assert current != []


def test_as_of_is_what_the_release_of_that_time_held(line: Line) -> None:
    query = "select function_code, fund, amount_yuan from {} where document_id <> ? order by all"
    # the figures of the document whose waiver ended are no longer vouched for, then or now
    waived = line.ids["waived"]
    for moment in ("first", "second"):
        then = line.kept(moment, query.format("marts.fact_expenditure"), waived)
        assert then == line.rows(query.format(AS_OF), line.moments[moment], waived)
        assert then != []


def test_the_first_publication_stays_readable(line: Line) -> None:
    for name in ("corrected 1", "large 1"):
        assert seen(line, "marts.fact_expenditure_first()", name) == as_printed(line.printed[name])


def test_before_everything_there_was_nothing(line: Line) -> None:
    assert line.rows("select count(*) from marts.fact_expenditure_as_of('2000-01-01')") == [(0,)]


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [
        ("corrected 1", "first", "published"),
        ("corrected 2", "withdrawal", "withdrawn"),
        ("noise 1", "first", "superseded"),
        ("noise 2", "byte_noise", "published"),
        ("reworded 2", "cosmetic", "published"),
        ("partial 2", "partial", "published"),
        ("large 2", "numbers", "published"),
        ("withdrawn 1", "withdrawal", "withdrawn"),
    ],
)
def test_what_kind_of_change_it_is(line: Line, name: str, kind: str, status: str) -> None:
    ((version, found_status, found_kind, _),) = line.rows(DOCUMENT, line.ids[name])
    assert (found_kind, found_status, version) == (kind, status, int(name.split()[1]))


def held(line: Line, name: str) -> str:
    """Why a version waits after the second run, while readers keep the one before it."""
    ((_, status, _, reason),) = line.kept("second", DOCUMENT, line.ids[f"{name} 2"])
    assert status == "quarantined" and reason.startswith("waits for approval")
    assert line.kept("second", DOCUMENT, line.ids[f"{name} 1"])[0][1] == "published"
    return reason


def test_a_large_change_waits_for_a_yes(line: Line) -> None:
    old, new = (as_printed(line.printed[f"large {number}"])["201", "total"] for number in (1, 2))
    assert abs(new - old) > old / 10
    assert f"class 201 {old:,.2f} -> {new:,.2f} 元" in held(line, "large")


def test_a_missing_table_waits_for_a_yes(line: Line) -> None:
    assert "three_public is no longer printed" in held(line, "partial")


def test_every_document_is_valid_from_when_readers_saw_it_to_when_they_no_longer_did(line: Line) -> None:
    first, second = line.moments["first"], line.moments["second"]
    query = "select valid_from, valid_to from audit.validity where document_id = ? order by valid_from"
    (then, to), (again, still) = line.rows(query, line.ids["corrected 1"])
    assert then < first < to < second < again and still is None
    assert line.rows(query, line.ids["corrected 2"]) == [(to, again)]
    for table in ("audit.document", "marts.dim_document"):
        bounds = line.rows(f"select valid_from, valid_to from {table} where document_id = ?", line.ids["noise 1"])
        assert bounds[0][0] < first < bounds[0][1] < second


def test_the_change_is_shown_figure_by_figure(line: Line) -> None:
    rows = line.rows(
        """select table_family, row_side, row_code, row_name, column_name, old_amount_yuan, new_amount_yuan, difference_yuan
           from marts.fact_change where document_id = ? and table_family <> 'prose'""",
        line.ids["corrected 2"],
    )
    old, new = (of_specification(line.printed[f"corrected {number}"]) for number in (1, 2))
    read = of_warehouse(line.rows(FIGURES, line.ids["corrected 2"]))
    moved = [where for where in old if old[where] != new[where] and where in read]
    expected = {where: (old[where] - new[where], new[where] - old[where]) for where in moved}
    assert old.keys() == new.keys() and len(expected) > 10
    for column, side in ((-3, 0), (-2, 1)):
        found = of_warehouse([(*row[:5], row[column]) for row in rows])
        assert found == {where: both[side] for where, both in expected.items()}
    assert {difference for *_, difference in rows} == {CORRECTION}


def test_a_changed_sentence_is_shown_as_prose(line: Line) -> None:
    query = "select old_amount_yuan, new_amount_yuan from marts.fact_change where document_id = ? and table_family = 'prose'"
    stated = line.rows(query, line.ids["corrected 2"])
    assert stated and all(new - old == CORRECTION for old, new in stated)


def test_what_is_no_longer_printed_is_removed_and_what_never_changed_is_not_there(line: Line) -> None:
    query = """
        select change_kind, count(*), count(new_printed), count(difference_yuan) from marts.fact_change
        where document_id = ? and table_family = 'three_public' group by 1
    """
    ((kind, count, new, differences),) = line.rows(query, line.ids["partial 2"])
    assert (kind, new, differences) == ("removed", 0, 0) and count >= 5
    for same in ("noise 2", "reworded 2"):
        assert line.rows("select * from marts.fact_change where document_id = ?", line.ids[same]) == []


def test_diff_shows_the_change_within_eighty_columns(line: Line) -> None:
    shown = line.type("diff", "corrected 2.pdf")
    assert shown.exit_code == 0, shown.output
    assert "version 1" in shown.output and "+1,000.00" in shown.output
    assert max(map(len, shown.output.splitlines())) <= 80
    back = line.type("diff", "corrected 1.pdf", "corrected 2.pdf")
    assert "-1,000.00" in back.output
    assert "No figure differs." in line.type("diff", "noise 2.pdf").output


def test_readers_are_told_who_withdrew_a_document_and_why(line: Line) -> None:
    ((_, _, _, reason),) = line.rows(DOCUMENT, line.ids["withdrawn 1"])
    assert "李四" in reason and "taken from the page" in reason
    assert seen(line, "marts.fact_expenditure", "withdrawn 1")["", "total"] == 0
    assert seen(line, AS_OF, "withdrawn 1", line.moments["first"]) == as_printed(line.printed["withdrawn 1"])


def test_a_decision_without_a_person_or_a_reason_is_refused(line: Line) -> None:
    before = line.rows(DOCUMENT, line.ids["large 2"])
    refused = line.type("withdraw", "large 2.pdf", "--by", " ", "--reason", "none")
    assert refused.exit_code != 0
    assert line.type("approve", "large 2.pdf", "--by", "me").exit_code == 2
    assert line.type("approve", "noise 2.pdf", "--by", "me", "--reason", "why").exit_code != 0
    assert line.rows(DOCUMENT, line.ids["large 2"]) == before


def test_a_waived_document_reaches_readers_marked(line: Line) -> None:
    document = line.ids["waived"]
    assert line.kept("first", DOCUMENT, document)[0][1] == "quarantined"
    assert line.kept("second", DOCUMENT, document)[0][1:] == ("published", "first", None)
    assert line.kept("second", WAIVED, document) == [(1,)]
    ((said,),) = line.kept(
        "second", "select explanation from audit.identity where document_id = ? and status = 'waived'", document
    )
    assert "张三" in said and "printed so" in said
    assert line.kept("second", "select count(*) > 0 from marts.fact_project where document_id = ?", document) == [
        (True,)
    ]


def test_a_waiver_of_another_hash_lets_nothing_through_and_says_so(line: Line) -> None:
    assert line.kept("second", DOCUMENT, line.ids["unwaived"])[0][1] == "quarantined"
    found = line.kept("second", "select status, explanation from audit.waiver where document_id = ?", "0" * 64)
    assert found == [("unknown_document", "no registered document has this SHA-256")]


def test_an_expired_waiver_stops_working_and_status_says_so(line: Line) -> None:
    assert line.rows(DOCUMENT, line.ids["waived"])[0][1] == "quarantined"
    assert line.rows(WAIVED, line.ids["waived"]) == [(0,)]
    shown = line.type("status").output
    assert "Waivers that do not work: 2" in shown and "expired on" in shown


def test_explain_prints_the_entry_to_paste(line: Line, tmp_path: Path) -> None:
    shown = line.said["explain unwaived"].output
    pasted = tmp_path / "waivers.toml"
    pasted.write_text(shown[shown.index("[[waiver]]") :].split("\n\n")[0], encoding="utf-8")
    (waiver,) = load_waivers(pasted)
    assert waiver.document_id == line.ids["unwaived"]
    assert waiver.flaw == "reason, owner, expires left blank"


def test_a_day_that_ends_a_waiver_leaves_something_to_do(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    assert intake.work(line.settings).nothing_to_do
    monkeypatch.setattr(waivers, "today", lambda: date(2000, 1, 1))
    assert not intake.work(line.settings).nothing_to_do


def test_a_changed_file_leaves_something_to_do(line: Line) -> None:
    kept = line.settings.waivers.read_text(encoding="utf-8")
    line.settings.waivers.write_text(kept.replace("printed so", "printed so, seen again"), encoding="utf-8")
    try:
        assert not intake.work(line.settings).nothing_to_do
    finally:
        line.settings.waivers.write_text(kept, encoding="utf-8")


def test_nothing_is_left_to_do(line: Line) -> None:
    assert intake.work(line.settings).nothing_to_do
