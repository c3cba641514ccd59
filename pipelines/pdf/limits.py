"""What a file may hold, and that it was refused; known to who asks for a reading, whom pdfium would cost a tenth of a second."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may hold before it is refused; the largest real file seen has 262 pages and 4 MB."""

    max_pages: int = 2000
    max_bytes: int = 300_000_000
    max_characters_per_page: int = 200_000
    max_objects_per_page: int = 300_000


DEFAULT_LIMITS = Limits()


class RefusedFile(Exception):
    """The file cannot be read; ``reason`` says why, ``page`` (1-based) where, if one page is to blame."""

    def __init__(self, reason: str, page: int | None = None):
        super().__init__(reason if page is None else f"page {page}: {reason}")
        self.reason = reason
        self.page = page
