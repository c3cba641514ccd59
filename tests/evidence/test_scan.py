"""A figure that was recognised in a picture is proved by recognising it again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pypdfium2 as pdfium

from pipelines import pdf
from pipelines.evidence import archive, contents, pictures, words
from pipelines.evidence.checking.again import look_again
from pipelines.evidence.checking.cells import check_cells
from pipelines.evidence.checking.verification import judge
from pipelines.evidence.contents import Cell, Claim, Contents
from pipelines.evidence.gathering import kept, transformation
from pipelines.evidence.versions import versions_here
from pipelines.extraction.records import Reading
from tests.conftest import START

PAGE = 4
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def scan(file: Path) -> Path:
    """One page of the start document as a picture and nothing else."""
    document = pdfium.PdfDocument(START)
    document[PAGE - 1].render(scale=200 / 72).to_pil().convert("L").save(file, "PDF", resolution=200)
    document.close()
    return file


def told(reading: Reading) -> Contents:
    """A bundle's words on the largest amount of a reading that no identity was evaluated on."""
    cells = [kept(Cell, {**asdict(one), "confirmed_by": 0}) for one in reading.figures if one.amount_yuan is not None]
    subject = max(cells, key=lambda cell: cell.amount_yuan or 0)
    row = asdict(reading.document)
    nothing = dict.fromkeys(contents.Document.model_fields)
    return Contents(
        figures=contents.Figures(
            about="figure",
            key=subject.figure_id,
            figure_ids=[subject.figure_id],
            cells=cells,
            claims=[kept(Claim, asdict(one)) for one in reading.claims],
            elsewhere=[],
        ),
        transformations=contents.Transformations(figures=[transformation(subject)], fact=None),
        identities=contents.Identities(identities=[]),
        remarks=contents.Remarks(waivers=[], repairs=[]),
        document=contents.Document(
            **nothing
            | {name: row[name] for name in nothing if name in row}
            | {"status": "quarantined", "stated": {}, "release_id": "r", "released_at": NOW, "built_from": "b"}
        ),
        versions=versions_here(),
    )


def test_a_figure_of_a_scan_is_recognised_again(tmp_path: Path) -> None:
    file = scan(tmp_path / "scan.pdf")
    reading = pdf.read_document(file, file_name=file.name, source_url=None, stated={})
    said = told(reading)
    (cell,) = said.subjects
    assert (cell.method, cell.printed) == ("ocr", "80,000.00")
    row, table = cell.model_dump(), [one.model_dump() for one in said.figures.cells]
    members = archive.sealed({
        **contents.written(said),
        archive.SOURCE: file.read_bytes(),
        archive.README: words.readme(said).encode(),
        contents.crop_name(cell.figure_id): pictures.png(pictures.draw_crop(file, row)),
        contents.page_name(cell.figure_id): pictures.png(pictures.draw_page(file, row, table)),
    })  # fmt: skip
    assert said.document.document_id == sha256(members[archive.SOURCE]).hexdigest()
    again = look_again(file, said, members)
    checks = {one.name: one for one in judge(said, members, again)}
    assert {name: one.said for name, one in checks.items() if one.outcome != "holds"} == {}
    crop = pictures.draw_crop(file, row)
    assert "80,000.00" in pdf.read_picture(pictures.cell_in_crop(crop, row))
    changed = said.model_copy(update={"figures": said.figures.model_copy(update={"cells": [
        one.model_copy(update={"printed": "90,000.00"}) if one == cell else one for one in said.figures.cells
    ]})})  # fmt: skip
    assert check_cells(changed, again.reading).outcome == "fails"
