"""From a page that is a picture to a page with text: rendered, recognised, and the way back to the page as displayed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from pipelines.extraction.pages import Box, Page
from pipelines.pdf.limits import DEFAULT_LIMITS, Limits
from pipelines.pdf.opening import open_page

if TYPE_CHECKING:
    from pipelines.pdf.scans.page import ScannedPage

Placing = Callable[[Box], Box]
"""From a box of the page as read to where it lies on the page as displayed."""

_DPI = 200
_POINTS_PER_INCH = 72
# A drawing of a metre and more is rendered smaller, so that its picture stays below 40 MB.
_LONGEST_SIDE_PX = 6000


def read_scan(
    document: pdfium.PdfDocument, index: int, page: Page, limits: Limits = DEFAULT_LIMITS
) -> tuple[Page, Placing]:
    """Recognise the text of ``page``, which is a picture; the recognition is loaded only now (300 MB).

    Returns:
        The page with lines and grids, ``method`` 'ocr', and the way from its boxes (on the straightened picture) back.
    """
    import numpy as np

    from pipelines.pdf.scans import read_scanned_page

    scale = min(_DPI / _POINTS_PER_INCH, _LONGEST_SIDE_PX / max(page.width_pt, page.height_pt))
    with open_page(document, index, limits) as opened:
        bitmap = opened.render(scale=scale, grayscale=True)  # pyright: ignore[reportArgumentType]
        picture = np.array(bitmap.to_pil().convert("L"))
    scanned = read_scanned_page(
        picture, number=page.number, width_pt=page.width_pt, height_pt=page.height_pt, rotation=page.rotation
    )
    notes = (*page.notes, "a picture: its text was recognised")
    return replace(scanned.page, notes=notes, image_only=not scanned.page.lines), _placing(scanned)


def _placing(scanned: ScannedPage) -> Placing:
    scale = scanned.pixels_per_pt

    def place(box: Box) -> Box:
        sides = (box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale)
        return Box(*(side / scale for side in scanned.turn.original_box(*sides)))

    return place
