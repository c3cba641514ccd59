"""What is read of a scanned page: each line of each cell once, with all of its ink."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipelines.pdf.drawing import Rule
from pipelines.pdf.scans import recognition
from pipelines.pdf.scans.boxes import line_boxes
from pipelines.pdf.scans.engine import Reading

RULES = [Rule(0, 0, 400, 0), Rule(0, 100, 400, 100), Rule(0, 0, 0, 100), Rule(200, 0, 200, 100), Rule(400, 0, 400, 100)]


def inked(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    ink = np.zeros((110, 410), np.uint8)
    for x0, top, x1, bottom in boxes:
        cv2.rectangle(ink, (x0, top), (x1, bottom), (255,), -1)
    return ink


def test_text_on_both_sides_of_a_rule_is_two_lines() -> None:
    ink = inked((150, 30, 190, 50), (210, 30, 260, 50))
    boxes = line_boxes([(148, 28, 262, 52)], RULES, ink, 1.0)
    assert sorted((round(x0), round(x1)) for x0, _, x1, _ in boxes) == [(148, 200), (200, 262)]


def test_two_boxes_around_one_text_are_one() -> None:
    ink = inked((20, 30, 190, 50))
    assert len(line_boxes([(18, 28, 192, 52), (30, 30, 180, 52)], RULES, ink, 1.0)) == 1


def test_a_minus_sign_that_the_engine_cut_off_belongs_to_its_number() -> None:
    ink = inked((240, 38, 246, 42), (252, 30, 300, 50))
    ((x0, _, _, _),) = line_boxes([(250, 28, 302, 52)], RULES, ink, 1.0)
    assert x0 <= 240


def test_a_digit_that_the_engine_overlooked_is_read_too() -> None:
    ink = inked((20, 30, 190, 50), (380, 32, 388, 50))
    boxes = line_boxes([(18, 28, 192, 52)], RULES, ink, 1.0)
    assert any(x0 <= 380 and x1 >= 388 for x0, _, x1, _ in boxes)


def test_grain_is_not_read() -> None:
    ink = inked((20, 30, 190, 50), (380, 32, 381, 33))
    assert len(line_boxes([(18, 28, 192, 52)], RULES, ink, 1.0)) == 1


@pytest.mark.parametrize(
    ("made", "read"),
    [
        pytest.param(["15.57", "15.57"], "15.57", id="two readings agree"),
        pytest.param(["15.67", "15.57", "15.57"], "15.57", id="a third decides"),
        pytest.param(["15.67", "15.57", "15.87"], recognition.UNREADABLE * 5, id="no two agree"),
        pytest.param(["合计"], "合计", id="a name needs no second reading"),
    ],
)
def test_digits_need_two_readings_that_agree(made: list[str], read: str) -> None:
    readings = [
        Reading(text, (1.0,) * len(text), tuple((n + 0.5) / len(text) for n in range(len(text)))) for text in made
    ]
    assert recognition._line((0, 0, 100, 20), readings).text == read
