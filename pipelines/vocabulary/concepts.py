"""What the prose can state: concepts, the words for them, and the table figure each must equal (``concepts.toml``).

This is data and its loader only; how a sentence is taken apart is the extraction's business.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Measure = Literal["money", "vehicles"]

SILENT = "silent"
NEUTRAL = "neutral"


class InvalidConcepts(ValueError):
    """``concepts.toml`` contradicts itself; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Target:
    """One table figure that a statement must equal; ``row`` is explained at the head of ``concepts.toml``."""

    family: str
    row: str
    column: str
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing the prose states.

    ``terms`` are the whole labels that say it; ``inner_terms`` say it only inside one of the contexts in ``within``; ``names`` is the key of a
    list of names (``functional_class``, ``functional_item``, ``vehicle_kind``), one of which is then the subject. ``sentence``: one of these
    must occur in the sentence too.
    """

    name: str
    chinese: str
    description: str
    measure: Measure
    kind: str | None
    within: tuple[str, ...]
    not_within: tuple[str, ...]
    terms: frozenset[str]
    inner_terms: frozenset[str]
    change_terms: frozenset[str]
    names: str | None
    of_which: bool
    sentence: tuple[str, ...]
    equals: tuple[Target, ...]
    severity: Literal["blocking", "warning"]
    source: str

    @property
    def stands_alone(self) -> bool:
        """Whether its terms need no context."""
        return "" in self.within


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of heading: ``titles`` are words one of which the heading contains; the first section that fits counts."""

    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConceptVocabulary:
    """The whole of ``concepts.toml``: concepts by name, sections in order, and the word lists of the grammar."""

    concepts: Mapping[str, Concept]
    sections: tuple[Section, ...]
    grammar: Mapping[str, tuple[str, ...]]
    names: Mapping[str, frozenset[str]]
    rows: Mapping[str, tuple[str, ...]]

    def section(self, heading: str) -> str | None:
        """The section a folded heading opens, or None where no entry explains it."""
        for section in self.sections:
            if any(title in heading for title in section.titles):
                return section.name
        return None


def parse_concepts(data: Mapping[str, Any]) -> ConceptVocabulary:
    """Build the vocabulary from the parsed TOML.

    Raises:
        InvalidConcepts: a name occurs twice, or ``within`` or ``names`` points at nothing.
    """
    concepts: dict[str, Concept] = {}
    for entry in data["concept"]:
        concept = _concept(entry)
        if concept.name in concepts:
            raise InvalidConcepts(f"{concept.name} is defined twice")
        concepts[concept.name] = concept
    sections = tuple(Section(entry["name"], tuple(entry["titles"])) for entry in data["section"])
    names = {key: frozenset(values) for key, values in data["names"].items()}
    _check_references(concepts, {section.name for section in sections}, {*names, "functional_item"}, set(data["rows"]))
    return ConceptVocabulary(
        concepts=concepts,
        sections=sections,
        grammar={key: tuple(sorted(words, key=len, reverse=True)) for key, words in data["grammar"].items()},
        names=names,
        rows={key: tuple(values) for key, values in data["rows"].items()},
    )


@cache
def load_concepts() -> ConceptVocabulary:
    """Read ``concepts.toml`` (once per process)."""
    text = files("pipelines.vocabulary").joinpath("concepts.toml").read_text(encoding="utf-8")
    return parse_concepts(tomllib.loads(text))


def concept_targets() -> list[dict[str, Any]]:
    """The comparisons of prose with tables, one dict per target, for ``control.concept``.

    Keys: concept, chinese, description, measure, severity, rank (1 is compared first; a later one only where the document does not publish
    the earlier), family, row, row_names (list of str, empty unless ``row`` names a total), side, column. A concept without a target has one
    row with rank 0 and no family.
    """
    vocabulary = load_concepts()
    rows: list[dict[str, Any]] = []
    for concept in vocabulary.concepts.values():
        described = {
            "concept": concept.name,
            "chinese": concept.chinese,
            "description": concept.description,
            "measure": concept.measure,
            "severity": concept.severity,
        }
        targets: Sequence[tuple[int, Target | None]] = list(enumerate(concept.equals, start=1)) or [(0, None)]
        rows.extend(described | {"rank": rank} | _target_row(target, vocabulary) for rank, target in targets)
    return rows


def _target_row(target: Target | None, vocabulary: ConceptVocabulary) -> dict[str, Any]:
    if target is None:
        return {"family": None, "row": None, "row_names": [], "side": None, "column": None}
    return {
        "family": target.family,
        "row": target.row,
        "row_names": list(vocabulary.rows.get(target.row, ())),
        "side": target.side,
        "column": target.column,
    }


def _concept(entry: Mapping[str, Any]) -> Concept:
    return Concept(
        name=entry["name"],
        chinese=entry["chinese"],
        description=entry["description"],
        measure=entry["measure"],
        kind=entry.get("kind"),
        within=tuple(entry["within"]),
        not_within=tuple(entry.get("not_within", ())),
        terms=frozenset(entry["terms"]),
        inner_terms=frozenset(entry.get("inner_terms", ())),
        change_terms=frozenset(entry.get("change_terms", ())),
        names=entry.get("names"),
        of_which=entry.get("of_which", False),
        sentence=tuple(entry.get("sentence", ())),
        equals=tuple(Target(**target) for target in entry["equals"]),
        severity=entry["severity"],
        source=entry["source"],
    )


def _check_references(concepts: Mapping[str, Concept], sections: set[str], names: set[str], rows: set[str]) -> None:
    contexts = {"", *concepts, *sections}
    for concept in concepts.values():
        unknown = (set(concept.within) | set(concept.not_within)) - contexts
        if concept.names is not None and concept.names not in names:
            unknown.add(concept.names)
        unknown |= {target.row for target in concept.equals} - rows - {"only", "class", "item"}
        if unknown:
            raise InvalidConcepts(f"{concept.name} points at {sorted(unknown)}, which does not exist")
