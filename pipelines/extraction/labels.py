"""What a label in the prose names: the words in front of a number, taken to a concept of the vocabulary, or to nothing.

A label is resolved only if the whole of it, without filler, is a term of exactly one concept in the context that is open. Context is
what headings and earlier sentences have opened; see :class:`Context`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.extraction.sentences import BASE_LEVEL
from pipelines.vocabulary.concepts import NEUTRAL, SILENT, Concept, ConceptVocabulary

_YEAR = re.compile(r"(20\d\d)年度?")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_CODED_PATH = re.compile(r"\((\d{3})类\).*?\((\d{2})款\).*?\((\d{2})项\)")
_NAMED_PATH = re.compile(
    r"(?:(?P<class>[^()\d.、]+)\(类\)(?:支出)?)?(?P<group>[^()\d.、]+)\(款\)(?P<item>[^()\d.、]+)\(项\)"
)
_PART_OF_PATH = re.compile(r"\((?:\d{2})?[款项]\)")
_CLASS_HEADING = re.compile(r"([^()]+)\(类\)")
_FUNCTION_CODE = re.compile(r"2\d{2}(\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label names: a concept, its subject where the concept has one, and the year the label names."""

    concept: Concept
    subject: str | None = None
    year: int | None = None


@dataclass(slots=True)
class Frame:
    """A concept whose parts may follow; ``opened`` where the text says so (其中), so that only its parts may."""

    concept: str
    opened: bool = False


@dataclass(slots=True)
class Entry:
    """One open heading: its title, the section it is, and what its text has opened."""

    level: int
    title: str
    section: str | None
    frames: list[Frame] = field(default_factory=list)


@dataclass(slots=True)
class Context:
    """The open headings, outermost first, and how a label is read among them."""

    vocabulary: ConceptVocabulary
    bodies: frozenset[str]
    final_accounts: bool
    entries: list[Entry] = field(default_factory=lambda: [Entry(BASE_LEVEL, "", None)])

    @property
    def _concepts(self) -> Iterator[Concept]:
        """The concepts that a document of this kind can state."""
        other = "budget" if self.final_accounts else "final_accounts"
        return (concept for concept in self.vocabulary.concepts.values() if concept.kind != other)

    @property
    def silent(self) -> bool:
        """Whether an open heading says that no figure of a table is stated here (definitions, duties, single projects)."""
        return any(entry.section == SILENT for entry in self.entries)

    def open_heading(self, level: int, title: str) -> None:
        """Close the headings of this level and below, and open this one."""
        self.entries = [entry for entry in self.entries if entry.level < level]
        if level <= 1:
            self.entries = [entry for entry in self.entries if entry.level != BASE_LEVEL]
        meaning = self.resolve(title) if not self.silent else None
        section = None if meaning else self.vocabulary.section(title)
        frames = [Frame(meaning.concept.name)] if meaning else []
        self.entries.append(Entry(level, title, section or (None if meaning else "unknown"), frames))

    def open_parts(self, meaning: Meaning) -> None:
        """Remember that a figure of this concept was stated: its parts may follow."""
        entry = self.entries[-1]
        while entry.frames and not self._is_part(meaning.concept, entry.frames[-1].concept):
            entry.frames.pop()
        entry.frames.append(Frame(meaning.concept.name))

    def say_of_which(self, known: bool) -> None:
        """Remember that the text now lists parts (其中) of the last figure; ``known`` is whether that figure was understood."""
        frames = self.entries[-1].frames
        if known and frames:
            frames[-1].opened = True
        else:
            frames.append(Frame("unknown", opened=True))

    def resolve(self, label: str, *, of_change: bool = False) -> Meaning | None:
        """Read a folded label, as printed in front of a number; None where it is not exactly one concept.

        ``of_change``: the label is what a comparison with last year is about (收入比上年增加), where shorter words do.
        """
        year, bare = self._year_and_rest(label)
        if bare is None:
            return None
        codes = [content for content in _BRACKETED.findall(bare) if re.search(r"\d", content)]
        path = self._path(bare)
        if path or codes or _PART_OF_PATH.search(bare):
            return self._item(path or self._code(codes), year)
        plain = _BRACKETED.sub("", bare)
        for candidate in self._strip(plain):
            if meaning := self._in_context(candidate, year, of_change):
                return meaning
        return None

    def is_empty(self, label: str) -> bool:
        """Whether a label is filler only (2023年年初预算数), so that the heading says what the number is."""
        _, bare = self._year_and_rest(label)
        return bare is not None and "" in self._strip(bare)

    def _year_and_rest(self, label: str) -> tuple[int | None, str | None]:
        """The year a label names and the label without it and without the body's own name; no rest where somebody else is named."""
        years = _YEAR.findall(label)
        if len(years) > 1:
            return None, None
        rest = _YEAR.sub("", label, count=1)
        named = max((body for body in self.bodies if rest.startswith(body)), key=len, default="")
        rest = rest[len(named) :]
        return (int(years[0]) if years else None), rest

    def _strip(self, label: str) -> Iterator[str]:
        """The label, then what is left of it as filler is taken off its ends, fewest words first."""
        trailing = self.vocabulary.grammar["trailing_final" if self.final_accounts else "trailing"]
        queue, seen = [label], {label}
        for current in queue:
            yield current
            shorter = [current.removesuffix(word) for word in trailing if current.endswith(word)]
            shorter += [
                current.removeprefix(word) for word in self.vocabulary.grammar["leading"] if current.startswith(word)
            ]
            for candidate in shorter:
                if candidate not in seen:
                    seen.add(candidate)
                    queue.append(candidate)

    def _in_context(self, label: str, year: int | None, of_change: bool) -> Meaning | None:
        """The concept the label names in the innermost context that has it, else the one that stands alone."""
        if not label:
            return None
        for context, names_allowed, opened in self._contexts():
            found = [
                Meaning(c, label if c.names else None, year)
                for c in self._concepts
                if context in c.within
                and (opened or not c.of_which)
                and self._names(c, label, names_allowed, of_change)
            ]
            if found:
                return found[0] if len(found) == 1 else None
        sections = {entry.section for entry in self.entries}
        alone = [
            Meaning(c, None, year)
            for c in self._concepts
            if c.stands_alone and label in c.terms and not sections & set(c.not_within)
        ]
        return alone[0] if len(alone) == 1 else None

    def _names(self, concept: Concept, label: str, names_allowed: bool, of_change: bool) -> bool:
        """Whether a label names a concept whose context is open."""
        if label in concept.terms or label in concept.inner_terms or (of_change and label in concept.change_terms):
            return True
        return names_allowed and concept.names is not None and label in self.vocabulary.names.get(concept.names, ())

    def _contexts(self) -> Iterator[tuple[str, bool, bool]]:
        """Open contexts from the innermost, each with whether names (classes, items) may still be parts of it, and whether 其中 opened it."""
        names_allowed = True
        for entry in reversed(self.entries):
            for frame in reversed(entry.frames):
                yield frame.concept, names_allowed, frame.opened
                if frame.opened and not self._has_parts(frame.concept):
                    return
                names_allowed = names_allowed and not frame.opened
            if entry.section is not None and entry.section != NEUTRAL:
                yield entry.section, names_allowed, False
                return

    def _has_parts(self, concept: str) -> bool:
        return any(concept in other.within for other in self._concepts)

    def _is_part(self, part: Concept, whole: str) -> bool:
        return whole in part.within

    def _path(self, label: str) -> str | None:
        """The functional item a label spells out: its code (204类…06款…01项) or its names, class / group / item."""
        if coded := _CODED_PATH.search(label):
            return "".join(coded.groups())
        if named := _NAMED_PATH.search(label):
            above = named["class"] or self._class_of_headings()
            return f"{above}/{named['group']}/{named['item']}" if above else None
        return None

    def _class_of_headings(self) -> str | None:
        for entry in reversed(self.entries):
            if match := _CLASS_HEADING.match(entry.title):
                return match[1]
        return None

    def _code(self, codes: list[str]) -> str | None:
        return codes[0] if len(codes) == 1 and _FUNCTION_CODE.fullmatch(codes[0]) else None

    def _item(self, subject: str | None, year: int | None) -> Meaning | None:
        if subject is None:
            return None
        for context, names_allowed, _ in self._contexts():
            for concept in self._concepts:
                if names_allowed and concept.names == "functional_item" and context in concept.within:
                    return Meaning(concept, subject, year)
        return None
