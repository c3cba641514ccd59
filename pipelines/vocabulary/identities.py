"""The identities a disclosure must satisfy (``identities.toml``), and the rows in which SQL reads them.

This is data and its loader only; the evaluation is SQL, the judgement is the suites'.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

SHAPES = frozenset({
    "row_sum", "tree", "classes", "cells", "same_rows", "same_classes", "projects", "claim_table", "claim_sum",
    "weights", "prior_year", "unit_documents", "budget_document",
})  # fmt: skip


Position = Literal["lhs", "rhs", "unless"]
"""The side a term stands on; 'unless' for figures that make the comparison void."""


class InvalidIdentities(ValueError):
    """``identities.toml`` contradicts itself; the message names the entry."""


@dataclass(frozen=True, slots=True)
class IdentityTerm:
    """One thing an identity compares, as SQL reads it.

    ``pair`` is the comparison within the identity, ``term`` the term within the side, ``rank`` the alternative for that
    term (1 is tried first). ``inside`` lists the columns or concepts that already hold this one, with commas around.
    """

    position: Position
    pair: int = 1
    term: int = 1
    rank: int = 1
    table_family: str | None = None
    row_kind: str | None = None
    row_side: str | None = None
    column_name: str | None = None
    concept: str | None = None
    inside: str = ","


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity: its name, severity, shape, families, how a blank is treated, and its terms."""

    name: str
    chinese: str
    severity: Literal["blocking", "warning"]
    shape: str
    families: tuple[str, ...]
    blank: Literal["nothing", "missing"]
    source: str
    side: Literal["revenue", "expenditure"] | None = None
    below: str | None = None
    columns: tuple[str, ...] = ()
    terms: tuple[IdentityTerm, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class IdentityVocabulary:
    """The whole of ``identities.toml``: identities by name, and the names of rows that are no category, by role."""

    identities: Mapping[str, Identity]
    rows: Mapping[str, tuple[str, ...]]


def _listed(names: list[str]) -> str:
    """Names joined by commas, with commas around, so that SQL finds one by ``,name,``."""
    return "," + "".join(f"{name}," for name in names)


def _sum_terms(entry: Mapping[str, Any]) -> Iterator[IdentityTerm]:
    """The terms of ``whole = sum of parts``: columns of a row, or concepts of the prose."""
    key = "concept" if entry["shape"] == "claim_sum" else "column_name"
    inside = entry.get("inside", {})
    yield IdentityTerm(position="lhs", **{key: entry["whole"]})
    for number, part in enumerate(dict.fromkeys([*entry["parts"], *inside]), start=1):
        yield IdentityTerm(position="rhs", term=number, inside=_listed(inside.get(part, [])), **{key: part})


def _pair_terms(entry: Mapping[str, Any]) -> Iterator[IdentityTerm]:
    """The terms of ``left = right``, each a list of terms, each term a list of alternatives."""
    for pair, sides in enumerate(entry["pair"], start=1):
        listed: tuple[tuple[Position, Any], ...] = (
            ("lhs", sides["left"]),
            ("rhs", sides["right"]),
            ("unless", [[cell] for cell in sides.get("unless", [])]),
        )
        for position, terms in listed:
            for number, alternatives in enumerate(terms, start=1):
                for rank, cell in enumerate(alternatives, start=1):
                    yield IdentityTerm(
                        position, pair, number, rank, cell["family"], cell["row"], cell.get("side"), cell["column"]
                    )


def _identity(entry: Mapping[str, Any]) -> Identity:
    """One entry.

    Raises:
        InvalidIdentities: its shape is unknown.
    """
    if entry["shape"] not in SHAPES:
        raise InvalidIdentities(f"{entry['name']}: no shape {entry['shape']}")
    terms: Iterator[IdentityTerm] = iter(())
    if "whole" in entry:
        terms = _sum_terms(entry)
    elif "pair" in entry:
        terms = _pair_terms(entry)
    elif "sums" in entry:
        terms = (
            IdentityTerm("rhs", rank=rank, row_kind=str(number)) for rank, number in enumerate(entry["sums"], start=1)
        )
    return Identity(
        name=entry["name"],
        chinese=entry["chinese"],
        severity=entry["severity"],
        shape=entry["shape"],
        families=tuple(entry["families"]),
        blank=entry["blank"],
        source=entry["source"],
        side=entry.get("side"),
        below=entry.get("below"),
        columns=tuple(entry.get("columns", ())),
        terms=tuple(terms),
    )


def parse_identities(data: Mapping[str, Any]) -> IdentityVocabulary:
    """Build the vocabulary from the parsed TOML.

    Raises:
        InvalidIdentities: a name occurs twice or a shape is unknown.
    """
    identities: dict[str, Identity] = {}
    for entry in data["identity"]:
        identity = _identity(entry)
        if identity.name in identities:
            raise InvalidIdentities(f"{identity.name} is defined twice")
        identities[identity.name] = identity
    return IdentityVocabulary(identities, {role: tuple(names) for role, names in data["rows"].items()})


@cache
def load_identities() -> IdentityVocabulary:
    """Read ``identities.toml`` (once per process)."""
    text = files("pipelines.vocabulary").joinpath("identities.toml").read_text(encoding="utf-8")
    return parse_identities(tomllib.loads(text))
