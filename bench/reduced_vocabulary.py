"""The vocabulary without what only one city's documents need: which entries those are, and a checkout that lacks them.

An entry is *needed* by a city when the reader would choose it for some cell, line or sentence of its documents: the first entry that
explains a title or a header cell, any word that occurs in the others. Codes and names of the classification count where they are printed.
"""

from __future__ import annotations

import itertools
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import tomlkit
from corpus import ROOT

from pipelines.extraction.captions import bare_title, reads_as_title
from pipelines.extraction.folding import fold
from pipelines.extraction.meanings import _explain  # pyright: ignore[reportPrivateUsage]
from pipelines.pdf import read_pages
from pipelines.vocabulary import families, titles

VOCABULARY = ROOT / "pipelines" / "vocabulary"
COPIED = ("pipelines", "dbt_project", "expectations")
MARKER = "pyproject.toml"
NEVER = "(?!)"
Path_ = tuple[str | int, ...]
Atom = tuple[str, Path_]
"""One entry or word: the file it is in and its place there."""


@dataclass
class Texts:
    """What the documents of a city print, folded: cells, lines, and everything in one string."""

    cells: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    whole: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All lines and cells, one after the other."""
        return "\n".join(self.whole)


def texts_of(files: Iterable[Path]) -> Texts:
    """Read the pages of these PDFs."""
    found = Texts()
    for path in files:
        for page in read_pages(path):
            lines = [fold(line.text) for line in page.lines]
            found.cells.update(fold(cell.text) for grid in page.grids for row in grid.rows for cell in row if cell)
            found.lines.update(lines)
            found.lines.update(above + below for above, below in itertools.pairwise(lines))
            found.whole.append("".join(lines))
    found.whole.extend(sorted(found.cells))
    return found


def needs(texts: Texts) -> set[Atom]:
    """The entries and words that these texts need."""
    found = set(_titles(texts)) | set(_headings(texts))
    for name, places in _word_lists().items():
        used = _USES[name]
        found |= {(name, place) for place, word in places.items() if used(word, texts)}
    return found


def _titles(texts: Texts) -> Iterator[Atom]:
    for line in texts.lines | texts.cells:
        if reads_as_title(line):
            bare = bare_title(line)
            for at, title in enumerate(titles()):
                if title.matches(bare):
                    yield "families.toml", ("title", at)
                    break


def _headings(texts: Texts) -> Iterator[Atom]:
    chosen = {
        entry.pattern.pattern
        for text in texts.cells
        for family in families()
        for leaf in (True, False)
        if (entry := _explain(text, family.name, None, leaf)[0]) is not None
    }
    for place, pattern in _heading_patterns().items():
        if pattern in chosen:
            yield "columns.toml", place


@cache
def _document(name: str) -> Any:
    return tomlkit.parse((VOCABULARY / name).read_text(encoding="utf-8")).unwrap()


@cache
def _heading_patterns() -> Mapping[Path_, str]:
    data = _document("columns.toml")
    return {
        (part, at, key, number): pattern
        for part, key in (("column", "headings"), ("heading", "patterns"))
        for at, entry in enumerate(data[part])
        for number, pattern in enumerate(entry.get(key, ()))
    }


@cache
def _word_lists() -> Mapping[str, Mapping[Path_, str]]:
    """Every word of the other files by its place: members of lists, labels, classification entries."""
    lists = {name: dict(_words(_document(name))) for name in ("rows.toml", "targets.toml", "bodies.toml")}
    lists["concepts.toml"] = {
        ("concept", at, key, number): word
        for at, entry in enumerate(_document("concepts.toml")["concept"])
        for key in ("terms", "inner_terms", "change_terms")
        for number, word in enumerate(entry.get(key, ()))
    }
    for name in ("functions.toml", "economics.toml"):
        data = _document(name)
        lists[name] = {
            (part, at): entry["name"] for part in data if part != "uncoded" for at, entry in enumerate(data[part])
        }
    return lists


def _words(value: Any, place: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _words(inner, (*place, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _words(inner, (*place, at)) if isinstance(inner, dict) else [((*place, at), str(inner))]


@cache
def _pattern(word: str) -> re.Pattern[str] | None:
    try:
        return re.compile(word)
    except re.error:
        return None


def _whole_cell(word: str, texts: Texts) -> bool:
    pattern = _pattern(word)
    return pattern is not None and any(pattern.fullmatch(text) for text in texts.cells | texts.lines)


def _somewhere(word: str, texts: Texts) -> bool:
    pattern = _pattern(word)
    return word in texts.text or (pattern is not None and pattern.search(texts.text) is not None)


def _name_in_cell(word: str, texts: Texts) -> bool:
    name = fold(word)
    return any(name in cell for cell in texts.cells)


_USES: dict[str, Callable[[str, Texts], bool]] = {
    "rows.toml": _whole_cell,
    "targets.toml": _whole_cell,
    "bodies.toml": _somewhere,
    "concepts.toml": lambda word, texts: word in texts.text,
    "functions.toml": _name_in_cell,
    "economics.toml": _name_in_cell,
}


def needed_by_one(needed: Mapping[str, set[Atom]]) -> dict[str, set[Atom]]:
    """For each city the entries that it needs and no other does."""
    cities: dict[Atom, list[str]] = defaultdict(list)
    for city, atoms in needed.items():
        for atom in atoms:
            cities[atom].append(city)
    return {city: {atom for atom in atoms if cities[atom] == [city]} for city, atoms in needed.items()}


def checkout_without(atoms: Iterable[Atom], folder: Path) -> Path:
    """A copy of the code in ``folder`` whose vocabulary lacks ``atoms``."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "target", "logs"))
    shutil.copy(ROOT / MARKER, folder / MARKER)
    places: dict[str, list[Path_]] = defaultdict(list)
    for name, place in atoms:
        places[name].append(place)
    for name, removed in places.items():
        file = folder / "pipelines" / "vocabulary" / name
        document = tomlkit.parse(file.read_text(encoding="utf-8")).unwrap()
        for place in sorted(removed, key=lambda p: [(isinstance(part, int), part) for part in p], reverse=True):
            _remove(document, place)
        file.write_text(tomlkit.dumps(document), encoding="utf-8")
    return folder


def _remove(document: Any, place: Path_) -> None:
    """Take out one member; an emptied list of patterns keeps one that matches nothing, an emptied heading goes."""
    *parents, last = place
    holder = document
    for part in parents:
        holder = holder[part]
    del holder[last]
    if holder == []:
        holder.append(NEVER)
