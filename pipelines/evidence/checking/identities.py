"""Every identity of a bundle computed again from its terms: both sides, difference, tolerance, status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipelines.evidence.checking.check import Check, check, unchecked
from pipelines.evidence.contents import Compared, Contents, Rule, Term, Waiver
from pipelines.extraction.records import Reading
from pipelines.vocabulary.identities import load_identities

HALF = Decimal("0.5")
DOWN_A_COLUMN = ("tree", "classes")
ZERO = Decimal(0)
OWN = 12
"""So many digits of its document's number stand in front of a figure_id."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the PDF gives for a term: its print, its amount, and the precision it enters with."""

    printed: str
    money_unit: str | None
    amount_yuan: Decimal | None
    step_yuan: Decimal | None


def known_terms(reading: Reading) -> dict[str, Known]:
    """The figures of a reading, each with the precision of its table's finest figure, and its claims."""
    finest: dict[tuple[int, str | None], Decimal] = {}
    for figure in reading.figures:
        if figure.step_yuan is not None:
            table = figure.table_no, figure.money_unit
            finest[table] = min(figure.step_yuan, finest.get(table, figure.step_yuan))
    cells = {
        f.figure_id: Known(f.printed, f.money_unit, f.amount_yuan, finest.get((f.table_no, f.money_unit)))
        for f in reading.figures
    }
    claims = {c.claim_id: Known(c.printed, c.money_unit, c.amount_yuan, c.step_yuan) for c in reading.claims}
    return cells | claims


def check_identities(said: Contents, reading: Reading) -> Check:
    """Each identity by its terms and the rule it names."""
    terms, document = known_terms(reading), said.document.document_id
    every = said.identities.identities
    wrong = [f"{_name(one)}: {line}" for one in every for line in _wrong(one, said, terms, document)]
    keys = [one.identity_id for one in every]
    if len(keys) != len(set(keys)):
        wrong.append("an identity is told twice")
    counts = {status: sum(one.status == status for one in every) for status in ("holds", "fails", "waived")}
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count) or "none evaluable"
    return check("identities", wrong, f"{len(every)} computed again: {told}")


def check_elsewhere(said: Contents) -> Check | None:
    """Terms whose PDFs are not in the bundle are taken as their cells tell them; None where there are none."""
    terms = (term for one in said.identities.identities for term in (*one.left, *one.right))
    away = [term for term in terms if term.document_id != said.document.document_id]
    told = {(c.figure_id, c.document_id, c.printed, c.money_unit, c.amount_yuan) for c in said.figures.elsewhere}
    wrong = [
        f"{term.figure_id} is no cell of {term.document_id[:12]}"
        for term in away
        if (term.figure_id, term.document_id, term.printed, term.money_unit, term.amount_yuan) not in told
    ]
    if wrong or not away:
        return check("other PDFs", wrong, "") if wrong else None
    documents = {term.document_id for term in away}
    return unchecked("other PDFs", f"{len(away)} terms are printed in {len(documents)} documents that are not here")


def check_confirmation(said: Contents) -> Check:
    """How many independent identities confirm each figure: as many sets of at least two figures as hold with it."""
    wrong = []
    for cell in said.subjects:
        holding = [one for one in said.identities.identities if one.status == "holds"]
        sets = {frozenset(term.figure_id for term in (*one.left, *one.right)) for one in holding}
        found = sum(cell.figure_id in terms and len(terms) > 1 for terms in sets)
        if found != cell.confirmed_by:
            wrong.append(f"{cell.figure_id}: {found} confirm it, confirmed_by is {cell.confirmed_by}")
    shown = ", ".join(str(cell.confirmed_by) for cell in said.subjects)
    return check("confirmed by", wrong, f"{shown} independent identities hold")


def check_choice() -> Check:
    """Nothing in the PDF says which sums there are, or what each of them compares: only the release does."""
    return unchecked(
        "which sums", "which there are and what each compares is told by the release; --digest holds it fast"
    )


def check_waivers(said: Contents) -> Check | None:
    """Each waiver in force: its identity fails by the difference that was looked at; None where nothing is waived."""
    on = said.document.released_at.date()
    waived = [one for one in said.identities.identities if one.status == "waived"]
    named = {(one.document_id, one.rule.identity) for one in said.identities.identities}
    concerned = [w for w in said.remarks.waivers if (w.document_id, w.identity) in named]
    wrong = [
        f"waiver {waiver.waiver_no} is of {waiver.document_id[:12]}, whose identities are not here"
        for waiver in said.remarks.waivers
        if waiver not in concerned
    ]
    for one in waived:
        if one.difference is None or not any(waives(waiver, one, one.difference, on) for waiver in concerned):
            wrong.append(f"{_name(one)} is waived by no waiver of its document and difference")
    if not (waived or wrong):
        return None
    if wrong:
        return check("waivers", wrong, "")
    return unchecked(
        "waivers", f"{len(waived)} match document, identity and difference; that a person gave them is only told"
    )


