"""The cells and claims of a bundle against what its PDF gives when it is read again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipelines.evidence.checking.check import Check, check
from pipelines.evidence.contents import Cell, Claim, Contents
from pipelines.extraction.records import Reading

BOX_PT = {"text": 0.01, "ocr": 2.0}
"""How far a box may lie from where it is read again: what is recognised in a picture depends a little on the machine."""

UNREAD = frozenset({"confirmed_by"})
"""Columns of a cell that do not come from the PDF."""

OF_DOCUMENT = ("body", "fiscal_year", "kind", "scope", "page_count")


def check_cells(said: Contents, reading: Reading) -> Check:
    """Every cell as the PDF gives it again, and of the tables shown no cell left out."""
    again = {figure.figure_id: figure for figure in reading.figures}
    wrong = [*_differing(said.figures.cells, again), *_left_out(said, reading), *_misnamed(said)]
    pages = sorted({cell.page for cell in said.subjects})
    listed = ", ".join(map(str, pages))
    printed = ", ".join(repr(cell.printed) for cell in said.subjects)
    right = f"{len(said.figures.cells):,} read again from the PDF are the same; {printed} on page {listed}"
    return check("cells", wrong, right)


def check_claims(said: Contents, reading: Reading) -> Check:
    """Every sentence as the PDF gives it again."""
    again = {claim.claim_id: claim for claim in reading.claims}
    wrong = list(_differing(said.figures.claims, again))
    return check("prose", wrong, f"{len(said.figures.claims)} sentences read again are the same")


def check_document(said: Contents, reading: Reading) -> Check:
    """Whose document it is, as its pages say."""
    wrong = [
        f"{name} is {getattr(reading.document, name)!r} in the PDF, {getattr(said.document, name)!r} in the bundle"
        for name in OF_DOCUMENT
        if getattr(reading.document, name) != getattr(said.document, name)
    ]
    return check("document", wrong, f"{said.document.body}, {said.document.fiscal_year}, {said.document.kind}")


def _differing(stated: Iterable[Cell | Claim], again: Mapping[str, Any]) -> Iterator[str]:
    for one in stated:
        key = one.figure_id if isinstance(one, Cell) else one.claim_id
        if key not in again:
            yield f"{key} is not read from the PDF"
            continue
        for name in type(one).model_fields.keys() - UNREAD:
            seen, told = getattr(again[key], name), getattr(one, name)
            if not _is_same(name, seen, told, again[key]):
                yield f"{key}: {name} is {_plain(seen)} in the PDF, {_plain(told)} in the bundle"


def _is_same(name: str, seen: Any, told: Any, read: Any) -> bool:
    if name in ("x0", "top", "x1", "bottom"):
        return math.isfinite(told) and abs(seen - told) <= BOX_PT.get(getattr(read, "method", "text"), 0.0)
    return seen == told


def _left_out(said: Contents, reading: Reading) -> Iterator[str]:
    tables = {cell.table_no for cell in said.subjects}
    told = {cell.figure_id for cell in said.figures.cells}
    for figure in reading.figures:
        is_number = figure.amount_yuan is not None or figure.number is not None
        if figure.table_no in tables and is_number and figure.figure_id not in told:
            yield f"{figure.figure_id} is printed and left out"


def _misnamed(said: Contents) -> Iterator[str]:
    """What the bundle is about must be among its cells, each once."""
    told = [cell.figure_id for cell in said.figures.cells]
    if len(told) != len(set(told)):
        yield "a cell is told twice"
    if not said.figures.figure_ids:
        yield "it is about no figure"
    for figure_id in said.figures.figure_ids:
        if figure_id not in told:
            yield f"{figure_id} is not among its cells"
    if said.figures.about == "figure" and said.figures.figure_ids != [said.figures.key]:
        yield f"it is about {said.figures.key} and shows another figure"


def _plain(value: Any) -> str:
    return repr(value) if isinstance(value, str) or value is None else f"{value}"
