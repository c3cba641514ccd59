"""The reference reader: plain pdfplumber, for tests and the bench only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pdfplumber

Rows = list[list[str | None]]


def read_reference(path: Path) -> Iterator[list[Rows]]:
    """For every page of ``path`` the tables that plain ``pdfplumber.Page.extract_tables`` finds."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            yield page.extract_tables()
            page.close()
