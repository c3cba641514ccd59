"""Lists what is arithmetically wrong in the published corpus, as persons noted it, against what the identities and the localisation say.

``python -m bench.corpus_anomalies [WAREHOUSE]``: without a warehouse, the truth files of the corpus beside the checkout are evaluated; what is
wrong in the prose is in none of them.
Exit status 1 where an anomaly is not found, or a blocking identity fails in a document without one.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipelines import localisation, warehouse
from pipelines.localisation import RepairRow
from tests.localisation.anomalies import ANOMALIES, Anomaly
from tests.localisation.experiment import evaluate
from tests.truth_readings import all_truths, fill

NAMES = "select document_id, file_name from staging.stg_document"
KEPT = "select document_id, fault, rank, cause from control.repair where rank = 1"


def hypotheses(database: Path) -> dict[str, list[RepairRow]]:
    """The likeliest hypothesis for each fault, by document."""
    found = {}
    for one in warehouse.failing_documents(database):
        network = localisation.network_of(one.equations, one.terms, one.cells)
        rows = localisation.report(one.document_id, network, localisation.localise(network))
        found[one.document_id] = [row for row in rows if row.rank == 1]
    return found


def blocking_failures(database: Path) -> dict[str, set[str]]:
    """The blocking identities that fail, by document."""
    failing: dict[str, set[str]] = {}
    rows = (
        "select document_id, identity from intermediate.int_identity where status = 'fails' and severity = 'blocking'"
    )
    for row in warehouse.query(database, rows):
        failing.setdefault(row["document_id"], set()).add(row["identity"])
    return failing


def show(database: Path, console: Console) -> int:
    names = {row["document_id"]: row["file_name"].removesuffix(".pdf") for row in warehouse.query(database, NAMES)}
    causes = {(row["document_id"], row["fault"]): row["cause"] for row in warehouse.query(database, KEPT)}
    spoken = {row["document_id"] for row in warehouse.query(database, "select document_id from staging.stg_claim")}
    failing, found = blocking_failures(database), hypotheses(database)
    table = Table(title=f"arithmetic anomalies in {len(names)} documents", show_lines=True)
    for heading in ("document", "noted by a person", "found", "hypothesis: printed, would fit, cause"):
        table.add_column(heading, overflow="fold")
    missed, known = 0, set()
    ids = {name: document_id for document_id, name in names.items()}
    for anomaly in ANOMALIES:
        document_id = ids.get(anomaly.slug)
        if document_id is None or (anomaly.in_prose and document_id not in spoken):
            continue
        known.add(document_id)
        rows = [row for row in found.get(document_id, []) if anomaly.hypothesis == row.hypothesis]
        verdict = _verdict(anomaly, failing.get(document_id, set()), bool(rows))
        missed += verdict == "not found"
        table.add_row(anomaly.slug, anomaly.noted, verdict, "\n".join(_said(row, causes) for row in rows[:2]))
    alarms = {names[one]: identities for one, identities in failing.items() if one not in known}
    console.print(table)
    console.print(f"not found: {missed}; false alarms: {len(alarms)} {alarms or ''}")
    return 1 if missed or alarms else 0


def _verdict(anomaly: Anomaly, failing: set[str], located: bool) -> str:
    if anomaly.identity is None:
        return f"holds: {anomaly.why}" if not failing & anomaly.must_hold else "not found"
    return "found" if failing & {anomaly.identity, anomaly.as_read} and located else "not found"


def _said(row: RepairRow, causes: dict[tuple[str, int], str | None]) -> str:
    cause = causes.get((row.document_id, row.fault))
    return f"{row.hypothesis}: {row.printed}, {row.fitting}, {cause or 'no picture read'}"


def main(*arguments: str) -> int:
    console = Console(width=150)
    if arguments:
        return show(Path(arguments[0]), console)
    with tempfile.TemporaryDirectory() as scratch:
        database = fill(Path(scratch), all_truths())
        evaluate(database)
        return show(database, console)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
