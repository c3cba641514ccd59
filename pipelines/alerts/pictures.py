"""The part of a page where an identity's figures stand, the one to look at first boxed in red."""

from __future__ import annotations

from pathlib import Path

from pipelines import pdf
from pipelines.alerts.evidence import Evidence
from pipelines.extraction.pages import Box

MARGIN_PT = 24.0
TALLEST_PT = 320.0
DPI = 110
SECONDS = 60.0
MEMORY_MB = 1024


def cell_picture(found: Evidence, file: Path) -> bytes | None:
    """A PNG of the figures on the suspect's page; None where it cannot be drawn: the words go out without it."""
    if not found.figures or not file.is_file():
        return None
    suspect = found.suspect
    here = [_box(one) for one in found.figures if one["page"] == suspect["page"]]
    marks = [*(pdf.Mark(box, "royalblue") for box in here), pdf.Mark(_box(suspect), "crimson")]
    drawn = pdf.run_guarded(
        draw, (file, suspect["page"], marks, _crop(here, _box(suspect))), seconds=SECONDS, memory_mb=MEMORY_MB
    )
    return None if isinstance(drawn, pdf.Unreadable) else drawn


def draw(file: Path, page: int, marks: list[pdf.Mark], crop: Box) -> bytes:
    """The crop as PNG; called in a guarded process."""
    return pdf.render_png(file, page, boxes=marks, dpi=DPI, crop=crop)


def _box(figure: object) -> Box:
    return Box(*(figure[side] for side in ("x0", "top", "x1", "bottom")))  # pyright: ignore[reportIndexIssue]


def _crop(boxes: list[Box], suspect: Box) -> Box:
    """Around all boxes, as wide as a row needs; around the suspect alone where they are far apart."""
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    if bottom - top > TALLEST_PT:
        middle = (suspect.top + suspect.bottom) / 2
        top, bottom = middle - TALLEST_PT / 2, middle + TALLEST_PT / 2
    return Box(0.0, top - MARGIN_PT, 10_000.0, bottom + MARGIN_PT)
