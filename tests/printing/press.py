"""Prints a specification to PDF in the standard Chinese font of PDF readers: no font of the machine is needed.

The press knows where it put every amount: a reader can be asked for the very page and box.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.printing.specification import Cell, Disclosure, Meaning, Row, Table

FONT = "STSong-Light"
PAPER_PT = (595.0, 842.0)
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left of the page."""

MARGIN_PT = 56.7
PADDING_PT = 3.0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an amount was printed: page number and box in points from the top left of the displayed page."""

    meaning: Meaning
    printed: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Printing:
    """A printed disclosure: the PDF's bytes, its number of pages, the place of every amount."""

    pdf: bytes
    pages: int
    placements: tuple[Placement, ...]


def print_disclosure(disclosure: Disclosure) -> Printing:
    """Print a whole disclosure: cover heading and prose, then each table."""
    sheets = Sheets(disclosure.body)
    sheets.begin()
    for line in disclosure.heading:
        sheets.centred(line, 22, 34)
    for paragraph in disclosure.paragraphs:
        sheets.paragraph(paragraph)
    for table in disclosure.tables:
        print_table(sheets, table)
    return sheets.finish()


def print_tables(*tables: Table) -> Printing:
    """Print tables alone."""
    sheets = Sheets("tables")
    for table in tables:
        print_table(sheets, table)
    return sheets.finish()


class Sheets:
    """The paper: a canvas, the current page and how far down it is printed (``top``, points)."""

    def __init__(self, title: str) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=PAPER_PT, invariant=1, pageCompression=1)
        self.canvas.setTitle(title)
        self.number = 0
        self.rotation = 0
        self.top = 0.0
        self.width, self.height = PAPER_PT
        self.placements: list[Placement] = []

    def begin(self, rotation: int = 0, sideways: bool = False) -> None:
        """Start a page; a rotated one stands upright when displayed, a sideways one does not."""
        self.end()
        self.number, self.rotation, self.top = self.number + 1, rotation, MARGIN_PT + 4
        self.width, self.height = PAPER_PT if rotation in (0, 180) else (PAPER_PT[1], PAPER_PT[0])
        turned = 0 if sideways else rotation
        self.canvas.setPageRotation(turned)
        # reportlab swaps the sides of a rotated page's media box; the paper stays upright in ours
        self.canvas.setPageSize(PAPER_PT if turned % 180 == 0 else PAPER_PT[::-1])
        upright = {90: (0, 1, -1, 0, PAPER_PT[0], 0), 270: (0, -1, 1, 0, 0, PAPER_PT[1])}
        if rotation:
            self.canvas.transform(*upright[rotation])

    def end(self) -> None:
        """Finish the current page with its number at the foot."""
        if self.number:
            self.text(f"— {self.number} —", self.width / 2, self.height - 38, 9, "centre")
            self.canvas.showPage()

    def finish(self) -> Printing:
        """Close the document."""
        self.end()
        self.number, pages = 0, self.number
        self.canvas.save()
        return Printing(self.buffer.getvalue(), pages, tuple(self.placements))

    def text(self, text: str, x: float, baseline: float, size_pt: float, align: str = "left") -> None:
        """Draw one line; ``baseline`` is measured from the top of the page."""
        draw = {"left": "drawString", "centre": "drawCentredString", "right": "drawRightString"}[align]
        self.canvas.setFont(FONT, size_pt)
        getattr(self.canvas, draw)(x, self.height - baseline, text)

    def centred(self, text: str, size_pt: float, leading_pt: float) -> None:
        """Draw a centred line and move below it."""
        self.text(text, self.width / 2, self.top + size_pt, size_pt, "centre")
        self.top += leading_pt

    def paragraph(self, text: str, size_pt: float = 14.0) -> None:
        """Draw a paragraph, indented by two characters, broken over lines and pages."""
        for line in flowed("　　" + text, self.width - 2 * MARGIN_PT, size_pt):
            if self.top > self.height - MARGIN_PT - 2 * size_pt:
                self.begin()
            self.text(line, MARGIN_PT, self.top + size_pt, size_pt)
            self.top += size_pt * 1.6
        self.top += size_pt * 0.4

    def room(self, height_pt: float) -> bool:
        """Whether a row of this height still fits on the page."""
        return self.top + height_pt <= self.height - MARGIN_PT


def flowed(text: str, width_pt: float, size_pt: float) -> list[str]:
    """Break running text into lines as a word processor does: between any two characters, but never inside a number."""
    lines = [""]
    for piece in re.findall(r"[0-9.,]+|.", text):
        if lines[-1] and pdfmetrics.stringWidth(lines[-1] + piece, FONT, size_pt) > width_pt:
            lines.append("")
        lines[-1] += piece
    return lines


