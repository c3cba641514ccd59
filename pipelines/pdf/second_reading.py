"""A second reading of single cells: their pictures, as displayed, recognised without a look at the text layer.

The first reading of a number believes what the file says its characters are; this one only believes what is drawn. Both
together tell a misreading from what a publisher really printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from pipelines.extraction.pages import Box
from pipelines.pdf.guarded import Unreadable, run_each
from pipelines.pdf.pictures import render_boxes

DPI = (290, 330, 250, 400)
"""A cell is read at each of these: recognition errs at one and not at the next. Of 30 thin amounts 30, 29 and 28 are read right at the
first three, 22 at 200, where decimal points fade."""

_INSET_PT = 1.0
_INK = 150
_MARGIN_PX = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell is printed: page from 1, box in points of the page as displayed."""

    cell_id: str
    page: int
    box: Box


Texts = tuple[str, ...]
"""What each reading of a cell gave, '' where nothing is drawn."""


def read_again(path: Path, places: Sequence[Place]) -> dict[str, Texts]:
    """Read some cells of one PDF from their pictures.

    Raises:
        RefusedFile: the file cannot be opened or has no such page.
    """
    readings = [_at(path, places, dpi) for dpi in DPI]
    return {place.cell_id: tuple(dict.fromkeys(one[place.cell_id] for one in readings)) for place in places}


def read_each_again(
    jobs: Sequence[tuple[Path, Sequence[Place]]], *, seconds: float, memory_mb: int, workers: int
) -> Iterator[tuple[int, dict[str, Texts]]]:
    """Read cells of many PDFs, each in a guarded process; one that breaks its limits has no second reading."""
    for index, outcome in run_each(read_again, jobs, seconds=seconds, memory_mb=memory_mb, workers=workers):
        yield index, {} if isinstance(outcome, Unreadable) else outcome


def read_picture(cell: Image.Image) -> Texts:
    """Read the picture of one cell, drawn at the first of ``DPI``, as it would be read at each of them; what each reading gave.

    The cell's rules may run along the edges of the picture.
    """
    grey = cell.convert("L")
    inset = round(_INSET_PT * DPI[0] / 72)
    bare = grey.crop((inset, inset, max(inset, grey.width - inset), max(inset, grey.height - inset)))
    return tuple(_read(bare, dpi / DPI[0]) for dpi in DPI)


def _read(cell: Image.Image, scale: float) -> str:
    size = (max(1, round(cell.width * scale)), max(1, round(cell.height * scale)))
    sized = cell if size == cell.size else cell.resize(size, Image.Resampling.LANCZOS)
    return "".join(map(_recognised, _lines(np.asarray(sized, dtype=np.uint8))))


def _at(path: Path, places: Sequence[Place], dpi: int) -> dict[str, str]:
    boxes = [(place.page, _inside(place.box)) for place in places]
    pictures = render_boxes(path, boxes, dpi=dpi) if boxes else []
    lines = [_lines(np.asarray(picture, dtype=np.uint8)) for picture in pictures]
    return {place.cell_id: "".join(map(_recognised, of)) for place, of in zip(places, lines, strict=True)}


def _inside(box: Box) -> Box:
    """A cell without its rules."""
    return Box(box.x0 + _INSET_PT, box.top + _INSET_PT, box.x1 - _INSET_PT, box.bottom - _INSET_PT)


def _lines(cell: Any) -> Iterator[Any]:
    """The lines of text in a cell, top to bottom, each cut to its ink with a white margin."""
    if not cell.size:
        return
    inked = (cell < _INK).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inked, [False])).astype(np.int8)))
    for top, bottom in edges.reshape(-1, 2):
        across = np.flatnonzero((cell[top:bottom] < _INK).any(axis=0))
        if bottom - top > 3 and across.size > 1:
            yield np.pad(cell[top:bottom, across[0] : across[-1] + 1], _MARGIN_PX, constant_values=255)


def _recognised(line: Any) -> str:
    from pipelines.pdf.scans.recognition import recognise_line

    return recognise_line(line)
