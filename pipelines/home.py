"""Where everything is written; at the bottom of the import order, so that a process told of a home imports nothing for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Home:
    """The paths below one ``YUSUAN_HOME``. Nothing is created by asking for a path; :meth:`prepare` does that."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where people drop PDFs."""
        return self.root / "inbox"

    @property
    def originals(self) -> Path:
        """The registered bytes and what was stated about them."""
        return self.root / "originals"

    @property
    def decisions(self) -> Path:
        """What persons decided about documents: approvals and withdrawals."""
        return self.root / "decisions"

    @property
    def landing(self) -> Path:
        """One directory of Parquet for each document that was read."""
        return self.root / "landing"

    @property
    def warehouse(self) -> Path:
        """The working database; it has one writer."""
        return self.root / "warehouse" / "yusuan.duckdb"

    @property
    def judgement(self) -> Path:
        """Great Expectations' last results and their pages."""
        return self.root / "warehouse" / "judgement"

    @property
    def dbt_target(self) -> Path:
        """What dbt compiles, outside the checkout so that two homes never touch."""
        return self.root / "warehouse" / "dbt"

    @property
    def releases(self) -> Path:
        """Whole releases, newest name last."""
        return self.root / "releases"

    @property
    def published(self) -> Path:
        """The link readers open; it points to one release."""
        return self.root / "published"

    @property
    def dagster(self) -> Path:
        """Dagster's instance."""
        return self.root / "dagster"

    @property
    def pictures(self) -> Path:
        """Page pictures for the UI."""
        return self.root / "pictures"

    @property
    def alerts(self) -> Path:
        """What was told to whom, and when: one file for each cause."""
        return self.root / "alerts"

    @property
    def fetched(self) -> Path:
        """What is known of each URL that disclosures are fetched from."""
        return self.root / "fetched"

    @property
    def logs(self) -> Path:
        """What Dagster and dbt say while the terminal shows progress."""
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        """Held by the one command that is running."""
        return self.root / ".lock"

    def prepare(self) -> Home:
        """Create the directories that have to be there before anything runs; existing ones stay as they are."""
        folders = (
            self.inbox,
            self.originals,
            self.decisions,
            self.landing,
            self.warehouse.parent,
            self.releases,
            self.logs,
            self.dagster,
        )
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        return self
