"""The pictures of a bundle against what is drawn here; where fonts or libraries are other ones, only what is safe is compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelines.evidence import words
from pipelines.evidence.archive import README
from pipelines.evidence.checking.again import Seen
from pipelines.evidence.checking.check import Check, check, unchecked
from pipelines.evidence.contents import Cell, Contents, Versions
from pipelines.extraction.amounts import UnreadableAmount, read_amount


def check_pictures(said: Contents, seen: Mapping[str, Seen], here: Versions) -> list[Check]:
    """Crops and pages, pixel by pixel where they must look alike; else the number in the crop is read."""
    drawn_alike = here.drawing == said.versions.drawing
    wrong, read, pages, unsure = [], [], [], []
    for cell in said.subjects:
        one = seen.get(cell.figure_id, Seen(False, False, True))
        must = drawn_alike and one.brings_its_fonts
        if not one.same_crop and must:
            wrong.append(f"the crop of {cell.figure_id} is not what the PDF shows there")
        elif not one.same_crop:
            (read if _shows(cell, one.texts) else wrong).append(f"the crop of {cell.figure_id} shows {one.texts}")
        if not one.same_page:
            (pages if must else unsure).append(f"the picture of page {cell.page} is not what the PDF shows")
    crops = f"{len(said.subjects) - len(read)} of {len(said.subjects)} drawn again are the same"
    checks = [check("crops", wrong, f"{crops}; {len(read)} read by OCR" if read else crops)]
    if unsure and not pages:
        why = "fonts of this machine" if drawn_alike else "another machine or drawing library"
        return [*checks, unchecked("page pictures", f"other pixels, as {why} may give")]
    return [*checks, check("page pictures", pages, "drawn again they are the same")]


def _shows(cell: Cell, texts: tuple[str, ...]) -> bool:
    """Whether any reading of a crop gave the printed number: fonts differ here, recognition is no proof against it."""
    return any(_number(text) == _number(cell.printed) for text in texts)


def _number(text: str) -> object:
    try:
        return read_amount(text)
    except UnreadableAmount:
        return text


def check_words(said: Contents, members: Mapping[str, bytes], here: Versions) -> Check:
    """The README says what the other members say."""
    if members.get(README) == words.readme(said).encode():
        return check("readme", [], "it says what the members say")
    if here.evidence != said.versions.evidence:
        missing = list(_not_in(members.get(README, b"").decode(errors="replace"), said))
        wrong = [f"{text!r} is not in it" for text in missing]
        return check("readme", wrong, "") if wrong else unchecked("readme", "written by another version of Yusuan")
    return check("readme", ["it says something else than the members do"], "")


def _not_in(text: str, said: Contents) -> Iterator[str]:
    """What every version says: whose file, what is printed, and what it amounts to."""
    lines = {part for line in text.splitlines() for part in (line, line.partition(": ")[2])}
    for cell in said.subjects:
        amount = [] if cell.amount_yuan is None else [f"{words.plain(cell.amount_yuan)} 元 yuan"]
        yield from (one for one in (said.document.document_id, cell.printed, *amount) if one not in lines)


def check_versions(said: Contents, here: Versions) -> Check:
    """Whether the same code looks again; where not, what it finds is compared all the same."""
    other = [name for name in Versions.model_fields if getattr(said.versions, name) != getattr(here, name)]
    if other:
        return unchecked("versions", f"this Yusuan is another one in: {', '.join(other)}")
    return check("versions", [], f"Yusuan {here.yusuan}, reader {here.reader[:12]}, rules {here.rules[:12]}")