def _name(one: Compared) -> str:
    return f"{one.rule.identity} [{one.subject}]"


def _wrong(one: Compared, said: Contents, terms: dict[str, Known], document: str) -> Iterator[str]:
    yield from _other_rule(one.rule)
    named = [term.figure_id for term in (*one.left, *one.right)]
    if len(named) != len(set(named)):
        yield "a figure is in it twice"
    for term in (*one.left, *one.right):
        if term.document_id != document and term.figure_id.startswith(document[:OWN]):
            yield f"{term.figure_id} is a figure of this PDF, told to be in another one"
        if not term.figure_id.startswith(term.document_id[:OWN]):
            yield f"{term.figure_id} is no figure of {term.document_id[:12]}"
        if term.document_id == document and not _is_known(term, terms.get(term.figure_id)):
            yield f"{term.figure_id} does not print {term.printed!r} for {term.amount_yuan} yuan to {term.step_yuan}"
    if not {term.figure_id for term in (*one.left, *one.right)} & set(said.figures.figure_ids):
        yield "no figure of the bundle is in it"
    sides = _sides(one)
    for name, computed in zip(("lhs", "rhs", "difference", "tolerance"), sides, strict=True):
        if computed != getattr(one, name):
            yield f"{name} is {computed}, not {getattr(one, name)}"
    status = _status(one, sides, said)
    if one.status != status and not (one.status == "not_evaluable" and _may_be_void(one, status)):
        yield f"computed again it is {status!r}, told as {one.status!r}"


def _other_rule(rule: Rule) -> Iterator[str]:
    here = load_identities().identities.get(rule.identity)
    if here is None or any(
        getattr(here, name) != getattr(rule, name) for name in ("chinese", "severity", "shape", "blank")
    ):
        yield "the rule is another one here; the versions named in the bundle may know it"


def _is_known(term: Term, known: Known | None) -> bool:
    return known is not None and all(
        getattr(term, name) == getattr(known, name) for name in ("printed", "money_unit", "amount_yuan", "step_yuan")
    )


Sides = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]


def _sides(one: Compared) -> Sides:
    """Left, right, difference and tolerance (docs/decisions/tolerance.md)."""
    left, right = _sum(one.left), _sum(one.right)
    if (
        right is None
        and left
        and one.rhs is not None
        and one.rule.blank == "nothing"
        and one.rule.shape in DOWN_A_COLUMN
    ):
        right = ZERO
    if left is None or right is None:
        return left, right, None, None
    return left, right, left - right, _tolerance(one.left, one.right)


def _sum(terms: Sequence[Term]) -> Decimal | None:
    return sum((term.amount_yuan for term in terms), ZERO) if terms else None


def _tolerance(left: Sequence[Term], right: Sequence[Term]) -> Decimal:
    steps = [term.step_yuan for term in (*left, *right)]
    if len(left) == len(right) == 1:
        return ZERO if steps[0] == steps[1] else max(steps) * HALF
    return sum(steps, ZERO) * HALF


def _may_be_void(one: Compared, status: str) -> bool:
    """Whether what is not printed may make an identity void: a condition on a difference, or a blank that counts as missing."""
    return status == "fails" or (status == "holds" and one.rule.blank == "missing")


def _status(one: Compared, sides: Sides, said: Contents) -> str:
    difference, tolerance = sides[2:]
    if difference is None or tolerance is None:
        return "not_evaluable"
    if abs(difference) <= tolerance:
        return "holds"
    on = said.document.released_at.date()
    return "waived" if any(waives(waiver, one, difference, on) for waiver in said.remarks.waivers) else "fails"


def waives(waiver: Waiver, one: Compared, difference: Decimal, on: date) -> bool:
    """Whether a waiver is in force on a day, for this document, this identity and exactly this difference."""
    return (
        waiver.status == "in_force"
        and waiver.document_id == one.document_id
        and waiver.identity == one.rule.identity
        and waiver.difference_yuan == difference
        and waiver.subject in (None, one.subject)
        and (waiver.expires is None or waiver.expires >= on)
    )
