"""The hypotheses in rows and words, as they are stored and shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipelines.localisation.candidates import Candidate, Change
from pipelines.localisation.faults import Fault, Repair
from pipelines.localisation.network import Cell, Network

WORDS = {
    "withheld": "detail is withheld: the rows stop short of their printed totals by the same gap in several tables",
    "missed_row": "a row is missing below the total",
    "repeated_row": "a row counts twice",
    "sign": "the sign is wrong",
    "factor": "the amount is in another unit",
    "transposed_digits": "two digits changed places",
    "shifted_column": "the amount stands in the neighbouring column",
    "shifted_row": "the amount stands in the neighbouring row",
    "parent_in_child": "the amount is that of the row above it in the hierarchy",
    "lost_digit": "a digit is lost",
    "extra_digit": "a digit is too many",
    "changed_digit": "a digit is another",
    "lost_digits": "the beginning or the end of the number is lost",
    "other_amount": "another amount would fit",
}
"""Every hypothesis in words."""

CAUSES = {"misread": "we misread", "printed_so": "printed so"}


@dataclass(frozen=True, slots=True)
class RepairRow:
    """One hypothesis of a document, as ``control.repair`` keeps it; amounts in 元 are those of the first cell."""

    document_id: str
    fault: int
    rank: int
    hypothesis: str
    identity_ids: str
    identities: str
    figure_ids: str
    printed: str
    amount_yuan: Decimal | None
    fitting_amount_yuan: Decimal | None
    fitting: str
    explains: int
    breaks: int
    second_reading: str | None
    cause: str | None
    explanation: str


def report(document_id: str, network: Network, faults: Iterable[Fault]) -> Iterator[RepairRow]:
    """The rows of one document, fault by fault, likeliest hypothesis first."""
    for fault in faults:
        for repair in fault.repairs:
            yield _row(document_id, network, fault, repair)


def _row(document_id: str, network: Network, fault: Fault, repair: Repair) -> RepairRow:
    candidate = repair.candidate
    explained = sorted(candidate.explains)
    first = candidate.changes[0]
    cells = [network.cells[change.cell_id] for change in candidate.changes]
    return RepairRow(
        document_id=document_id,
        fault=fault.number,
        rank=repair.rank,
        hypothesis=candidate.hypothesis,
        identity_ids=",".join(explained),
        identities=",".join(sorted({network.equations[key].identity for key in explained})),
        figure_ids=",".join(cell.cell_id for cell in cells),
        printed="; ".join(cell.printed or "(blank)" for cell in cells),
        amount_yuan=cells[0].amount,
        fitting_amount_yuan=first.fitting,
        fitting="; ".join(_fitting(network.cells[change.cell_id], change) for change in candidate.changes),
        explains=len(candidate.explains),
        breaks=len(candidate.breaks),
        second_reading=repair.seen,
        cause=repair.cause,
        explanation=_explained(network, fault, repair),
    )


def _fitting(cell: Cell, change: Change) -> str:
    """The value that would fit in the printed unit, with the places of its table."""
    if change.fitting is None:
        return "(blank)"
    number = change.fitting / cell.unit
    return f"{number:,.{cell.places}f}" if round(number, cell.places) == number else f"{number.normalize():,f}"


def _explained(network: Network, fault: Fault, repair: Repair) -> str:
    said = [WORDS[repair.candidate.hypothesis], _counted(fault, repair.candidate)]
    if repair.candidate.gap is not None:
        said.insert(1, f"gap {repair.candidate.gap:,f} 元")
    if repair.cause == "misread":
        said.append(f"the picture of the cell reads {repair.seen or 'blank'}: we misread")
    elif repair.cause == "printed_so":
        said.append("the picture of the cell reads as we read it: printed so")
    elif repair.is_read_again:
        said.append("the picture of the cell could not be told")
    return "; ".join(said)


def _counted(fault: Fault, candidate: Candidate) -> str:
    breaks = f", {len(candidate.breaks)} that hold would fail" if candidate.breaks else ""
    return (
        f"{len(candidate.explains & fault.equations)} of {len(fault.equations)} failing identities would hold{breaks}"
    )
