"""A sheet of paper the tests print on: coordinates in points from the top left, as the reader reports them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction.pages import Page
from pipelines.pdf import read_pages

FONT = "STSong-Light"
WIDTH, HEIGHT = 500.0, 400.0
Rows = Sequence[Sequence[str | None]]


class Sheet:
    """One page of ``WIDTH`` x ``HEIGHT`` points; ``read`` gives it back as the gateway reads it."""

    def __init__(self, encryption: StandardEncryption | None = None):
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT), encrypt=encryption)

    def text(self, x: float, baseline: float, text: str, size: float = 10.0) -> Sheet:
        """Print ``text`` from ``x`` with its baseline ``baseline`` below the top, as one text object."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - baseline, text)
        return self

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.5) -> Sheet:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)
        return self

    def lattice(self, xs: Sequence[float], ys: Sequence[float]) -> Sheet:
        """Every rule of the grid with these uprights and levels."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def fill(self, xs: Sequence[float], ys: Sequence[float], rows: Rows, size: float = 8.0) -> Sheet:
        """Print each row's texts into the cells between ``xs`` and ``ys``."""
        for row, (top, bottom) in zip(rows, pairwise(ys), strict=True):
            for x, text in zip(xs, row, strict=False):
                if text:
                    self.text(x + 2, (top + bottom) / 2 + size / 3, text, size)
        return self

    def draw(self, drawing: Callable[[Canvas], object]) -> Sheet:
        """Anything else reportlab can draw, in its own coordinates."""
        drawing(self.canvas)
        return self

    def save(self, path: Path) -> Path:
        self.canvas.showPage()
        self.canvas.save()
        path.write_bytes(self.buffer.getvalue())
        return path

    def read(self, folder: Path) -> Page:
        (page,) = read_pages(self.save(folder / "sheet.pdf"))
        return page


def texts(page: Page) -> list[list[list[str | None]]]:
    """The texts of all grids of a page."""
    return [[[cell.text if cell else None for cell in row] for row in grid.rows] for grid in page.grids]


def only_table(page: Page) -> list[list[str | None]]:
    """The texts of the page's one grid."""
    (table,) = texts(page)
    return table
