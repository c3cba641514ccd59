"""Writing a bundle, and drawing what a figure or a fact was printed as, from a published home."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import publication, registry, warehouse
from pipelines.evidence import archive, contents, pictures, subjects, words
from pipelines.evidence.contents import Contents
from pipelines.evidence.gathering import gather
from pipelines.evidence.subjects import NoSuchFigure, Subject
from pipelines.home import Home
from pipelines.publication import Release
from pipelines.registry import Registration

TABLE = "select * from audit.figure where document_id = ? and table_no = ?"
FIGURE = "select * from audit.figure where figure_id = ?"


@dataclass(frozen=True, slots=True)
class Found:
    """A subject with the PDF that prints it and the release that speaks of it."""

    subject: Subject
    document: Registration
    release: Release


def find(key: str, home: Home) -> Found:
    """The figure or fact of this key in what is published.

    Raises:
        NoSuchFigure: nothing is published, nothing is called so, or its PDF is not among the registered ones.
    """
    release = publication.published(home)
    if release is None:
        raise NoSuchFigure(f"no figure {key!r}: nothing is published in {home.root}")
    subject = subjects.find(key, release.database)
    document = registry.find(subject.document_id, home)
    if document is None:
        raise NoSuchFigure(f"the PDF of {subject.document_id} is not in {home.originals}")
    return Found(subject, document, release)


def drawn_pages(found: Found) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each figure of the subject (a row of ``audit.figure``) with a PNG of its page."""
    for figure_id in found.subject.figure_ids:
        (figure,) = warehouse.query(found.release.database, FIGURE, [figure_id])
        table = warehouse.query(found.release.database, TABLE, [figure["document_id"], figure["table_no"]])
        yield figure, pictures.png(pictures.draw_page(found.document.path, figure, table))


def bundled(found: Found) -> dict[str, bytes]:
    """The sealed members of a bundle; the same release, code and libraries give the same bytes."""
    said = gather(found.subject, found.document, found.release)
    members = {
        **contents.written(said),
        **_drawn(said, found.document.path),
        archive.SOURCE: found.document.path.read_bytes(),
        archive.README: words.readme(said).encode(),
    }
    return archive.sealed(members)


def write(members: archive.Members, file: Path) -> None:
    """Write the zip: aside, then renamed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{os.getpid()}-{file.name}.part")
    try:
        aside.write_bytes(archive.pack(members))
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def _drawn(said: Contents, file: Path) -> dict[str, bytes]:
    table = [cell.model_dump() for cell in said.figures.cells]
    found: dict[str, bytes] = {}
    for subject in said.subjects:
        cell = subject.model_dump()
        found[contents.crop_name(subject.figure_id)] = pictures.png(pictures.draw_crop(file, cell))
        found[contents.page_name(subject.figure_id)] = pictures.png(pictures.draw_page(file, cell, table))
    return found
