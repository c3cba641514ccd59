"""All checks of a bundle, in the order in which each relies on those before it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipelines import pdf
from pipelines.evidence import archive, contents
from pipelines.evidence.checking import amounts, cells, identities
from pipelines.evidence.checking.again import Again, look_again
from pipelines.evidence.checking.check import Check, check
from pipelines.evidence.checking.pictures import check_pictures, check_versions, check_words
from pipelines.evidence.contents import Contents
from pipelines.evidence.versions import versions_here


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading and drawing the PDF again may take."""

    seconds: float = 300.0
    memory_mb: int = 1536


def verify(file: Path, *, digest: str | None = None, bounds: Bounds | None = None) -> Iterator[Check]:
    """Check a bundle; after a check that nothing further can rely on, the checks end.

    Args:
        file: the zip.
        digest: what its digest must be, told by whoever vouches for it; not compared unless given.
        bounds: the limits of the process that meets the PDF.
    """
    try:
        members = archive.unpack(file)
    except archive.NotABundle as error:
        yield check("archive", [str(error)], "")
        return
    yield check("archive", [], f"{len(members)} members, nothing else in the file")
    sealed = _check_seal(members, digest)
    yield sealed
    if sealed.outcome == "holds":
        yield from _check_members(members, bounds or Bounds(), vouched_for=digest is not None)


def _check_seal(members: archive.Members, digest: str | None) -> Check:
    found = archive.digest(members)
    wrong = [f"{name} is not what the manifest says" for name in archive.unsealed(members)]
    if digest is not None and digest.strip().lower() != found:
        wrong.append(f"the digest is {found}")
    return check("manifest", wrong, f"digest {found}" + (", as told" if digest else ""))


def _check_members(members: archive.Members, bounds: Bounds, *, vouched_for: bool) -> Iterator[Check]:
    try:
        said = contents.read(members)
    except ValidationError as error:
        first = error.errors()[0]
        yield check("contents", [f"{'.'.join(map(str, first['loc']))}: {first['msg']}"], "")
        return
    except ValueError as error:
        yield check("contents", [str(error)], "")
        return
    source = check_source(said, members)
    yield source
    if source.outcome == "holds":
        again = _looked_again(said, members, bounds)
        yield from ([again] if isinstance(again, Check) else judge(said, members, again))
        if not vouched_for:
            yield identities.check_choice()


def check_source(said: Contents, members: archive.Members) -> Check:
    """The PDF is the document that everything speaks of, and no member is of anything else."""
    document = said.document.document_id
    names = {*contents.NAMES.values(), archive.SOURCE, archive.README, archive.MANIFEST}
    for cell in said.subjects:
        names |= {contents.crop_name(cell.figure_id), contents.page_name(cell.figure_id)}
    wrong = [f"{name} belongs to no bundle" for name in sorted(members.keys() - names)]
    wrong += [f"{name} is missing" for name in sorted(names - members.keys())]
    if hashlib.sha256(members.get(archive.SOURCE, b"")).hexdigest() != document:
        wrong.append("the SHA-256 of source.pdf is not the document_id")
    rows = (*said.figures.cells, *said.figures.claims)
    wrong += [f"a cell is of {row.document_id[:12]}" for row in rows if row.document_id != document]
    return check("source", wrong, f"SHA-256 of the PDF is the document {document[:12]}")


def _looked_again(said: Contents, members: archive.Members, bounds: Bounds) -> Again | Check:
    with tempfile.TemporaryDirectory() as aside:
        file = Path(aside) / archive.SOURCE
        file.write_bytes(members[archive.SOURCE])
        drawn = {name: data for name, data in members.items() if name.endswith(".png")}
        found = pdf.run_guarded(
            look_again,
            (file, said, drawn),
            seconds=bounds.seconds,
            memory_mb=bounds.memory_mb,
            preload=("pipelines.extraction",),
        )
    if isinstance(found, pdf.Unreadable):
        return check("reading", [f"{found.failure}: {found.reason}"], "")
    if found.reading.document.reading_status == "unreadable":
        return check("reading", [found.reading.document.reading_reason or "it cannot be read"], "")
    return found


def judge(said: Contents, members: Mapping[str, bytes], again: Again) -> Iterator[Check]:
    """What the bundle says against what was read and drawn again."""
    here, reading = versions_here(), again.reading
    yield cells.check_document(said, reading)
    yield cells.check_cells(said, reading)
    yield cells.check_claims(said, reading)
    yield amounts.check_amounts(said)
    yield from _made([amounts.check_fact(said), amounts.check_reconciling(said)])
    yield identities.check_identities(said, reading)
    yield identities.check_confirmation(said)
    yield from _made([identities.check_waivers(said), identities.check_elsewhere(said)])
    yield from check_pictures(said, again.seen, here)
    yield check_words(said, members, here)
    yield check_versions(said, here)


def _made(checks: list[Check | None]) -> Iterator[Check]:
    yield from (one for one in checks if one is not None)
