"""The localisation: for every document that does not add up, where it is wrong and whose mistake that is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

import dagster as dg

from pipelines import localisation, pdf, registry, warehouse
from pipelines.defs.line import Line
from pipelines.defs.previews import Metadata, markdown
from pipelines.defs.verdict import VERDICT
from pipelines.extraction.pages import Box
from pipelines.fingerprints import sources_fingerprint
from pipelines.localisation import Fault, Network, RepairRow

REPAIR = dg.AssetKey(["control", "repair"])
SOURCES = ("pipelines/localisation", "pipelines/pdf")
MOST_READ_AGAIN = 12
"""Cells of a document that are read a second time: those of its likeliest hypotheses."""


@dataclass(frozen=True, slots=True)
class Localised:
    """One document with its network and what could be wrong in it."""

    document_id: str
    network: Network
    faults: tuple[Fault, ...]
    places: tuple[pdf.Place, ...]


@dg.asset(
    key=REPAIR,
    deps=[VERDICT],
    group_name="verdict",
    kinds={"python", "duckdb"},
    pool="duckdb",
    description="Where documents that do not add up are wrong: ranked hypotheses, the value that would fit, whose mistake. Never applied.",
)
def repairs(line: dg.ResourceParam[Line]) -> dg.MaterializeResult:
    """Localise what fails and was not localised before, read the suspects a second time, keep the hypotheses."""
    database = line.home.warehouse
    with warehouse.held(database):
        failing = {basis_of(one): one for one in warehouse.failing_documents(database)}
        known = warehouse.known_repairs(database)
    new = {basis: localise(one) for basis, one in failing.items() if known.get(one.document_id) != basis}
    texts = read_again(list(new.values()), line)
    found = {basis: explain(one, texts.get(one.document_id, {})) for basis, one in new.items()}
    rows = {new[basis].document_id: [(*astuple(row), basis) for row in listed] for basis, listed in found.items()}
    still = [one.document_id for one in failing.values()]
    if rows or known.keys() - still:
        warehouse.write_repairs(database, rows, still)
    return dg.MaterializeResult(metadata=metadata(len(failing), [row for one in found.values() for row in one]))


def basis_of(document: warehouse.Evaluated) -> str:
    """What the hypotheses of a document depend on: its cells, its evaluated identities, and this code."""
    said = repr((document.equations, document.terms, document.cells, sources_fingerprint(SOURCES)))
    return hashlib.sha256(said.encode()).hexdigest()


def localise(document: warehouse.Evaluated) -> Localised:
    """Find the faults of one document, and where the suspects are printed."""
    network = localisation.network_of(document.equations, document.terms, document.cells)
    faults = localisation.localise(network)
    wanted = set(localisation.to_read_again(faults, MOST_READ_AGAIN))
    places = tuple(
        pdf.Place(cell["figure_id"], cell["page"], Box(cell["x0"], cell["top"], cell["x1"], cell["bottom"]))
        for cell in document.cells
        if cell["figure_id"] in wanted
    )
    return Localised(document.document_id, network, faults, places)


def read_again(documents: Sequence[Localised], line: Line) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What is drawn in the suspects' cells, by document; nothing where a file is not there or breaks its limits."""
    known = [(one, registry.find(one.document_id, line.home)) for one in documents if one.places]
    jobs = [(one, file.path) for one, file in known if file is not None]
    outcomes = pdf.read_each_again(
        [(path, one.places) for one, path in jobs],
        seconds=line.settings.seconds_per_document,
        memory_mb=line.settings.memory_mb_per_document,
        workers=line.settings.workers,
    )
    return {jobs[index][0].document_id: texts for index, texts in outcomes}


def explain(found: Localised, texts: Mapping[str, tuple[str, ...]]) -> list[RepairRow]:
    """The hypotheses of one document, ordered again by what its suspects read the second time."""
    readings = {one: localisation.second_of(found.network.cells[one], text) for one, text in texts.items()}
    weighed = [localisation.weigh(found.network, fault, readings) for fault in found.faults]
    return list(localisation.report(found.document_id, found.network, weighed))


def metadata(failing: int, rows: list[RepairRow]) -> Metadata:
    """How many documents fail, and the likeliest hypothesis for each fault that is new."""
    first = [
        {"document": row.document_id[:12], "hypothesis": row.hypothesis, "printed": row.printed, "fitting": row.fitting, "cause": row.cause}
        for row in rows
        if row.rank == 1
    ]  # fmt: skip
    return {
        "documents that do not add up": failing,
        "new faults": len(first),
        "hypotheses": dg.MetadataValue.md(markdown(first[:50])),
    }


@dg.definitions
def defs() -> dg.Definitions:
    """The hypotheses."""
    return dg.Definitions(assets=[repairs])
