"""The verdict: Great Expectations judges every document between the two dbt steps, and guards the marts after them."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import UTC, datetime

import dagster as dg

from pipelines import approval, warehouse
from pipelines.defs import prepared
from pipelines.defs.described import AFTER_VERDICT, BEFORE_VERDICT
from pipelines.defs.line import Line
from pipelines.defs.previews import failing_rows, verdict_metadata
from pipelines.defs.transformation import model_keys
from pipelines.settings import load_settings
from pipelines.validation import ExpectationResult, Judgement
from pipelines.validation.apart import judge_apart
from pipelines.validation.catalogue import Guard

VERDICT = dg.AssetKey(["control", "verdict"])
PUBLICATION = dg.AssetKey(["control", "publication"])
MARTS_VERDICT = dg.AssetKey(["marts_verdict"])

Results = Iterator[dg.MaterializeResult | dg.AssetCheckResult]


def check_name(expectation_id: str) -> str:
    """An expectation's name as Dagster allows it: letters, digits and underscores."""
    return "".join(letter if letter.isalnum() else "_" for letter in expectation_id)


def check_specs(guards: Iterable[Guard]) -> list[dg.AssetCheckSpec]:
    """One check for each expectation, on the table it guards. None blocks: a failing document is held back, the rest go on."""
    return [
        dg.AssetCheckSpec(
            check_name(guard.expectation_id),
            asset=dg.AssetKey(guard.table.split(".")),
            description=f"{guard.rule}\n\n{guard.why}".strip(),
            blocking=False,
            metadata={"expectation": guard.expectation_id, "suite": guard.suite},
        )
        for guard in guards
    ]


def check_result(result: ExpectationResult) -> dg.AssetCheckResult:
    """What an expectation said, on the table it guards, with the failing rows as a table."""
    return dg.AssetCheckResult(
        asset_key=dg.AssetKey(result.table.split(".")),
        check_name=check_name(result.expectation_id),
        passed=result.success,
        severity=dg.AssetCheckSeverity.WARN if result.severity == "warning" else dg.AssetCheckSeverity.ERROR,
        description=result.message,
        metadata=failing_rows(result),
    )


def verdict_step(guards: list[Guard], judged: list[dg.AssetKey]) -> dg.AssetsDefinition:
    """Judge every document; write who passed, and from when readers see it."""

    @dg.multi_asset(
        name="judge_documents",
        specs=[
            dg.AssetSpec(
                VERDICT,
                deps=judged,
                group_name="verdict",
                kinds={"greatexpectations", "duckdb"},
                description="Pass or fail for every document, with the reasons in words.",
            ),
            dg.AssetSpec(
                PUBLICATION,
                deps=judged,
                group_name="verdict",
                kinds={"duckdb"},
                description="When a document first passed and so reaches readers with the next release.",
            ),
        ],
        check_specs=check_specs(guards),
        allow_arbitrary_check_specs=True,
        pool="duckdb",
    )
    def judge_documents(context: dg.AssetExecutionContext, line: dg.ResourceParam[Line]) -> Results:
        suites = list(dict.fromkeys(guard.suite for guard in guards))
        told = judge_apart(line.home.warehouse, suites=suites, data_docs_dir=line.home.judgement / "documents")
        judgement = yield from _told(told)
        told.close()  # its pages are written while the marts are built
        published = write(judgement, line)
        yield dg.MaterializeResult(VERDICT, metadata=verdict_metadata(judgement, line.home))
        yield dg.MaterializeResult(PUBLICATION, metadata={"documents published for the first time": published})

    return judge_documents


def _told(told: Iterable[ExpectationResult | Judgement]) -> Generator[dg.AssetCheckResult, None, Judgement]:
    """Each result as it comes, while the next suite is judged; returns the judgement when the warehouse is closed again."""
    for one in told:
        if isinstance(one, Judgement):
            return one
        yield check_result(one)
    raise AssertionError("no judgement after the results")


def write(judgement: Judgement, line: Line) -> int:
    """Keep the verdicts; a large change waits for a person. Returns how many documents reach readers for the first time.

    Raises:
        JudgingFailed: an expectation could not be evaluated, so nothing is decided.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    database = line.home.warehouse
    kept = {one.document_id for one in judgement.verdicts if one.verdict == "pass"}
    with warehouse.held(database):
        waiting = approval.waiting(database, kept, line.settings.approval_share)
    verdicts = [
        warehouse.Verdict(
            one.document_id,
            "fail" if one.document_id in waiting else one.verdict,
            waiting.get(one.document_id, one.reason),
            now,
        )
        for one in judgement.verdicts
    ]
    passed = [one.document_id for one in verdicts if one.verdict == "pass"]
    with warehouse.held(database, read_only=False):
        warehouse.write_verdicts(database, verdicts)
        return warehouse.mark_published(database, passed, now)


def marts_step(guards: list[Guard], marts: list[dg.AssetKey]) -> dg.AssetsDefinition:
    """Judge what is about to be published; a mart that breaks its own rule stops the publication."""

    @dg.multi_asset(
        name="judge_marts",
        specs=[
            dg.AssetSpec(
                MARTS_VERDICT,
                deps=marts,
                group_name="publication",
                kinds={"greatexpectations"},
                description="Whether the marts keep their own rules; nothing is published where they do not.",
            )
        ],
        check_specs=check_specs(guards),
        allow_arbitrary_check_specs=True,
        pool="duckdb",
    )
    def judge_marts(context: dg.AssetExecutionContext, line: dg.ResourceParam[Line]) -> Results:
        suites = list(dict.fromkeys(guard.suite for guard in guards))
        told = judge_apart(line.home.warehouse, suites=suites)
        judgement = yield from _told(told)
        broken = [one for one in judgement.results if not one.success and one.severity == "critical"]
        if broken:
            raise dg.Failure(_refusal(broken), {one.expectation_id: one.message for one in broken}, allow_retries=False)
        yield dg.MaterializeResult(MARTS_VERDICT, metadata={"expectations": len(judgement.results)})

    return judge_marts


def _refusal(broken: Sequence[ExpectationResult]) -> str:
    """Which rules of the marts are broken, for which documents; the checks show the rows."""
    said = [
        f"{one.description} ({one.error or ', '.join(sorted(name[:12] for name in one.document_ids))})"
        for one in broken
    ]
    return "not published, readers keep the last release: " + "; ".join(said)


@dg.definitions
def defs() -> dg.Definitions:
    """Both judgements."""
    home = load_settings().paths
    manifest, guards = prepared.manifest(home), prepared.guards(home)
    before = [guard for guard in guards if guard.before_verdict]
    after = [guard for guard in guards if not guard.before_verdict]
    steps = [
        verdict_step(before, model_keys(BEFORE_VERDICT, manifest)),
        marts_step(after, model_keys(AFTER_VERDICT, manifest)),
    ]
    return dg.Definitions(assets=steps)