def broken(text: str, width_pt: float, size_pt: float) -> list[str]:
    """Break a text into lines no wider than ``width_pt``, between any two characters, as a spreadsheet does."""
    lines: list[str] = []
    for piece in text.split("\n"):
        line = ""
        for character in piece:
            if line and pdfmetrics.stringWidth(line + character, FONT, size_pt) > width_pt:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines


def print_table(sheets: Sheets, table: Table) -> None:
    """Print one table: label, title, unit line, header, rows over as many pages as they take, note."""
    if table.new_page or not sheets.number:
        sheets.begin(table.rotation, table.sideways)
    print_caption(sheets, table)
    print_rows(sheets, table, table.header)
    for row in table.rows:
        closed = sheets.room(row_heights(table, (row,))[0])
        if not closed:
            sheets.begin(table.rotation, table.sideways)
            if table.repeat_header:
                print_rows(sheets, table, table.header)
        print_rows(sheets, table, (row,), closed or table.repeat_header or not table.open_breaks)
    if table.note:
        sheets.text(table.note, left_edge(sheets, table), sheets.top + 14, 9)
    sheets.top += 30


def print_caption(sheets: Sheets, table: Table) -> None:
    """Print what stands above the grid."""
    left, right = left_edge(sheets, table), left_edge(sheets, table) + sum(table.widths_pt)
    if table.label:
        sheets.text(table.label, left, sheets.top + 10, 11)
        sheets.top += 17
    sheets.centred(table.title, 15, 23)
    for line in table.above:
        sheets.text(line, left, sheets.top + 9, 9)
        sheets.top += 15
    if table.show_unit:
        sheets.text(f"单位：{table.money_unit}", right, sheets.top + 9, 9, "right")
    sheets.top += 15


def left_edge(sheets: Sheets, table: Table) -> float:
    """Where a table starts, points from the left: centred on the page."""
    return (sheets.width - sum(table.widths_pt)) / 2


def span_width(table: Table, column: int, cell: Cell) -> float:
    """The width of a cell, merged columns together."""
    return sum(table.widths_pt[column : column + cell.columns])


def row_heights(table: Table, rows: tuple[Row, ...]) -> list[float]:
    """The height of each row: its tallest cell; a cell merged over rows stretches the last of them."""
    heights = [table.font_size_pt + 2 * PADDING_PT - 3] * len(rows)
    spanning = sorted(
        ((r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell is not None),
        key=lambda item: item[2].rows,
    )
    for r, c, cell in spanning:
        lines = broken(cell.text, span_width(table, c, cell) - 2 * PADDING_PT, table.font_size_pt)
        needed = len(lines) * table.font_size_pt * 1.1 + 2 * PADDING_PT - 3
        covered = heights[r : r + cell.rows]
        heights[r + len(covered) - 1] += max(0.0, needed - sum(covered))
    return heights


def print_rows(sheets: Sheets, table: Table, rows: tuple[Row, ...], closed: bool = True) -> None:
    """Print rows that belong together (merged cells reach over them) and move below them; closed by a rule above."""
    heights = row_heights(table, rows)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                top = sheets.top + sum(heights[:r])
                left = left_edge(sheets, table) + sum(table.widths_pt[:c])
                height = sum(heights[r : r + cell.rows])
                box = (left, top, left + span_width(table, c, cell), top + height)
                print_frame(sheets, box, closed)
                print_cell(sheets, table, cell, box)
    sheets.top += sum(heights)


def print_frame(sheets: Sheets, box: Box, closed: bool) -> None:
    """Print the rules around a cell, the upper one only where it is closed."""
    x0, top, x1, bottom = box
    high, low = sheets.height - top, sheets.height - bottom
    sheets.canvas.setLineWidth(0.5)
    if closed:
        sheets.canvas.rect(x0, low, x1 - x0, bottom - top)
    else:
        sheets.canvas.lines([(x0, high, x0, low), (x0, low, x1, low), (x1, low, x1, high)])


def print_cell(sheets: Sheets, table: Table, cell: Cell, box: Box) -> None:
    """Print a cell's text in the middle of its height and note where its amount stands."""
    x0, top, x1, bottom = box
    size = table.font_size_pt
    lines = broken(cell.text, x1 - x0 - 2 * PADDING_PT, size)
    first = (top + bottom) / 2 - len(lines) * size * 1.1 / 2
    x = {"left": x0 + PADDING_PT, "centre": (x0 + x1) / 2, "right": x1 - PADDING_PT}[cell.align]
    for number, line in enumerate(lines):
        for shift in (0.0, 0.2) if table.twice else (0.0,):
            sheets.text(line, x + shift, first + number * size * 1.1 + size * 0.9, size, cell.align)
    if cell.meaning is not None:
        sheets.placements.append(Placement(cell.meaning, cell.text, sheets.number, *box))
