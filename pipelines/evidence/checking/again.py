"""The PDF of a bundle read and drawn again, in a guarded process: it is a stranger's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, UnidentifiedImageError

from pipelines import pdf
from pipelines.evidence import pictures
from pipelines.evidence.contents import Contents, crop_name, page_name
from pipelines.extraction.records import Reading

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """A cell's pictures in the bundle beside what is drawn here.

    ``same_crop`` and ``same_page`` say whether every pixel is the same, ``brings_its_fonts`` whether it must be; ``texts`` is what is
    read in the bundle's crop where it is not.
    """

    same_crop: bool
    same_page: bool
    brings_its_fonts: bool
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """The document as read here, and the pictures of each cell the bundle is about."""

    reading: Reading
    seen: Mapping[str, Seen]


def look_again(file: Path, said: Contents, members: Mapping[str, bytes]) -> Again:
    """Read the document and draw the cells again; to be called in a guarded process."""
    stated = {name: value for name, value in said.document.stated.items() if name != "source_url"}
    reading = pdf.read_document(
        file, file_name=said.document.file_name, source_url=said.document.source_url, stated=stated
    )
    table = [cell.model_dump() for cell in said.figures.cells]
    if reading.document.reading_status == "unreadable":
        return Again(reading, {})
    return Again(reading, {cell.figure_id: _seen(file, cell.model_dump(), table, members) for cell in said.subjects})


def _seen(file: Path, cell: Row, table: Sequence[Row], members: Mapping[str, bytes]) -> Seen:
    if cell["page"] < 1:
        return Seen(False, False, True)
    try:
        crop = pictures.plain_png(members.get(crop_name(cell["figure_id"]), b""))
        page = pictures.plain_png(members.get(page_name(cell["figure_id"]), b""))
        same_crop = _is_same(crop, pictures.draw_crop(file, cell))
        same_page = _is_same(page, pictures.draw_page(file, cell, table))
        texts = () if same_crop else pdf.read_picture(pictures.cell_in_crop(crop, cell))
        return Seen(same_crop, same_page, pdf.brings_its_fonts(file, cell["page"]), texts)
    except (UnidentifiedImageError, OSError, ValueError, pdf.RefusedFile, Image.DecompressionBombError):
        return Seen(False, False, True)


def _is_same(told: Image.Image, drawn: Image.Image) -> bool:
    return told.size == drawn.size and ImageChops.difference(told, drawn.convert("RGB")).getbbox() is None
