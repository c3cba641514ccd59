"""Trying identities before they are switched on: the back-test of this checkout's, and proposals for new ones."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipelines import mining, warehouse
from pipelines.cli import documents, screen
from pipelines.cli.quiet import quiet
from pipelines.home import Home

SHOWN = 40


def say_backtest(home: Home) -> None:
    """Print what this checkout's identities would newly refuse and what they would let through."""
    from pipelines.defs.backtest import backtest

    with quiet(home.logs / "backtest.log"):
        found = backtest(home)
    names = {one.document_id: one.file_name for one in documents.known(home)}
    screen.say(f"{found.evaluated:,} comparisons in {found.documents} landed documents; the warehouse is as it was")
    for title, rows in (("New failures", found.new_failures), ("Cures", found.cures)):
        by_identity = Counter((row["identity"], row["severity"]) for row in rows)
        screen.heading(f"{title}: {len(rows)}")
        for (identity, severity), count in by_identity.most_common():
            screen.say(f"{identity} ({severity}): {count}")
        for row in rows[:SHOWN]:
            _say(row, names)


def _say(row: dict[str, Any], names: dict[str, str]) -> None:
    screen.say(f"  {names.get(row['document_id'], row['document_id'][:12])}: {row['identity']} [{row['subject']}]")
    screen.say(f"    left {row['lhs']:,f}  right {row['rhs']:,f}  difference {row['difference']:,f} yuan")


def say_proposals(home: Home, least: int) -> None:
    """Print equalities that hold in at least ``least`` landed documents, fail in none, and are no identity yet."""
    if not home.warehouse.is_file():
        raise FileNotFoundError(f"nothing is in {home.warehouse} yet: `yusuan run` comes first")
    figures, known = warehouse.mined_rows(home.warehouse)
    printed = [
        mining.Printed(r["document_id"], r["figure_id"], r["key"], r["amount_yuan"], r["step_yuan"]) for r in figures
    ]
    found = mining.propose(printed, known, least)
    screen.heading(f"Equalities that are not yet identities: {len(found)}")
    for proposal in found[:SHOWN]:
        screen.say(f"{proposal.documents} documents: {proposal.whole} = {' + '.join(proposal.parts)}")
