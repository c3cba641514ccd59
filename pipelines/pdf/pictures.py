"""Pictures of pages as displayed, with cells, rows, columns or tables boxed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from pipelines.extraction.pages import Box
from pipelines.pdf.limits import RefusedFile
from pipelines.pdf.opening import check_bytes, open_document, open_page

_MARGIN_PT = 4.0
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Mark:
    """A box to draw, in points of the page as displayed; ``colour`` as Pillow names it, ``filled`` tints it lightly."""

    box: Box
    colour: str = "crimson"
    label: str = ""
    filled: bool = False


def render_page(
    path: Path,
    page_number: int,
    *,
    boxes: Sequence[Mark] = (),
    dpi: int = 144,
    crop: Box | None = None,
    widest_px: int | None = None,
) -> Image.Image:
    """The page (1-based) as a viewer displays it, marks drawn over it, cut to ``crop`` and a small margin if given.

    With ``widest_px`` a page that would be wider at ``dpi`` is drawn smaller, just as wide as that.

    Raises:
        RefusedFile: the file cannot be opened or has no such page.
    """
    data = path.read_bytes()
    check_bytes(data)
    with open_document(data) as document:
        if not 1 <= page_number <= len(document):
            raise RefusedFile(f"there is no such page among {len(document)}", page_number)
        with open_page(document, page_number - 1, to_look_at=True) as page:
            scale = _scale(page.get_width(), dpi, widest_px)
            picture = page.render(scale=scale).to_pil().convert("RGB")  # pyright: ignore[reportArgumentType]
    picture = draw_marks(picture, boxes, scale)
    return picture if crop is None else _cut(picture, crop, scale)


def _scale(width_pt: float, dpi: int, widest_px: int | None) -> float:
    """Pixels for each point; pdfium rounds the width of a picture up."""
    return dpi / _POINTS_PER_INCH if widest_px is None else min(dpi / _POINTS_PER_INCH, (widest_px - 1) / width_pt)


def render_boxes(path: Path, places: Sequence[tuple[int, Box]], *, dpi: int) -> list[Image.Image]:
    """Grey pictures of parts of pages (page from 1, box as displayed), each drawn by itself: a cell costs no whole page.

    Raises:
        RefusedFile: the file cannot be opened or has no such page.
    """
    data = path.read_bytes()
    check_bytes(data)
    with open_document(data) as document:
        return [_render_box(document, page, box, dpi / _POINTS_PER_INCH) for page, box in places]


def _render_box(document: Any, number: int, box: Box, scale: float) -> Image.Image:
    if not 1 <= number <= len(document):
        raise RefusedFile(f"there is no such page among {len(document)}", number)
    with open_page(document, number - 1, to_look_at=True) as page:
        width, height = page.get_size()
        outside = (box.x0, height - box.bottom, width - box.x1, box.top)
        cut = tuple(max(0.0, side) for side in outside)
        return page.render(scale=scale, crop=cut).to_pil().convert("L")  # pyright: ignore[reportArgumentType]


def render_png(
    path: Path, page_number: int, *, boxes: Sequence[Mark] = (), dpi: int = 144, crop: Box | None = None
) -> bytes:
    """The same picture as the bytes of a PNG file."""
    buffer = BytesIO()
    render_page(path, page_number, boxes=boxes, dpi=dpi, crop=crop).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def draw_marks(picture: Image.Image, marks: Sequence[Mark], scale: float) -> Image.Image:
    """Tints first, so that every outline lies on top of every tint."""
    tint = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    tinting = ImageDraw.Draw(tint)
    for mark in marks:
        if mark.filled:
            tinting.rectangle(_pixels(mark.box, scale), fill=mark.colour)
    faint = Image.eval(tint.getchannel("A"), lambda alpha: alpha // 6)
    picture.paste(tint.convert("RGB"), mask=faint)
    drawing = ImageDraw.Draw(picture)
    for mark in marks:
        left, top, right, bottom = _pixels(mark.box, scale)
        drawing.rectangle((left, top, right, bottom), outline=mark.colour, width=max(2, round(scale)))
        if mark.label:
            drawing.text((left + 2, max(0, top - 12 * scale / 1.5)), mark.label, fill=mark.colour)
    return picture


def _cut(picture: Image.Image, crop: Box, scale: float) -> Image.Image:
    left, top, right, bottom = _pixels(crop, scale)
    margin = _MARGIN_PT * scale
    return picture.crop(
        (
            max(0, round(left - margin)),
            max(0, round(top - margin)),
            min(picture.width, round(right + margin)),
            min(picture.height, round(bottom + margin)),
        )
    )


def _pixels(box: Box, scale: float) -> tuple[float, float, float, float]:
    return box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale
