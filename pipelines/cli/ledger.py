"""What is expected of whom, in one line: from the ledger of expected disclosures in the published file."""

from __future__ import annotations

from pipelines import publication, warehouse
from pipelines.cli import screen
from pipelines.home import Home

HAS_LEDGER = (
    "select 1 from information_schema.tables where table_schema = 'audit' and table_name = 'expected_disclosure'"
)
COUNTS = "select status, count(*) as disclosures from audit.expected_disclosure group by status"
ORDER = {
    "published": "published",
    "held_back": "held back",
    "missing": "missing",
    "overdue": "overdue",
    "twice": "twice",
}


def show_counts(home: Home) -> None:
    """How many disclosures are expected, and what became of them; nothing where nothing is published."""
    release = publication.published(home)
    if release is None or not warehouse.query(release.database, HAS_LEDGER):
        return
    counts = {row["status"]: row["disclosures"] for row in warehouse.query(release.database, COUNTS)}
    said = ", ".join(f"{counts[status]:,} {name}" for status, name in ORDER.items() if counts.get(status))
    screen.say(f"Expected disclosures: {said or 'none'}. Each: audit.expected_disclosure")
