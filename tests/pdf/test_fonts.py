"""Characters of fonts that are not in the file: read alike on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.pdf import fonts, read_pages, render_page
from tests.pdf.sheet import Sheet


def printed(folder: Path) -> Path:
    """Three single characters of a font the file only names."""
    return Sheet().text(50, 100, "一").text(90, 100, "㐂").text(130, 100, "5").save(folder / "sheet.pdf")


def words(path: Path) -> list[tuple[str, float, float]]:
    (page,) = read_pages(path)
    return [(word.text, word.box.x0, word.box.x1) for word in page.words]


def test_single_characters_take_up_their_advance(tmp_path: Path) -> None:
    found = words(printed(tmp_path))
    assert [text for text, _, _ in found] == ["一", "㐂", "5"]
    assert [(x0, x1 - x0) for _, x0, x1 in found[:2]] == [pytest.approx((x, 10), abs=0.01) for x in (50, 90)]


def test_looking_at_a_page_changes_no_reading(tmp_path: Path) -> None:
    path = printed(tmp_path)
    before = words(path)
    render_page(path, 1)
    assert not fonts._Current.ours
    assert words(path) == before
    assert fonts._Current.ours


@pytest.mark.parametrize(
    ("charset", "face", "ours"),
    [
        pytest.param(134, b"Anything", True, id="a Chinese charset"),
        pytest.param(0, b"SimSun", True, id="a Chinese name"),
        pytest.param(2, "宋体".encode("gbk"), True, id="a name in Chinese"),
        pytest.param(0, b"Helvetica", False, id="Latin"),
        pytest.param(0, b"TimesNewRoman", False, id="Latin with serifs"),
        pytest.param(2, b"Wingdings", False, id="symbols"),
    ],
)
def test_only_cjk_fonts_are_answered(charset: int, face: bytes, ours: bool) -> None:
    source = fonts._own_source()
    assert bool(source.MapFont(source, 400, 0, charset, 0, face, None)) == ours
