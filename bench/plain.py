"""What plain pdfplumber reads at the place of a figure: a second reader, that knows nothing of tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber


def inside(path: Path, figure: Mapping[str, Any]) -> str | None:
    """The characters whose middle lies in the figure's box, without white space; None where the page has none (a scan)."""
    page = plain_page(path, figure["page"])
    if not page.chars:
        return None
    return re.sub(r"\s", "", "".join(one["text"] for one in page.chars if _holds(figure, one)))


def agrees(printed: str, found: str | None) -> bool:
    """Whether they are the same characters; in which order they stand in a file says nothing."""
    return found is not None and sorted(found) == sorted(re.sub(r"\s", "", printed))


@cache
def plain_page(path: Path, number: int) -> Any:
    """A page (1-based) as pdfplumber has it; its characters are kept when the file is closed."""
    with pdfplumber.open(path) as document:
        page = document.pages[number - 1]
        page.chars  # noqa: B018  read while the file is open, and kept by the page
        return page


def _holds(figure: Mapping[str, Any], char: Mapping[str, Any]) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return figure["x0"] < across < figure["x1"] and figure["top"] < down < figure["bottom"]
