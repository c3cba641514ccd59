"""One run of Great Expectations over one DuckDB file: read-only, in memory, offline.

Imported by :func:`pipelines.validation.judge` when it is called: importing Great Expectations takes 3 seconds of
processor time.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import great_expectations as gx
from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from sqlalchemy import text
from sqlalchemy.engine import URL, Engine

from pipelines.validation import dialect, reasons
from pipelines.validation.judgement import ExpectationResult

SITE = {
    "class_name": "SiteBuilder",
    "show_how_to_buttons": False,
    "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
}

DOCUMENTS = """
    select document_id from intermediate.int_document_identity
    union
    select document_id from staging.stg_document
    order by document_id
"""


@dataclass(frozen=True, slots=True)
class Session:
    """Great Expectations' context and the one engine it and this module read the file with."""

    context: EphemeralDataContext
    datasource: Any
    engine: Engine


def _context(data_docs_dir: Path | None) -> EphemeralDataContext:
    """A context without analytics, progress bars or files, but for the Data Docs it may be asked to write."""
    sites: dict[str, Any] = {}
    if data_docs_dir is not None:
        backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(data_docs_dir.absolute())}
        sites["yusuan"] = {**SITE, "store_backend": backend}
    config = DataContextConfig(
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        data_docs_sites=sites,
    )
    return gx.get_context(mode="ephemeral", project_config=config)


@contextmanager
def session(warehouse_path: Path, data_docs_dir: Path | None = None) -> Iterator[Session]:
    """Open the file read-only for the time of one judgement.

    Raises:
        FileNotFoundError: there is no such file (DuckDB would create one).
    """
    if not warehouse_path.is_file():
        raise FileNotFoundError(f"no warehouse at {warehouse_path}")
    dialect.register()
    url = URL.create("duckdb", database=str(warehouse_path.absolute())).render_as_string()
    context = _context(data_docs_dir)
    add_sql: Any = context.data_sources.add_sql  # its signature does not name `kwargs`, its field for the engine
    datasource = add_sql("warehouse", connection_string=url, kwargs=dialect.read_only(), create_temp_table=False)
    engine = datasource.get_execution_engine().engine
    try:
        yield Session(context, datasource, engine)
    finally:
        datasource.get_execution_engine().close()
        datasource.get_engine().dispose()


def document_ids(opened: Session) -> tuple[str, ...]:
    """Every document that was registered or read, in order."""
    with opened.engine.connect() as connection:
        return tuple(row[0] for row in connection.execute(text(DOCUMENTS)))


def _asset(opened: Session, table: str) -> Any:
    """The table as Great Expectations sees it, made once for all suites that read it.

    A query, because the schema of a table asset is deprecated and one file has several; a missing table is then an
    error of each expectation, like any other failing query.
    """
    for asset in opened.datasource.assets:
        if asset.name == table:
            return asset
    return opened.datasource.add_query_asset(table, query=f"select * from {table}")


def _results(
    opened: Session, suite_name: str, table: str, suite: gx.ExpectationSuite
) -> ExpectationSuiteValidationResult:
    """Run one suite on one table; every failing row comes back."""
    batch = _asset(opened, table).add_batch_definition_whole_table(suite_name)
    definition = gx.ValidationDefinition(name=suite_name, data=batch, suite=opened.context.suites.add(suite))
    run = RunIdentifier(run_name="judgement")
    return opened.context.validation_definitions.add(definition).run(result_format="COMPLETE", run_id=run)


def _query_error(result: ExpectationValidationResult) -> str | None:
    """The message of an expectation that raised; None when it was evaluated.

    Great Expectations says ``success: False`` for both, and keeps either one exception or one per metric.
    """
    info: dict[str, Any] = result.exception_info or {}
    raised = [info] if "raised_exception" in info else list(info.values())
    messages = [one["exception_message"] for one in raised if one["raised_exception"]]
    return str(messages[0]).strip().split("\n")[0] if messages else None


def _rows(opened: Session, table: str, query: str, result: ExpectationValidationResult) -> tuple[dict[str, Any], ...]:
    """All failing rows.

    Great Expectations returns 200 at most; where there are more, the same query is read again, whole.
    """
    rows = result.result.get("details", {}).get("unexpected_rows", [])
    if result.result.get("observed_value", 0) <= len(rows):
        return tuple(rows)
    with opened.engine.connect() as connection:
        return tuple(row._asdict() for row in connection.execute(text(query.format(batch=table))))


def _result(
    opened: Session, suite_name: str, table: str, rule: Any, said: ExpectationValidationResult
) -> ExpectationResult:
    """What was said of one expectation, in the project's words."""
    error = _query_error(said)
    rows = () if error else _rows(opened, table, rule.unexpected_rows_query, said)
    return ExpectationResult(
        suite=suite_name,
        expectation_id=rule.meta["id"],
        table=table,
        severity="warning" if rule.severity == "warning" else "critical",
        success=bool(said.success) and error is None,
        description=rule.description,
        message=reasons.message(rule.description, rows, error),
        rows=rows,
        error=error,
    )


def run_suite(opened: Session, suite_name: str) -> list[ExpectationResult]:
    """Run the suite ``expectations/<suite_name>.py``; its results come in the order of the file.

    Great Expectations returns them in another order; ``meta.id`` says which is which.
    """
    module = importlib.import_module(f"expectations.{suite_name}")
    suite: gx.ExpectationSuite = module.suite()
    rules: list[Any] = list(suite.expectations)
    results: list[Any] = list(_results(opened, suite_name, module.TABLE, suite).results)
    said = {one.expectation_config.meta["id"]: one for one in results}
    return [_result(opened, suite_name, module.TABLE, rule, said[rule.meta["id"]]) for rule in rules]
