import pytest

from pipelines.validation import ExpectationResult, Judgement, JudgingFailed
from pipelines.validation.judgement import Severity
from pipelines.validation.verdicts import verdicts


def result(name: str, *documents: str, severity: Severity = "critical", error: str | None = None) -> ExpectationResult:
    rows = tuple({"document_id": document, "reason": "because"} for document in documents)
    return ExpectationResult("suite", name, "s.t", severity, not rows and not error, "rule", "message", rows, error)


def test_a_document_fails_by_its_own_rows_only() -> None:
    good, bad = verdicts(["d1", "d2"], [result("a", "d2"), result("b")])
    assert (good.verdict, good.reason) == ("pass", None)
    assert (bad.verdict, bad.reason) == ("fail", "a: rule: because")
    assert [reason.code for reason in bad.reasons] == ["a"]


def test_every_reason_is_kept_in_the_order_of_the_suites() -> None:
    (document,) = verdicts(["d"], [result("a", "d", "d"), result("b", "d")])
    assert [reason.code for reason in document.reasons] == ["a", "a", "b"]


def test_the_reason_in_words_counts_what_it_does_not_name() -> None:
    (document,) = verdicts(["d"], [result("a", *["d"] * 5), result("b", "d")])
    assert document.reason == "a: rule: because\n" * 3 + "a: and 2 more\nb: rule: because"


def test_a_warning_never_fails_a_document() -> None:
    (document,) = verdicts(["d"], [result("a", "d", severity="warning")])
    assert document.verdict == "pass"
    assert [warning.code for warning in document.warnings] == ["a"]


def test_an_error_leaves_no_verdict() -> None:
    results = (result("a", error="no such column"), result("b"))
    judgement = Judgement(results, verdicts(["d"], results))
    with pytest.raises(JudgingFailed, match="a: no such column"):
        judgement.verdicts  # noqa: B018


def test_success_ignores_warnings_but_not_their_errors() -> None:
    assert Judgement((result("a", "d", severity="warning"),), ()).success
    assert not Judgement((result("a", severity="warning", error="no such column"),), ()).success
    assert not Judgement((result("a", "d"),), ()).success
