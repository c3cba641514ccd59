"""Why a document is held back: the identities that fail with both sides, and what the reader did not understand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines import publication, registry, warehouse
from pipelines.cli import screen, waiving
from pipelines.cli.hypotheses import say_hypotheses
from pipelines.home import Home
from pipelines.registry import Registration

DOCUMENT = "select * from audit.document where document_id = ?"
IDENTITIES = "select * from audit.identity where document_id = ? and status = ? order by severity, identity"
FIGURES = "select figure_id, page, row_code, row_name, column_name, printed from audit.figure where figure_id in (select unnest(?))"
PROBLEMS = "select * from audit.problem where document_id = ? order by severity, page, table_no"
NAMED_FIGURES = 12


def explain(name: str, home: Home) -> None:
    """Print everything that speaks against a document, or that nothing does.

    Raises:
        NoSuchDocument: no registered document is called so.
    """
    document = registry.look_up(name, home)
    release = publication.published(home)
    rows = warehouse.query(release.database, DOCUMENT, [document.document_id]) if release else []
    screen.heading(f"{document.file_name}  {document.document_id[:12]}")
    if not release or not rows:
        screen.say("registered, and not yet in a release: `yusuan run` processes it")
        return
    _say_document(rows[0])
    _say_identities(document, release.database)
    say_hypotheses(document.document_id, release.database)
    waiving.say_entries(document.document_id, release.database)
    waiving.say_idle(home, document.document_id)
    _say_problems(document, release.database)


def _say_document(row: dict[str, Any]) -> None:
    said = [row[column] or f"{column} not known" for column in ("body", "region", "fiscal_year", "kind", "scope")]
    screen.say(", ".join(map(str, said)))
    screen.say(f"status: {row['status']}")
    for line in (row["status_reason"] or "").splitlines():
        screen.say(f"  {line}")


def _say_identities(document: Registration, database: Path) -> None:
    for status, title in (("fails", "Identities that fail"), ("waived", "Identities that are waived")):
        found = warehouse.query(database, IDENTITIES, [document.document_id, status])
        if found:
            screen.heading(f"{title}: {len(found)}")
        for identity in found:
            _say_identity(identity, database)
    missing = warehouse.query(database, IDENTITIES, [document.document_id, "not_evaluable"])
    if missing:
        screen.heading(f"Identities that could not be evaluated: {len(missing)}")
        for identity in missing:
            screen.say(f"{identity['identity']}: {identity['explanation'] or 'a side is missing'}")


def _say_identity(identity: dict[str, Any], database: Path) -> None:
    screen.say(f"{identity['identity']} ({identity['severity']})")
    for side in ("lhs", "rhs", "difference", "tolerance"):
        screen.say(f"  {side:<11}{_amount(identity[side]):>24} yuan")
    if identity["explanation"]:
        screen.say(f"  {identity['explanation']}")
    if identity["terms"]:
        screen.say(f"  terms: {identity['terms']}")
    for figure in _figures(identity["figure_ids"], database):
        place = " ".join(str(figure[name]) for name in ("row_code", "row_name") if figure[name])
        screen.say(
            f"  page {figure['page']:<4}{place}, {figure['column_name']}: {figure['printed']}  {figure['figure_id']}"
        )


def _figures(figure_ids: Any, database: Path) -> Sequence[dict[str, Any]]:
    given = figure_ids.split(",") if isinstance(figure_ids, str) else list(figure_ids or [])
    return warehouse.query(database, FIGURES, [given[:NAMED_FIGURES]])


def _say_problems(document: Registration, database: Path) -> None:
    problems = warehouse.query(database, PROBLEMS, [document.document_id])
    if problems:
        screen.heading(f"Not understood: {len(problems)}")
    for problem in problems:
        place = f"page {problem['page']}: " if problem["page"] else ""
        printed = f" {problem['printed']!r}" if problem["printed"] else ""
        screen.say(f"{place}{problem['problem']} ({problem['severity']}){printed} {problem['explanation']}")


def _amount(value: Decimal | None) -> str:
    return "nothing" if value is None else f"{value:,f}"
