"""Small pictures of a document's first tables, for people who look at a run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from pipelines.extraction.pages import Box
from pipelines.pdf.guarded import Unreadable, run_each

PAGES = 3
DPI = 60
COLOURS = 16

Thumbnails = Mapping[int, bytes]
"""Page number (from 1) -> PNG, about 20 kB each."""


def boxes_by_page(tables: Iterable[str | None], pages: int = PAGES) -> dict[int, list[Box]]:
    """The boxes of tables on the first pages that have any.

    Args:
        tables: ``boxes`` of each row of ``raw.printed_table``: a JSON list of [page, x0, top, x1, bottom], None where there is none.
        pages: how many pages at most.
    """
    found: dict[int, list[Box]] = {}
    for boxes in tables:
        for page, *sides in json.loads(boxes or "[]"):
            found.setdefault(page, []).append(Box(*sides))
    return {page: found[page] for page in sorted(found)[:pages]}


def draw(path: Path, boxes: Mapping[int, Sequence[Box]]) -> Thumbnails:
    """The pages of one document with each box drawn."""
    return {page: _png(path, page, marked) for page, marked in boxes.items()}


def draw_each(
    documents: Sequence[tuple[Path, Mapping[int, Sequence[Box]]]], *, seconds: float, memory_mb: int, workers: int
) -> Iterator[tuple[Path, Thumbnails]]:
    """Draw many documents, each in a guarded process; one that cannot be drawn has no thumbnails."""
    jobs = [document for document in documents if document[1]]
    for index, outcome in run_each(draw, jobs, seconds=seconds, memory_mb=memory_mb, workers=workers):
        yield jobs[index][0], {} if isinstance(outcome, Unreadable) else outcome


def _png(path: Path, page: int, boxes: Sequence[Box]) -> bytes:
    from pipelines.pdf.pictures import Mark, render_page  # drawing is for the processes that read

    picture = render_page(path, page, boxes=[Mark(box) for box in boxes], dpi=DPI).quantize(COLOURS)
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
