"""Part of a page as displayed, drawn by itself: fine enough to be read again, at the cost of the part and not of the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from pipelines.extraction.pages import Box
from pipelines.pdf.limits import RefusedFile
from pipelines.pdf.opening import check_bytes, open_document, open_page
from pipelines.pdf.pictures import Mark, draw_marks

_POINTS_PER_INCH = 72


def render_part(path: Path, page_number: int, part: Box, *, boxes: Sequence[Mark] = (), dpi: int = 290) -> Image.Image:
    """What a viewer displays inside ``part`` of the page (1-based), the marks drawn over it; all in points as displayed.

    ``part`` is cut at the edges of the page, see ``part_on_page``.

    Raises:
        RefusedFile: the file cannot be opened or has no such page.
    """
    data = path.read_bytes()
    check_bytes(data)
    scale = dpi / _POINTS_PER_INCH
    with open_document(data) as document:
        if not 1 <= page_number <= len(document):
            raise RefusedFile(f"there is no such page among {len(document)}", page_number)
        with open_page(document, page_number - 1, to_look_at=True) as page:
            width, height = page.get_size()
            seen = part_on_page(part, width, height)
            outside = (seen.x0, height - seen.bottom, width - seen.x1, seen.top)
            bitmap = page.render(scale=scale, crop=outside)  # pyright: ignore[reportArgumentType]
            picture = bitmap.to_pil().convert("RGB")
    return draw_marks(picture, [_moved(mark, seen) for mark in boxes], scale)


def part_on_page(part: Box, width_pt: float, height_pt: float) -> Box:
    """``part`` without what lies outside the page; its sides lie on whole points, so that pixels fall alike in any part."""
    left, top = max(0.0, float(int(part.x0))), max(0.0, float(int(part.top)))
    return Box(left, top, min(width_pt, float(int(part.x1) + 1)), min(height_pt, float(int(part.bottom) + 1)))


def _moved(mark: Mark, seen: Box) -> Mark:
    box = Box(mark.box.x0 - seen.x0, mark.box.top - seen.top, mark.box.x1 - seen.x0, mark.box.bottom - seen.top)
    return Mark(box, mark.colour, mark.label, mark.filled)
