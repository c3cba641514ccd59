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

from pipelines.extraction.pages import Box
from pipelines.extraction.records import DocumentRow, Reading
from pipelines.pdf.guarded import Unreadable, run_both
from pipelines.pdf.limits import DEFAULT_LIMITS, Limits, RefusedFile
from pipelines.pdf.thumbnails import Thumbnails, boxes_by_page, draw

READER = ("pipelines.pdf.whole", "pipelines.pdf.pictures", "pipelines.extraction.reader")
"""What a process that reads imports first."""


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
    from pipelines.extraction.reader import read
    from pipelines.pdf.opening import check_bytes
    from pipelines.pdf.placement import as_displayed
    from pipelines.pdf.whole import read_all

    started = time.perf_counter()
    data = path.read_bytes()
    document_id = sha256(data).hexdigest()
    request = Request(path, file_name, source_url, stated)
    try:
        check_bytes(data, limits)
        found = read_all(data, limits)
    except RefusedFile as refused:
        return unreadable(request, document_id, refused.reason, refused.page, time.perf_counter() - started)
    reading = read(
        found.pages,
        document_id=document_id,
        file_name=file_name,
        source_url=source_url,
        page_count=len(found.pages),
        stated=stated,
    )
    reading = as_displayed(reading, found.placings)
    reading.pages = [replace(row, read_seconds=found.seconds[row.page - 1]) for row in reading.pages]
    reading.document = replace(reading.document, read_seconds=time.perf_counter() - started)
    return reading


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
    read = read_and_draw(requests, pictured=0, seconds=seconds, memory_mb=memory_mb, workers=workers, limits=limits)
    for request, reading, _ in read:
        yield request, reading


def read_and_draw(
    requests: Sequence[Request],
    *,
    pictured: int,
    seconds: float,
    memory_mb: int,
    workers: int = 1,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[tuple[Request, Reading, Thumbnails]]:
    """The same, with pictures of the first tables of the last ``pictured`` files; what cannot be drawn has none."""
    drawn_from = len(requests) - pictured

    def tables(index: int, reading: Reading) -> tuple[Path, Mapping[int, Sequence[Box]]] | None:
        boxes = boxes_by_page(table.boxes for table in reading.tables)
        return (requests[index].path, boxes) if boxes and index >= drawn_from else None

    jobs = [(request, limits) for request in requests]
    outcomes = run_both(
        _read_request, jobs, draw, tables,
        seconds=seconds, memory_mb=memory_mb, workers=workers, preload=READER,
    )  # fmt: skip
    for index, outcome, pictures in outcomes:
        request = requests[index]
        if isinstance(outcome, Unreadable):
            document_id = sha256(request.path.read_bytes()).hexdigest()
            outcome = unreadable(request, document_id, f"{outcome.failure}: {outcome.reason}", outcome.page, seconds)
        yield request, outcome, {} if pictures is None or isinstance(pictures, Unreadable) else pictures


def _read_request(request: Request, limits: Limits) -> Reading:
    return read_document(
        request.path,
        file_name=request.file_name,
        source_url=request.source_url,
        stated=request.stated,
        limits=limits,
    )
