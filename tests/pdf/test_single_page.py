"""One page as a file of its own shows what the original shows, and a cell's marks lie around its row and its column."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import pdf
from pipelines.extraction.pages import Box
from tests.conftest import START

PAGE = 4


def test_the_page_alone_reads_as_in_the_file(tmp_path: Path) -> None:
    alone = tmp_path / "alone.pdf"
    alone.write_bytes(pdf.page_alone(START, PAGE))
    pages = list(pdf.read_pages(alone))
    whole = next(page for page in pdf.read_pages(START) if page.number == PAGE)
    assert len(pages) == 1
    assert [(word.text, word.box) for word in pages[0].words] == [(word.text, word.box) for word in whole.words]


@pytest.mark.parametrize("page", [0, 58])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(pdf.RefusedFile):
        pdf.page_alone(START, page)


def test_marks_hold_their_row_and_their_column() -> None:
    cell, left, below = Box(10, 10, 20, 20), Box(0, 10, 9, 20), Box(10, 21, 20, 30)
    row, column, own = pdf.cell_marks(cell, [cell, left], [cell, below])
    assert (row.box, column.box, own.box) == (Box(0, 10, 20, 20), Box(10, 10, 20, 30), cell)
