"""Which new versions wait for a person's yes, because they change much of what readers see.

A version is compared with the one readers would see without it. It waits when a table is missing, when the total or a class (类)
changed by more than a share, or when a class came or went. What was published once, or approved, does not wait.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipelines import decisions, registry, warehouse
from pipelines.decisions import Decision, NothingToDecide
from pipelines.home import Home

STEPS = "select version_key, document_id from intermediate.int_version where version_key is not null order by version_key, version"
CHANGES = """
    select previous_document_id, document_id, measure, member, before_yuan, after_yuan
    from intermediate.int_version_comparison
    order by previous_document_id, document_id, case measure when 'table' then 1 when 'total' then 2 else 3 end, member
"""
FREED = """
    select document_id from control.publication
    union
    select document_id from control.decision where decision = 'approved'
"""
WITHDRAWN = """
    select document_id from control.decision where decision in ('withdrawn', 'restored')
    group by document_id having arg_max(decision, decided_at) = 'withdrawn'
"""
WAITING = "waits for approval"
"""What the reason of a version that waits begins with."""

WAITS = (
    "select document_id from audit.document where document_id = ? and status = 'quarantined' and status_reason like ?"
)
NAMED = 5
"""Changes a reason names; it counts the others."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two versions: the ``total``, a ``class``, or a ``table`` that is gone."""

    measure: str
    member: str
    before_yuan: Decimal | None
    after_yuan: Decimal | None

    def exceeds(self, share: Decimal) -> bool:
        """Whether it is more than this share of what was there before; what came or went always is."""
        if self.before_yuan is None or self.after_yuan is None:
            return True
        return abs(self.after_yuan - self.before_yuan) > share * abs(self.before_yuan)

    def __str__(self) -> str:
        """In words, with both amounts in 元."""
        if self.measure == "table":
            return f"{self.member} is no longer printed"
        name = "the total" if self.measure == "total" else f"class {self.member}"
        return f"{name} {_said(self.before_yuan)} -> {_said(self.after_yuan)} 元"


Changes = Mapping[tuple[str, str], list[Change]]
"""What differs, by (earlier document, later document)."""


def approve(name: str, by: str, reason: str, home: Home) -> Decision:
    """Keep a person's yes to a version that waits; the next run publishes it.

    Raises:
        NoSuchDocument: no registered document is called so.
        NothingToDecide: the document does not wait for approval in the release that readers see.
        IncompleteDecision: ``by`` or ``reason`` is blank.
    """
    document = registry.look_up(name, home)
    database = home.published / home.warehouse.name
    if not (database.is_file() and warehouse.query(database, WAITS, [document.document_id, f"{WAITING}%"])):
        raise NothingToDecide(f"{document.file_name} does not wait for approval; `yusuan status` says how it stands")
    return decisions.record(document.document_id, "approved", by, reason, home)


def waiting(database: Path, passed: Collection[str], share: Decimal) -> dict[str, str]:
    """The passing documents that must wait, each with its reason.

    Args:
        database: the working warehouse after the first dbt step.
        passed: the documents that break no rule.
        share: how much of the total or of a class may change without a yes.
    """
    freed, withdrawn = (
        {row["document_id"] for row in warehouse.query(database, query)} for query in (FREED, WITHDRAWN)
    )
    changes: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for row in warehouse.query(database, CHANGES):
        pair = (row["previous_document_id"], row["document_id"])
        changes[pair].append(Change(row["measure"], row["member"], row["before_yuan"], row["after_yuan"]))
    lines: dict[str, list[str]] = defaultdict(list)
    for row in warehouse.query(database, STEPS):
        if row["document_id"] in passed and row["document_id"] not in withdrawn:
            lines[row["version_key"]].append(row["document_id"])
    return {held: said for line in lines.values() for held, said in held_in(line, changes, freed, share)}


def held_in(line: Iterable[str], changes: Changes, freed: Collection[str], share: Decimal) -> Iterable[tuple[str, str]]:
    """The versions of one disclosure that wait, given in their order; each is measured against the last that does not."""
    current: str | None = None
    for document in line:
        large = [one for one in changes.get((current or "", document), []) if one.exceeds(share)]
        if current is None or document in freed or not large:
            current = document
        else:
            yield document, _reason(document, current, large)


def _reason(document: str, current: str, large: list[Change]) -> str:
    others = f"; and {len(large) - NAMED} more" if len(large) > NAMED else ""
    return (
        f"{WAITING}: against the version that readers see ({current[:12]}) {'; '.join(map(str, large[:NAMED]))}{others}\n"
        f"yusuan diff {document[:12]} shows it, yusuan approve {document[:12]} --by NAME --reason WHY publishes it"
    )


def _said(amount: Decimal | None) -> str:
    return "nothing" if amount is None else f"{amount:,.2f}"
