"""One registered file in, one ``Reading`` out: opened, read page by page, understood by the extraction.

A file that cannot be read gives a ``Reading`` too, one that says why.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pipelines.extraction.pages import Page
from pipelines.extraction.records import DocumentRow, Reading
from pipelines.pdf.guarded import Unreadable, note_page, run_each
from pipelines.pdf.opening import DEFAULT_LIMITS, Limits, RefusedFile, check_bytes, open_document
from pipelines.pdf.pages import read_page
from pipelines.pdf.placement import as_displayed


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read: where it is, what it is called, where it came from, what was stated when it was registered."""

    path: Path
    file_name: str
    source_url: str | None = None
    stated: Mapping[str, str] = field(default_factory=dict)


def read_document(
    path: Path,
    *,
    file_name: str,
    source_url: str | None,
    stated: Mapping[str, str],
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Read the PDF at ``path``; ``document_id`` is the SHA-256 of its bytes, boxes are those of displayed pages.

    What makes a file unreadable (format, damage, password, limits) is said in the ``Reading``: ``reading_status``
    'unreadable', ``reading_reason`` with file name, page and cause. Other errors are the reader's own and are raised.
    """
    from pipelines.extraction import read  # the gateway works without it; whoever only wants pages need not load it

    started = time.perf_counter()
    data = path.read_bytes()
    document_id = sha256(data).hexdigest()
    request = Request(path, file_name, source_url, stated)
    try:
        check_bytes(data, limits)
        pages, seconds = _read_all(data, limits)
    except RefusedFile as refused:
        return unreadable(request, document_id, refused.reason, refused.page, time.perf_counter() - started)
    reading = read(
        pages,
        document_id=document_id,
        file_name=file_name,
        source_url=source_url,
        page_count=len(pages),
        stated=stated,
    )
    reading = as_displayed(reading, pages)
    reading.pages = [replace(row, read_seconds=seconds[row.page - 1]) for row in reading.pages]
    reading.document = replace(reading.document, read_seconds=time.perf_counter() - started)
    return reading


def _read_all(data: bytes, limits: Limits) -> tuple[list[Page], list[float]]:
    """All pages and the seconds each of them took."""
    pages, seconds = [], []
    with open_document(data, limits) as document:
        for index in range(len(document)):
            note_page(index + 1)
            started = time.perf_counter()
            pages.append(read_page(document, index, limits))
            seconds.append(time.perf_counter() - started)
    return pages, seconds


def unreadable(request: Request, document_id: str, reason: str, page: int | None, seconds: float) -> Reading:
    """The reading of a document that gave nothing: no rows, and the reason with file name and page."""
    place = request.file_name if page is None else f"{request.file_name}, page {page}"
    return Reading(
        DocumentRow(
            document_id=document_id,
            file_name=request.file_name,
            source_url=request.source_url,
            page_count=0,
            body=None,
            body_code=None,
            region=None,
            fiscal_year=None,
            kind=None,
            scope=None,
            identity_basis="",
            reading_status="unreadable",
            reading_reason=f"{place}: {reason}",
            reader_version=version("yusuan"),
            read_seconds=seconds,
        )
    )


def read_documents(
    requests: Sequence[Request],
    *,
    seconds: float,
    memory_mb: int,
    workers: int = 1,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[tuple[Request, Reading]]:
    """Read many files, each guarded by a limit of time and memory; yields (request, reading) as they finish.

    A document that breaks its limits, crashes its process or meets an error of the reader is 'unreadable' and says so.
    """
    jobs = [(request, limits) for request in requests]
    outcomes = run_each(
        _read_request, jobs, seconds=seconds, memory_mb=memory_mb, workers=workers, preload=("pipelines.extraction",)
    )
    for index, outcome in outcomes:
        request = requests[index]
        if isinstance(outcome, Unreadable):
            document_id = sha256(request.path.read_bytes()).hexdigest()
            outcome = unreadable(request, document_id, f"{outcome.failure}: {outcome.reason}", outcome.page, seconds)
        yield request, outcome


def _read_request(request: Request, limits: Limits) -> Reading:
    return read_document(
        request.path,
        file_name=request.file_name,
        source_url=request.source_url,
        stated=request.stated,
        limits=limits,
    )
