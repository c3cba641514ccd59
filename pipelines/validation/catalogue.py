"""Every expectation there is, without judging anything: what each is called, which table it guards, and why."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from pipelines.validation.judgement import Severity


@dataclass(frozen=True, slots=True)
class Guard:
    """One expectation and the ``schema.table`` it guards; ``before_verdict``: it decides over documents."""

    expectation_id: str
    suite: str
    table: str
    severity: Severity
    rule: str
    why: str
    before_verdict: bool


def catalogue() -> list[Guard]:
    """All expectations of all suites, in their order. Importing the suites imports Great Expectations (3 seconds)."""
    suites = importlib.import_module("expectations")
    before = [guard for suite in suites.BEFORE_VERDICT for guard in _guards(suite, before_verdict=True)]
    return before + [guard for suite in suites.AFTER_VERDICT for guard in _guards(suite, before_verdict=False)]


def _guards(suite: str, *, before_verdict: bool) -> list[Guard]:
    module = importlib.import_module(f"expectations.{suite}")
    return [
        Guard(
            expectation_id=one.meta["id"],
            suite=suite,
            table=module.TABLE,
            severity="warning" if one.severity == "warning" else "critical",
            rule=one.description or "",
            why=str(one.notes or ""),
            before_verdict=before_verdict,
        )
        for one in module.suite().expectations
    ]
