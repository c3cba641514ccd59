"""All pages of one document, in their order; a page that is a picture is recognised."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from pipelines.extraction.pages import Page
from pipelines.pdf.guarded import note_page
from pipelines.pdf.limits import Limits
from pipelines.pdf.opening import open_document
from pipelines.pdf.pages import read_page
from pipelines.pdf.scanning import Placing, read_scan


@dataclass(slots=True)
class Pages:
    """The pages of one document, the seconds each took, and the way back to the displayed page where it is not the same."""

    pages: list[Page] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    placings: dict[int, Placing] = field(default_factory=dict)


def read_all(data: bytes, limits: Limits) -> Pages:
    """Read every page of PDF bytes.

    Raises:
        RefusedFile: the file, or a page of it, cannot be read.
    """
    found = Pages()
    with open_document(data, limits) as document:
        for index in range(len(document)):
            note_page(index + 1)
            started = time.perf_counter()
            page = read_page(document, index, limits)
            if page.image_only:
                page, found.placings[page.number] = read_scan(document, index, page, limits)
            elif page.turned:
                found.placings[page.number] = page.as_displayed
            found.pages.append(page)
            found.seconds.append(time.perf_counter() - started)
    return found
