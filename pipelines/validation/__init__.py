"""The only code that runs Great Expectations: the suites in ``expectations/`` give a verdict over each document.

The file is opened read-only through SQLAlchemy and nothing is written but the Data Docs asked for; the verdicts are
stored by ``pipelines.warehouse.write_verdicts``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pipelines.validation.judgement import DocumentVerdict, ExpectationResult, Judgement, JudgingFailed, Reason

__all__ = ["DocumentVerdict", "ExpectationResult", "Judgement", "JudgingFailed", "Reason", "judge"]


def _say_nothing(_said: ExpectationResult | Judgement) -> None:
    return None


def judge(
    warehouse_path: Path,
    *,
    suites: Sequence[str],
    data_docs_dir: Path | None = None,
    on_result: Callable[[ExpectationResult], None] = _say_nothing,
    on_verdict: Callable[[Judgement], None] = _say_nothing,
) -> Judgement:
    """Judge every document of a warehouse.

    Args:
        warehouse_path: the DuckDB file; opened read-only, so no process may hold it open for writing.
        suites: names of modules in ``expectations/``, usually ``expectations.BEFORE_VERDICT`` or ``AFTER_VERDICT``.
        data_docs_dir: where Great Expectations' pages are written, readable offline; what was there before is
            replaced. None writes nothing.
        on_result: called with every result when its suite is judged.
        on_verdict: called with the judgement as soon as the warehouse is closed again, before any page is written.

    Returns:
        Every expectation's result, in the order of the suites, and the verdicts.

    Raises:
        FileNotFoundError: there is no warehouse.
        ModuleNotFoundError: there is no such suite.
    """
    from pipelines.validation import data_docs, session, verdicts

    pages = data_docs.index(data_docs_dir) if data_docs_dir else None
    with session.session(warehouse_path, data_docs_dir) as opened:
        results: list[ExpectationResult] = []
        for suite in suites:
            judged = session.run_suite(opened, suite)
            for result in judged:
                on_result(result)
            results.extend(judged)
        judgement = Judgement(tuple(results), verdicts.verdicts(session.document_ids(opened), results), pages)
    on_verdict(judgement)
    if data_docs_dir:
        data_docs.build(opened.context, data_docs_dir)
    return judgement
