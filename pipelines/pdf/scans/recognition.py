"""Characters of a scanned page, recognised by an engine whose models come inside its package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from pipelines.pdf.scans.straighten import Picture

UNREADABLE = "\ufffd"
"""Stands for a character that two readings do not agree on: no amount and no code can be made of it."""

# A line with a digit in it is read again below this confidence. Measured on rasterised disclosures (200 dpi, skew, noise): every wrong digit
# was in a line below 0.97, and most right lines are above 0.995.
_SURE = 0.97
_ENLARGEMENTS = (1.6, 2.2)
_MARGIN_PX = 4


@dataclass(frozen=True, slots=True)
class Recognised:
    """One line of text with the box of each character in pixels (x0, top, x1, bottom)."""

    text: str
    boxes: tuple[tuple[float, float, float, float], ...]
    score: float


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR  # a second and 300 MB: only where a scan is met

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 4000,
            "Global.use_cls": False,
            # Documents are read side by side, each within its memory: one thread, no arena (570 MB instead of 680).
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def recognise(picture: Picture) -> list[Recognised]:
    """The lines of text of ``picture``, each character with its box; digits that cannot be told are ``UNREADABLE``."""
    found: Any = _engine()(
        _colour(picture), use_det=True, use_rec=True, return_word_box=True, return_single_char_box=True
    )
    if getattr(found, "boxes", None) is None:
        return []
    lines = []
    for corners, text, score, words in zip(found.boxes, found.txts, found.scores, found.word_results, strict=True):
        box = _around(corners)
        read = text if float(score) >= _SURE or not _has_digit(text) else _read_again(picture, box, text)
        lines.append(Recognised(read, _character_boxes(read, box, text, words), float(score)))
    return lines


def recognise_line(picture: Picture) -> str:
    """The text of a picture that holds one line and nothing else; '' where nothing is recognised."""
    found: Any = _engine()(
        _colour(picture),
        use_det=False,
        use_cls=False,
        use_rec=True,
        return_word_box=False,
        return_single_char_box=False,
    )
    return found.txts[0] if found.txts else ""


def _read_again(picture: Picture, box: tuple[float, float, float, float], text: str) -> str:
    """``text`` where an enlarged second reading confirms it; else its digits are unreadable."""
    import cv2

    x0, top, x1, bottom = (round(edge) for edge in box)
    height, width = picture.shape
    crop = picture[
        max(0, top - _MARGIN_PX) : min(height, bottom + _MARGIN_PX),
        max(0, x0 - _MARGIN_PX) : min(width, x1 + _MARGIN_PX),
    ]
    if crop.size == 0:
        return _unreadable(text)
    readings = [text]
    for factor in _ENLARGEMENTS:
        enlarged = np.asarray(
            cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), dtype=np.uint8
        )
        reading = recognise_line(enlarged)
        if reading in readings:
            return reading
        readings.append(reading)
    return _unreadable(text)


def _has_digit(text: str) -> bool:
    return re.search(r"\d", text) is not None


def _unreadable(text: str) -> str:
    return re.sub(r"[\d.,\-]", UNREADABLE, text)


def _colour(picture: Picture) -> Any:
    return np.repeat(picture[:, :, None], 3, axis=2)


def _around(corners: Any) -> tuple[float, float, float, float]:
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _character_boxes(
    read: str, box: tuple[float, float, float, float], text: str, words: Any
) -> tuple[tuple[float, float, float, float], ...]:
    """The engine's box of each character where the reading has as many; else shares of the line by usual widths."""
    x0, top, x1, bottom = box
    if read == text and len(words) == len(text):
        boxes = [_around(word[2]) for word in words]
        return tuple((left, top, right, bottom) for left, _, right, _ in boxes)
    widths = [1.0 if ord(character) > 0x2E7F else 0.55 for character in read]
    total, at, boxes = sum(widths) or 1.0, x0, []
    for width in widths:
        step = (x1 - x0) * width / total
        boxes.append((at, top, at + step, bottom))
        at += step
    return tuple(boxes)
