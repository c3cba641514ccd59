"""Reading does not depend on the fonts of the machine: characters of fonts that a file names but does not hold take up room of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.pdf import read_pages
from pipelines.pdf.fonts import use_machine_fonts, use_own_fonts
from pipelines.pdf.substitute_font import substitute_font
from tests.pdf.sheet import Sheet


def words(folder: Path) -> list[tuple[str, float, float]]:
    """Text, left and right edge of each word of a page with single characters of a font that is not embedded."""
    sheet = Sheet().fill([50.0, 130.0, 210.0], [100.0, 120.0, 140.0], [["款", "合计"], ["项", "1.00"]])
    (page,) = read_pages(sheet.save(folder / "named.pdf"))
    return [(word.text, word.box.x0, word.box.x1) for word in page.words]


def test_single_characters_of_a_font_that_is_not_embedded_are_read(tmp_path: Path) -> None:
    assert sorted(text for text, _, _ in words(tmp_path)) == ["1.00", "合计", "款", "项"]
    assert all(right > left for _, left, right in words(tmp_path))


def test_looking_at_a_page_does_not_change_how_the_next_is_read(tmp_path: Path) -> None:
    before = words(tmp_path)
    use_machine_fonts()
    assert words(tmp_path) == before
    use_own_fonts()
    assert words(tmp_path) == before


@pytest.mark.parametrize("table", [b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"])
def test_the_substitute_is_a_whole_font(table: bytes) -> None:
    assert table in substitute_font()[:400]
    assert len(substitute_font()) < 3_000_000
