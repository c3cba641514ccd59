"""What persons decided about documents: that a change may be published, that a disclosure is withdrawn, that it stands again.

Each decision is a file of its own in ``YUSUAN_HOME/decisions``, written once and never changed: the log is the folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pipelines.home import Home

Kind = Literal["approved", "withdrawn", "restored"]


class IncompleteDecision(ValueError):
    """A decision without the person who took it, or without a reason, is none."""


class NothingToDecide(ValueError):
    """The decision would change nothing: withdrawn already, not withdrawn, or not waiting."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; ``decided_at`` is UTC."""

    document_id: str
    decision: Kind
    by: str
    reason: str
    decided_at: datetime


def record(document_id: str, decision: Kind, by: str, reason: str, home: Home) -> Decision:
    """Keep a decision; it is there whole or not at all, and takes effect with the next run.

    Raises:
        IncompleteDecision: ``by`` or ``reason`` is blank.
        NothingToDecide: it is withdrawn already, or stands already.
    """
    if decision != "approved" and is_withdrawn(document_id, home) == (decision == "withdrawn"):
        raise NothingToDecide(
            f"{document_id[:12]} is {'withdrawn already' if decision == 'withdrawn' else 'not withdrawn'}"
        )
    if not by.strip() or not reason.strip():
        raise IncompleteDecision("say who decides (--by) and why (--reason)")
    taken = Decision(document_id, decision, by.strip(), reason.strip(), datetime.now(UTC))
    home.decisions.mkdir(parents=True, exist_ok=True)
    target = home.decisions / f"{taken.decided_at:%Y%m%dT%H%M%S.%fZ}-{document_id[:12]}.json"
    aside = target.with_suffix(".part")
    entry = asdict(taken) | {"decided_at": taken.decided_at.isoformat()}
    aside.write_text(json.dumps(entry, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    aside.replace(target)
    return taken


def decisions(home: Home) -> list[Decision]:
    """Every decision, oldest first."""
    return [_read(file) for file in sorted(home.decisions.glob("*.json"))]


def is_withdrawn(document_id: str, home: Home) -> bool:
    """Whether the last word on a document is that it is withdrawn."""
    said = [one.decision for one in decisions(home) if one.document_id == document_id and one.decision != "approved"]
    return said[-1:] == ["withdrawn"]


def rows(taken: Iterable[Decision]) -> list[tuple[Any, ...]]:
    """The rows of ``control.decision``."""
    return [
        (d.document_id, d.decision, d.by, d.reason, d.decided_at.astimezone(UTC).replace(tzinfo=None)) for d in taken
    ]


def _read(file: Path) -> Decision:
    entry: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    decided_at = datetime.fromisoformat(entry["decided_at"])
    return Decision(entry["document_id"], entry["decision"], entry["by"], entry["reason"], decided_at)
