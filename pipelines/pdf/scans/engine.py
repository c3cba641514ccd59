"""The recognition engine, whose models come inside its package: where text lies, and what a line of it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from pipelines.pdf.scans.ink import Picture

Pixels = tuple[float, float, float, float]
"""x0, top, x1, bottom in pixels."""

# Where text lies is seen as well on a page of this many pixels as at 200 dpi, in a quarter of the time.
_DETECTED_SIDE_PX = 1216


@dataclass(frozen=True, slots=True)
class Reading:
    """What the engine makes of one line: its characters, how sure it is of each, and where each stands (0 left to 1 right)."""

    text: str
    confidences: tuple[float, ...]
    places: tuple[float, ...]


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR  # a second and 300 MB: only where a scan is met

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 4000,
            "Global.use_cls": False,
            "Global.return_word_box": True,
            # Lines are padded to this width at least; at 320, made for prose, reading a table takes half as long again.
            "Rec.rec_img_shape": [3, 48, 128],
            # Documents are read side by side, each within its memory: one thread, no arena (570 MB instead of 680).
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def locate(picture: Picture) -> list[Pixels]:
    """The boxes around the lines of text of a level picture, top to bottom as the engine gives them."""
    factor = min(1.0, _DETECTED_SIDE_PX / max(picture.shape))
    shrunk = np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    found: Any = _engine()(_colour(shrunk), use_det=True, use_cls=False, use_rec=False)
    boxes = [] if getattr(found, "boxes", None) is None else found.boxes
    return [_around(corners, factor) for corners in boxes]


def read_lines(crops: list[Picture]) -> list[Reading]:
    """What each crop, a line of text, says."""
    if not crops:
        return []
    found: Any = _engine().recognize_txt([_colour(crop) for crop in crops])
    return [_reading(text, words) for text, words in zip(found.txts, found.word_results, strict=True)]


def _reading(text: str, words: Any) -> Reading:
    """Blanks are left out: gaps between characters say it better."""
    kept = [(character, sure) for character, sure in zip(text, words.confs, strict=False) if not character.isspace()]
    columns = [column for word in words.word_cols for column in word]
    length = words.line_txt_len or 1.0
    return Reading(
        "".join(character for character, _ in kept),
        tuple(float(sure) for _, sure in kept),
        tuple((column + 0.5) / length for column in columns),
    )


def _colour(picture: Picture) -> Any:
    return np.repeat(picture[:, :, None], 3, axis=2)


def _around(corners: Any, factor: float) -> Pixels:
    xs, ys = [float(x) / factor for x, _ in corners], [float(y) / factor for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
