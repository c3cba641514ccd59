"""Every expectation that decides over documents, run by Great Expectations on a DuckDB file: a document that breaks it, one that does not."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from expectations import BEFORE_VERDICT, int_identity_blocking, int_identity_warning
from pipelines.validation import Judgement, judge
from pipelines.validation.catalogue import catalogue
from pipelines.vocabulary.concepts import concept_targets
from pipelines.vocabulary.identities import load_identities
from tests.expectations.examples import BEFORE_VERDICT as EXAMPLES
from tests.expectations.examples import IDENTITIES, document_id, left_over, summing_to
from tests.validation.hand_made import GOOD, INTERMEDIATE_MEMBERS, good, identity_row, write

NAMES = [guard.expectation_id for guard in catalogue() if guard.before_verdict]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    """One document for each expectation, broken in that one way."""
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list, INTERMEDIATE_MEMBERS)
    for name, example in EXAMPLES.items():
        for table, rows in example(document_id(name)).items():
            tables[table] += rows
    return judge(write(tmp_path_factory.mktemp("broken") / "w.duckdb", tables), suites=BEFORE_VERDICT)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    """One document, every identity evaluated and holding."""
    tables = good()
    tables[IDENTITIES] = [identity_row(name) for name in int_identity_blocking.IDENTITIES]
    tables[IDENTITIES] += [identity_row(name, severity="warning") for name in int_identity_warning.IDENTITIES]
    return judge(write(tmp_path_factory.mktemp("whole") / "w.duckdb", tables), suites=BEFORE_VERDICT)


def test_every_expectation_has_an_example() -> None:
    assert set(NAMES) - set(EXAMPLES) == set()
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_the_document_that_breaks_it_and_no_other_fails(broken: Judgement, name: str) -> None:
    (result,) = [result for result in broken.results if result.expectation_id == name]
    assert result.error is None
    assert not result.success
    assert result.document_ids == {document_id(name)}


@pytest.mark.parametrize("name", NAMES)
def test_the_document_that_breaks_nothing_passes(whole: Judgement, name: str) -> None:
    (result,) = [result for result in whole.results if result.expectation_id == name]
    assert result.success, result.message


def test_only_critical_expectations_fail_a_document(broken: Judgement, whole: Judgement) -> None:
    critical = {document_id(result.expectation_id) for result in broken.results if result.severity == "critical"}
    assert {one.document_id for one in broken.verdicts if one.verdict == "fail"} == critical
    assert [one.verdict for one in whole.verdicts] == ["pass"]


def test_every_identity_of_the_vocabulary_has_its_expectations_under_its_own_words() -> None:
    rules = load_identities().identities.values()
    blocking = {rule.name: rule.chinese for rule in rules if rule.severity == "blocking"}
    assert blocking == int_identity_blocking.IDENTITIES
    warned = {"claim_equals_table"} if any(target["severity"] == "warning" for target in concept_targets()) else set()
    warning = {rule.name: rule.chinese for rule in rules if rule.severity == "warning" or rule.name in warned}
    assert warning == int_identity_warning.IDENTITIES


@pytest.mark.parametrize(
    ("changed", "way"),
    [
        pytest.param(
            {"status": "holds", "lhs": "800000151", "difference": "151"}, "balanced", id="a status that hides a gap"
        ),
        pytest.param({"status": "holds", "difference": "1"}, "balanced", id="a difference that is not the difference"),
        pytest.param({"status": "holds", "tolerance": None}, "computable", id="no bound"),
        pytest.param({"status": None}, "computable", id="no status"),
        pytest.param({"status": "not_evaluable", "lhs": None}, "computable", id="not evaluable, and no reason given"),
        pytest.param({"term_count": None}, "present", id="terms not counted"),
    ],
)
def test_what_an_identity_cannot_hide(tmp_path: Path, changed: dict[str, Any], way: str) -> None:
    row = identity_row(int_identity_blocking.BASIC_PLUS_PROJECT, **changed)
    path = write(tmp_path / "w.duckdb", good() | {IDENTITIES: [row]})
    failing = [
        result.expectation_id for result in judge(path, suites=["int_identity_blocking"]).results if not result.success
    ]
    assert failing == [f"identity.{int_identity_blocking.BASIC_PLUS_PROJECT}.{way}"]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"status": "holds", "lhs": "800000150", "difference": "150"}, id="at the bound of rounding"),
        pytest.param({"status": "waived", "lhs": "800100000", "difference": "100000"}, id="waived"),
        pytest.param(
            {"status": "not_evaluable", "lhs": None, "explanation": "a term is blank"},
            id="not evaluable, with its reason",
        ),
    ],
)
def test_what_an_identity_may(tmp_path: Path, changed: dict[str, Any]) -> None:
    row = identity_row(int_identity_blocking.CATEGORIES, **changed)
    path = write(tmp_path / "w.duckdb", good() | {IDENTITIES: [row]})
    assert judge(path, suites=["int_identity_blocking"]).success


@pytest.mark.parametrize(
    ("changed", "passes"),
    [
        pytest.param({}, False, id="more than rounding"),
        pytest.param(
            {IDENTITIES: [identity_row(int_identity_blocking.CATEGORIES, status="waived")]}, True, id="waived"
        ),
    ],
)
def test_what_a_table_may_leave(tmp_path: Path, changed: dict[str, Any], passes: bool) -> None:
    path = write(tmp_path / "w.duckdb", left_over(GOOD, "300", "150") | changed)
    assert judge(path, suites=["int_expenditure_block"]).success is passes


def test_what_rounding_explains_is_left(tmp_path: Path) -> None:
    path = write(tmp_path / "w.duckdb", left_over(GOOD, "150", "150"))
    assert judge(path, suites=["int_expenditure_block"]).success


@pytest.mark.parametrize(("kept", "passes"), [("950", True), ("949.99", False)])
def test_what_would_stand_in_the_star_is_what_is_printed(tmp_path: Path, kept: str, passes: bool) -> None:
    path = write(tmp_path / "w.duckdb", summing_to(GOOD, "1000", kept) | INTERMEDIATE_MEMBERS)
    assert judge(path, suites=["int_expenditure_residual"]).success is passes
