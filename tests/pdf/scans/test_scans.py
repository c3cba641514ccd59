"""Pages that are pictures: straightened, ruled and recognised like the page they were made from."""

from __future__ import annotations

import re
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest

from pipelines.pdf import read_pages
from pipelines.pdf.scans import read_scanned_page
from pipelines.pdf.scans.drawn_rules import find_rules
from pipelines.pdf.scans.recognition import UNREADABLE, recognise
from pipelines.pdf.scans.straighten import straightening_turn

START_DOCUMENT = Path(__file__).resolve().parents[3] / "data" / "disclosures" / "cqetdz-2023-budget.pdf"
DPI = 200


def turned(picture: np.ndarray, degrees: float) -> np.ndarray:
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(picture, matrix, (width, height), borderValue=255, flags=cv2.INTER_CUBIC)


def scanned(page_index: int, degrees: float, noise: float) -> np.ndarray:
    document = pdfium.PdfDocument(START_DOCUMENT)
    picture = np.array(document[page_index].render(scale=DPI / 72).to_pil().convert("L"))
    document.close()
    grain = np.random.default_rng(7).normal(0, noise, picture.shape)
    return np.clip(turned(picture, degrees) + grain, 0, 255).astype(np.uint8)


def drawn_table() -> np.ndarray:
    picture = np.full((1100, 900), 255, np.uint8)
    for row in range(6):
        cv2.line(picture, (100, 200 + 60 * row), (800, 200 + 60 * row), (0,), 2)
    for column in (100, 300, 550, 800):
        cv2.line(picture, (column, 200), (column, 500), (0,), 2)
    return picture


@pytest.mark.parametrize("degrees", [-2.5, -0.4, 0.0, 0.7, 3.0])
def test_the_turn_undoes_the_skew(degrees: float) -> None:
    assert straightening_turn(turned(drawn_table(), degrees)).degrees == pytest.approx(-degrees, abs=0.06)


def test_a_box_of_the_straightened_picture_leads_back_to_the_scan() -> None:
    picture = np.full((1100, 900), 255, np.uint8)
    cv2.line(picture, (100, 300), (800, 300), (0,), 2)
    cv2.circle(picture, (700, 900), 6, (0,), -1)
    skewed = turned(picture, 1.5)
    turn = straightening_turn(skewed)
    rows, columns = np.nonzero(turn.applied_to(skewed)[850:950, 640:760] < 128)
    box = turn.original_box(columns.min() + 640, rows.min() + 850, columns.max() + 640, rows.max() + 850)
    ys, xs = np.nonzero(skewed[800:, :] < 128)
    assert box[0] == pytest.approx(xs.min(), abs=3)
    assert box[1] == pytest.approx(ys.min() + 800, abs=3)


def test_rules_are_found_and_strokes_of_characters_are_not() -> None:
    picture = drawn_table()
    for place in range(320, 520, 30):
        cv2.line(picture, (place, 210), (place + 22, 210), (0,), 2)
        cv2.line(picture, (place + 10, 212), (place + 10, 240), (0,), 2)
    rules, cleaned = find_rules(picture, DPI / 72)
    assert sum(rule.is_horizontal for rule in rules) == 6
    assert sum(not rule.is_horizontal for rule in rules) == 4
    assert cleaned[200, 200] == 255
    assert cleaned[225, 330] == 0


def test_a_scanned_page_reads_like_the_page_it_was_made_from() -> None:
    number = 7
    printed = next(page for page in read_pages(START_DOCUMENT) if page.number == number)
    scan = read_scanned_page(
        scanned(number - 1, 0.6, 12), number=number, width_pt=printed.width_pt, height_pt=printed.height_pt, rotation=0
    )
    assert scan.page.method == "ocr"
    wanted = [[cell and re.sub(r"\s", "", cell.text) for cell in row] for row in printed.grids[0].rows]
    assert [[cell and re.sub(r"\s", "", cell.text) for cell in row] for row in scan.page.grids[0].rows] == wanted


def test_digits_that_cannot_be_told_are_not_guessed() -> None:
    picture = np.full((120, 500), 255, np.uint8)
    cv2.putText(picture, "15,460.57", (30, 80), cv2.FONT_HERSHEY_SIMPLEX, 2, (0,), 3)
    smeared = cv2.GaussianBlur(picture, (0, 0), 9)
    grain = np.random.default_rng(3).normal(0, 40, smeared.shape)
    unclear = np.clip(smeared + grain, 0, 255).astype(np.uint8)
    read = "".join(line.text for line in recognise(unclear, [(20.0, 20.0, 480.0, 100.0)]))
    assert not re.search(r"\d", read.replace("15,460.57", "")), (
        f"read {read!r}; {UNREADABLE} was wanted for what is unclear"
    )
