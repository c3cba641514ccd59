"""Pictures of printed pages with a cell, its row and its column boxed. The PDF is opened by ``pipelines.pdf`` alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import streamlit as st
from PIL.Image import Image

from pipelines import pdf
from pipelines.extraction.pages import Box

DPI = 144
SCALE = DPI / 72
WIDEST_PX = 1460
"""Streamlit scales wider pictures down, which costs time and blurs them; no screen we aim at shows a page wider."""
SIDE_PT, ABOVE_PT, BELOW_PT = 190, 80, 50
"""How much around the cell the closer picture shows."""

_ONE_AT_A_TIME = Lock()
"""pdfium may be used by one thread at a time, and every reader's rerun is a thread of its own."""


class NoPicture(Exception):
    """The page cannot be drawn; the message says why."""


@st.cache_data(max_entries=40, show_spinner=False)
def close_up(path: Path, page: int, cell: Box, row: tuple[Box, ...], column: tuple[Box, ...]) -> bytes:
    """A PNG of the cell with what is around it on its page (1-based); the path holds the file's hash.

    Raises:
        NoPicture: the file cannot be opened or has no such page.
    """
    return _png(_closer(_drawn(path, page, cell, row, column), cell))


@st.cache_data(max_entries=40, show_spinner=False)
def whole_page(path: Path, page: int, cell: Box, row: tuple[Box, ...], column: tuple[Box, ...]) -> bytes:
    """A PNG of the whole page, as large as it can be shown.

    Raises:
        NoPicture: the file cannot be opened or has no such page.
    """
    return _png(_drawn(path, page, cell, row, column, WIDEST_PX))


def _drawn(
    path: Path, page: int, cell: Box, row: tuple[Box, ...], column: tuple[Box, ...], widest_px: int | None = None
) -> Image:
    try:
        with _ONE_AT_A_TIME:
            marks = pdf.cell_marks(cell, row, column)
            return pdf.render_page(path, page, boxes=marks, dpi=DPI, widest_px=widest_px)
    except (pdf.RefusedFile, OSError) as error:
        raise NoPicture(str(error)) from error


def page_alone(path: Path, page: int) -> bytes:
    """The page as a PDF of its own."""
    with _ONE_AT_A_TIME:
        return pdf.page_alone(path, page)


def box(place: dict[str, Any]) -> Box:
    """The box of a row that has x0, top, x1 and bottom."""
    return Box(place["x0"], place["top"], place["x1"], place["bottom"])


def _closer(whole: Image, cell: Box) -> Image:
    left, right = max(0, (cell.x0 - SIDE_PT) * SCALE), min(whole.width, (cell.x1 + SIDE_PT) * SCALE)
    top, bottom = max(0, (cell.top - ABOVE_PT) * SCALE), min(whole.height, (cell.bottom + BELOW_PT) * SCALE)
    return whole.crop((round(left), round(top), round(right), round(bottom)))


def _png(picture: Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
