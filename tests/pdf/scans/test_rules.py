"""Rules of scanned pages: grey ones under text, short ones in low rows, and strokes of characters that are none."""

from __future__ import annotations

import cv2
import numpy as np

from pipelines.pdf.scans.drawn_rules import find_rules
from pipelines.pdf.scans.straighten import straightening_turn

PIXELS_PER_PT = 200 / 72
GREY = 170


def low_rows() -> np.ndarray:
    """Ten rows as high as Beijing's, with grey rules and dense black text right above them."""
    picture = np.full((700, 1600), 250, np.uint8)
    for row in range(11):
        cv2.line(picture, (100, 100 + 32 * row), (1500, 100 + 32 * row), (GREY,), 2)
    for column in (100, 800, 1500):
        cv2.line(picture, (column, 100), (column, 420), (GREY,), 2)
    for row in range(10):
        for place in range(110, 500, 14):
            cv2.line(picture, (place, 105 + 32 * row), (place + 8, 126 + 32 * row), (20,), 4)
    grain = np.random.default_rng(5).normal(0, 8, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def test_a_grey_rule_under_dense_text_is_whole() -> None:
    rules, _ = find_rules(low_rows(), PIXELS_PER_PT)
    level = [rule for rule in rules if rule.is_horizontal]
    assert len(level) == 11
    assert all(rule.x1 - rule.x0 > 1380 / PIXELS_PER_PT for rule in level)


def test_grey_rules_alone_tell_the_skew() -> None:
    height, width = 700, 1600
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 0.6, 1)
    turned = np.asarray(cv2.warpAffine(low_rows(), matrix, (width, height), borderValue=(250,)), dtype=np.uint8)
    assert abs(straightening_turn(turned).degrees + 0.6) < 0.05


def test_strokes_of_characters_in_a_low_row_are_no_rules() -> None:
    picture = np.full((400, 900), 255, np.uint8)
    for row in range(4):
        cv2.line(picture, (100, 100 + 38 * row), (800, 100 + 38 * row), (0,), 2)
    for column in (100, 450, 800):
        cv2.line(picture, (column, 100), (column, 214), (0,), 2)
    for place in range(130, 400, 30):
        cv2.line(picture, (place, 107), (place, 131), (0,), 2)
    rules, _ = find_rules(picture, PIXELS_PER_PT)
    assert sorted(round(r.x0 * PIXELS_PER_PT) for r in rules if not r.is_horizontal) == [100, 450, 800]


def test_a_character_that_touches_a_rule_does_not_hide_it() -> None:
    picture = np.full((500, 900), 255, np.uint8)
    for row in (100, 400):
        cv2.line(picture, (100, row), (800, row), (0,), 2)
    for column in (100, 450, 800):
        cv2.line(picture, (column, 100), (column, 400), (0,), 2)
    cv2.rectangle(picture, (453, 120), (480, 160), (0,), 2)
    rules, _ = find_rules(picture, PIXELS_PER_PT)
    assert sum(not rule.is_horizontal for rule in rules) == 3
