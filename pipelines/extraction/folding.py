"""Printed text folded for comparison: publishers mix widths, brackets, quotes, radicals and white space freely."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans("", "", "“”\"'‘’„‟＂`´")
_LIKE = str.maketrans({"【": "[", "】": "]", "〔": "[", "〕": "]", "﹝": "[", "﹞": "]", "−": "-", "–": "-", "‑": "-"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` without white space and quotes, half-width, radicals as characters, brackets of one kind."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES).translate(_LIKE)


@lru_cache(maxsize=65536)
def unwrapped(text: str) -> str:
    """The printed text with line breaks and white space taken out, every other character as printed."""
    return _SPACE.sub("", text)
