"""政府收支分类科目 as printed: functional and economic codes with their names by year, for checks and labels."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Classification:
    """One code under one name; ``axis`` is function, economic or gov_economic, ``years`` those it was met in."""

    axis: str
    code: str
    name: str
    years: tuple[int, ...]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("pipelines.vocabulary") / name).read_text(encoding="utf-8"))


@cache
def functions() -> tuple[Classification, ...]:
    """Every functional code and name met, in the order of codes."""
    return tuple(
        Classification("function", entry["code"], entry["name"], tuple(entry["years"]))
        for entry in _load("functions.toml")["entry"]
    )


@cache
def economics() -> tuple[Classification, ...]:
    """Every economic code and name met, the department classification first."""
    return tuple(
        Classification(entry["axis"], entry["code"], entry["name"], tuple(entry["years"]))
        for entry in _load("economics.toml")["entry"]
    )


@cache
def class_names() -> frozenset[str]:
    """The names of every class, group and item met, functional and economic, with full-width brackets."""
    uncoded = _load("functions.toml")["uncoded"]
    return frozenset([*uncoded, *(entry.name for entry in (*functions(), *economics()))])
