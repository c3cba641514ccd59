"""Against plain pdfplumber, the reference reader; and random grids, printed and read back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from pipelines.pdf import read_pages
from pipelines.pdf.reference import read_reference
from tests.pdf.sheet import Sheet, only_table, texts

START = Path(__file__).parents[2] / "data" / "disclosures" / "cqetdz-2023-budget.pdf"
NAMES = st.text(st.sampled_from("一般公共服务支出行政运行社会保障"), min_size=1, max_size=6)
AMOUNTS = st.decimals(0, 9_999_999, places=2).map(lambda amount: f"{amount:,}")
CODES = st.from_regex(r"2[0-9]{2}([0-9]{2}){0,2}", fullmatch=True)
CELLS = st.one_of(st.just(""), NAMES, AMOUNTS, CODES)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[float], list[float], list[list[str]]]:
    """Uprights, levels and texts of a grid with at least two cells."""
    widths = draw(st.lists(st.integers(70, 100), min_size=1, max_size=4))
    heights = draw(st.lists(st.integers(12, 40), min_size=2, max_size=8))
    xs, ys = [30.0], [40.0]
    for width in widths:
        xs.append(xs[-1] + width)
    for height in heights:
        ys.append(ys[-1] + height)
    rows = draw(
        st.lists(
            st.lists(CELLS, min_size=len(widths), max_size=len(widths)), min_size=len(heights), max_size=len(heights)
        )
    )
    return xs, ys, rows


def test_the_start_document_reads_as_with_plain_pdfplumber() -> None:
    ours = [texts(page) for page in read_pages(START)]
    reference = list(read_reference(START))
    assert sum(len(page) for page in reference) == 55
    assert ours == reference


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from([0, 90, 180, 270]))
def test_any_grid_reads_back_as_printed(table: tuple[list[float], list[float], list[list[str]]], rotation: int) -> None:
    xs, ys, rows = table
    assume(
        rotation == 0 or any(map(any, rows))
    )  # without a word nothing says which way is up, and the page stays as displayed
    with tempfile.TemporaryDirectory() as folder:
        path = Sheet().lattice(xs, ys).fill(xs, ys, rows).save(Path(folder) / "grid.pdf")
        document = PdfDocument(path)
        document[0].set_rotation(rotation)
        document.save(Path(folder) / "rotated.pdf")
        (page,) = read_pages(Path(folder) / "rotated.pdf")
    assert only_table(page) == rows
    assert [cell.box.x0 for cell in page.grids[0].rows[0] if cell] == pytest.approx(xs[:-1], abs=0.5) or rotation
