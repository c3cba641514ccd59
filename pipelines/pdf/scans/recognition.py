"""Characters of a scanned page: every line with a digit is read twice, and digits that two readings do not agree on are unreadable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.pdf.scans.engine import Pixels, Reading, read_lines
from pipelines.pdf.scans.ink import Picture

UNREADABLE = "\ufffd"
"""Stands for a character that two readings do not agree on: no amount and no code can be made of it."""


@dataclass(frozen=True, slots=True)
class _View:
    """How a line is cut out and drawn for one reading: margins in pixels, stretch from left to right, blur in pixels."""

    beside: float
    above: float
    stretch: float = 1.0
    blur: float = 0.0


_FIRST = _View(5, 5, stretch=1.2)
_SECOND = _View(4, 1, stretch=0.9, blur=0.8)
_THIRD = _View(2, 2)


@dataclass(frozen=True, slots=True)
class Recognised:
    """One line of text with the box of each character in pixels."""

    text: str
    boxes: tuple[Pixels, ...]


def recognise(picture: Picture, boxes: Sequence[Pixels]) -> list[Recognised]:
    """What the lines in ``boxes`` of ``picture`` say, each character with its box.

    Digits, points, commas and minus signs that cannot be told are ``UNREADABLE``.
    """
    first = read_lines([_crop(picture, box, _FIRST) for box in boxes])
    readings = [[reading] for reading in first]
    for view in (_SECOND, _THIRD):
        doubtful = [number for number, made in enumerate(readings) if _has_digit(made) and _agreed(made) is None]
        again = read_lines([_crop(picture, boxes[number], view) for number in doubtful])
        for number, reading in zip(doubtful, again, strict=True):
            readings[number].append(reading)
    return [line for box, made in zip(boxes, readings, strict=True) if (line := _line(box, made)).text]


def _line(box: Pixels, made: Sequence[Reading]) -> Recognised:
    agreed = _agreed(made) if _has_digit(made) else made[0]
    if agreed is not None:
        return Recognised(agreed.text, _character_boxes(agreed, box))
    return Recognised(re.sub(r"[\d.,\-]", UNREADABLE, made[0].text), _character_boxes(made[0], box))


def _agreed(made: Sequence[Reading]) -> Reading | None:
    """The first reading that another one confirms."""
    texts = [reading.text for reading in made]
    return next((reading for reading in made if texts.count(reading.text) > 1), None)


def recognise_line(picture: Picture) -> str:
    """The text of a picture that holds one line and nothing else; '' where nothing is recognised."""
    return read_lines([picture])[0].text


def _has_digit(made: Sequence[Reading]) -> bool:
    return any(re.search(r"\d", reading.text) for reading in made)


def _crop(picture: Picture, box: Pixels, view: _View) -> Picture:
    x0, top, x1, bottom = box
    height, width = picture.shape
    crop = picture[
        max(0, round(top - view.above)) : min(height, round(bottom + view.above)),
        max(0, round(x0 - view.beside)) : min(width, round(x1 + view.beside)),
    ]
    if view.stretch != 1.0:
        crop = cv2.resize(crop, None, fx=view.stretch, fy=1.0, interpolation=cv2.INTER_CUBIC)
    if view.blur:
        crop = cv2.GaussianBlur(crop, (0, 0), view.blur)
    return np.asarray(crop, dtype=np.uint8)


def _character_boxes(reading: Reading, box: Pixels) -> tuple[Pixels, ...]:
    """A box around where the engine saw each character, as wide as such a character usually is, none over the next."""
    x0, top, x1, bottom = box
    middles = [x0 + place * (x1 - x0) for place in reading.places]
    halves = [(bottom - top) * (0.4 if ord(character) > 0x2E7F else 0.22) for character in reading.text]
    boxes = []
    for number, (middle, half) in enumerate(zip(middles, halves, strict=True)):
        left, right = max(x0, middle - half), min(x1, middle + half)
        if number:
            left = max(left, (middles[number - 1] + middle) / 2)
        if number + 1 < len(middles):
            right = min(right, (middle + middles[number + 1]) / 2)
        boxes.append((left, top, right, bottom))
    return tuple(boxes)
