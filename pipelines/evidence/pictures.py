"""The pictures of a cell: closely, fine enough to be read again, and on its page with its row and its column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from pipelines import pdf
from pipelines.extraction.pages import Box
from pipelines.pdf.second_reading import DPI

CROP_DPI = DPI[0]
PAGE_DPI = 144
BESIDE_PT = 60.0
ABOVE_PT = 14.0
CLEAR_PT = 1.5
"""The frame stands so far outside the cell that it never lies on what is printed in it."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
"""What every PNG begins with."""

Cell = Mapping[str, Any]


def box_of(cell: Cell) -> Box:
    """Where a row of ``audit.figure`` or ``audit.claim`` is printed, in points of the page as displayed."""
    return Box(*(cell[side] for side in ("x0", "top", "x1", "bottom")))


def row_of(cell: Cell, table: Iterable[Cell]) -> list[Cell]:
    """The cells of its row on its page, itself included."""
    return [one for one in table if _beside(one, cell) and one["row_no"] == cell["row_no"]]


def column_of(cell: Cell, table: Iterable[Cell]) -> list[Cell]:
    """The cells of its column on its page, itself included."""
    return [
        one
        for one in table
        if _beside(one, cell) and all(one[name] == cell[name] for name in ("column_name", "row_side"))
    ]


def _beside(one: Cell, cell: Cell) -> bool:
    return all(one[name] == cell[name] for name in ("document_id", "table_no", "page"))


def draw_page(file: Path, cell: Cell, table: Sequence[Cell]) -> Image.Image:
    """The whole page, the cell boxed in red, its row tinted blue and its column green.

    Raises:
        RefusedFile: the file cannot be opened or has no such page.
    """
    row, column = map(box_of, row_of(cell, table)), map(box_of, column_of(cell, table))
    marks = pdf.cell_marks(box_of(cell), list(row), list(column))
    return pdf.render_page(file, cell["page"], boxes=marks, dpi=PAGE_DPI)


def draw_crop(file: Path, cell: Cell) -> Image.Image:
    """The cell and what stands around it, framed in red.

    Raises:
        RefusedFile: the file cannot be opened or has no such page.
    """
    box = box_of(cell)
    frame = _wider(box, CLEAR_PT, CLEAR_PT)
    return pdf.render_part(
        file, cell["page"], _wider(box, BESIDE_PT, ABOVE_PT), boxes=[pdf.Mark(frame, "crimson")], dpi=CROP_DPI
    )


def cell_in_crop(crop: Image.Image, cell: Cell) -> Image.Image:
    """What the frame of a crop encloses: the cell as printed, without frame and surroundings."""
    box = box_of(cell)
    seen = pdf.part_on_page(_wider(box, BESIDE_PT, ABOVE_PT), float("inf"), float("inf"))
    scale = CROP_DPI / 72
    left, top = (box.x0 - seen.x0) * scale, (box.top - seen.top) * scale
    right, bottom = (box.x1 - seen.x0) * scale, (box.bottom - seen.top) * scale
    return crop.crop((round(left), round(top), min(crop.width, round(right)), min(crop.height, round(bottom))))


def png(picture: Image.Image) -> bytes:
    """The bytes of a PNG file; the same pixels give the same bytes."""
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def plain_png(data: bytes) -> Image.Image:
    """The picture of a file as :func:`png` writes it; anything else in a PNG could show a viewer something that the pixels are not.

    Raises:
        ValueError: it is no such file: of another mode, with parts that animate it or make it transparent, or with bytes behind it.
    """
    kinds, at = [], len(SIGNATURE)
    while data.startswith(SIGNATURE) and at + 12 <= len(data):
        kinds.append(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    if at != len(data) or kinds != [b"IHDR", *[b"IDAT"] * (len(kinds) - 2), b"IEND"]:
        raise ValueError("the picture is more than pixels")
    with Image.open(BytesIO(data), formats=("PNG",)) as picture:
        if picture.mode != "RGB":
            raise ValueError(f"the picture is of mode {picture.mode}")
        return picture.copy()


def _wider(box: Box, beside: float, above: float) -> Box:
    return Box(box.x0 - beside, box.top - above, box.x1 + beside, box.bottom + above)
