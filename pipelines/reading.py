"""Reading documents and landing what they say; a document that cannot be read is landed too, with the reason."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines import intake, pdf, warehouse
from pipelines.ahead import Ahead
from pipelines.extraction.records import Reading
from pipelines.pdf.reading import unreadable
from pipelines.pdf.thumbnails import Thumbnails, boxes_by_page, draw_each
from pipelines.registry import Registration
from pipelines.settings import Settings

PICTURED_DOCUMENTS = 20

Progress = Callable[[str, str], None]
"""Called with a document's key and what has just happened to it."""

Read = tuple[pdf.Request, Reading, Thumbnails]


@dataclass(frozen=True, slots=True)
class Landed:
    """A document that is landed: in which folder, and pictures of its first tables; None where it was not read now."""

    document: Registration
    folder: Path
    pictures: Thumbnails | None = None


def begin(documents: Sequence[Registration], settings: Settings) -> Ahead[Read]:
    """Begin to read documents, for who will land them when the home is theirs; nothing is written."""
    return Ahead(_readings([_request(document) for document in documents], settings))


def read_and_land(
    documents: Sequence[Registration], settings: Settings, progress: Progress, begun: Iterable[Read] = ()
) -> Iterator[Landed]:
    """Read what this reader has not read, several documents at a time; yields each document when it is landed.

    A document that was read before comes first and is not read again. What comes out of ``begun`` is not read again either.
    """
    unread = [document for document in documents if not intake.is_read(document, settings)]
    for document in documents:
        if document not in unread:
            yield Landed(document, settings.paths.landing / document.document_id)
    by_path = {document.path: document for document in unread}
    for request, reading, pictures in _all([_request(document) for document in unread], settings, begun):
        document = by_path[request.path]
        folder = _land(reading, request, settings)
        intake.note_read(document, settings)
        progress(document.key, "read")
        yield Landed(document, folder, pictures)


def draw_landed(landed: Sequence[Landed], settings: Settings) -> dict[Registration, Thumbnails]:
    """Pictures of the first tables of documents; of the newest few where there are many, since the UI keeps them all."""
    newest = landed[-PICTURED_DOCUMENTS:]
    known = {one.document: one.pictures for one in newest if one.pictures is not None}
    by_path = {one.document.path: one for one in newest if one.pictures is None}
    jobs = [
        (path, boxes_by_page(row["boxes"] for row in warehouse.landed_rows(one.folder, "printed_table")))
        for path, one in by_path.items()
    ]
    drawn = draw_each(
        jobs,
        seconds=settings.seconds_per_document,
        memory_mb=settings.memory_mb_per_document,
        workers=settings.workers,
    )
    return known | {by_path[path].document: thumbnails for path, thumbnails in drawn}


def _all(requests: Iterable[pdf.Request], settings: Settings, begun: Iterable[Read]) -> Iterator[Read]:
    """What was begun and is wanted, then the rest."""
    left = list(requests)
    for read in begun if left else ():
        if read[0] in left:
            left.remove(read[0])
            yield read
    yield from _readings(left, settings)


def _readings(requests: list[pdf.Request], settings: Settings) -> Iterator[Read]:
    return pdf.read_and_draw(
        requests,
        pictured=PICTURED_DOCUMENTS,
        seconds=settings.seconds_per_document,
        memory_mb=settings.memory_mb_per_document,
        workers=settings.workers,
        limits=pdf.Limits(max_pages=settings.max_pages),
    )


def _request(document: Registration) -> pdf.Request:
    stated = {field: str(value) for field, value in asdict(document.stated).items() if value is not None}
    stated.pop("source_url", None)
    return pdf.Request(document.path, document.file_name, document.source_url, stated)


def _land(reading: Reading, request: pdf.Request, settings: Settings) -> Path:
    """Land a reading; where one of its numbers cannot be kept as printed, land that the document is unreadable."""
    started = time.perf_counter()
    try:
        return warehouse.land(reading, settings.paths.landing)
    except warehouse.TooPrecise as error:
        seconds = reading.document.read_seconds + time.perf_counter() - started
        refused = unreadable(request, reading.document.document_id, str(error), None, seconds)
        return warehouse.land(refused, settings.paths.landing)
