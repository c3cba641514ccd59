"""The vocabulary of statements: it must not contradict itself, and must speak of tables and columns that exist."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from pipelines.vocabulary import column_names, families
from pipelines.vocabulary.concepts import InvalidConcepts, concept_targets, load_concepts, parse_concepts


def data() -> dict[str, Any]:
    return tomllib.loads(files("pipelines.vocabulary").joinpath("concepts.toml").read_text(encoding="utf-8"))


def test_targets_name_known_families() -> None:
    known = {family.name for family in families()}
    assert {row["family"] for row in concept_targets() if row["family"]} - known == set()


def test_targets_name_known_columns() -> None:
    # 机关运行经费 is printed beside 三公 by one publisher; without such a column the comparison is not evaluable
    told = {row["column"] for row in concept_targets() if row["column"]}
    assert told - set(column_names()) <= {"agency_operating"}


def test_every_concept_has_a_row_and_ranks_count_from_one() -> None:
    ranks: dict[str, list[int]] = {}
    for row in concept_targets():
        ranks.setdefault(row["concept"], []).append(row["rank"])
    assert set(ranks) == set(load_concepts().concepts)
    assert all(found in ([0], list(range(1, len(found) + 1))) for found in ranks.values())


def test_what_is_not_compared_is_a_warning() -> None:
    assert [row["concept"] for row in concept_targets() if row["rank"] == 0 and row["severity"] == "blocking"] == []


def test_every_concept_says_where_its_wording_was_met() -> None:
    assert [c.name for c in load_concepts().concepts.values() if not c.source or not c.description] == []


def test_a_context_that_does_not_exist_is_refused() -> None:
    broken = data()
    broken["concept"][0]["within"] = ["nowhere"]
    with pytest.raises(InvalidConcepts, match="nowhere"):
        parse_concepts(broken)


def test_a_concept_defined_twice_is_refused() -> None:
    broken = data()
    broken["concept"].append(broken["concept"][0])
    with pytest.raises(InvalidConcepts, match="twice"):
        parse_concepts(broken)


def test_a_row_that_does_not_exist_is_refused() -> None:
    broken = data()
    broken["concept"][0]["equals"] = [{"family": "budget_summary", "row": "some row", "column": "total"}]
    with pytest.raises(InvalidConcepts, match="some row"):
        parse_concepts(broken)


def test_no_term_means_two_concepts_in_one_context() -> None:
    vocabulary = load_concepts()
    seen: dict[tuple[str, str, str], list[str]] = {}
    for concept in vocabulary.concepts.values():
        for context in concept.within:
            for term in concept.terms | (concept.inner_terms if context else frozenset()):
                for kind in {"budget", "final_accounts"} if concept.kind is None else {concept.kind}:
                    seen.setdefault((context, term, kind), []).append(concept.name)
    assert {key: names for key, names in seen.items() if len(names) > 1} == {}
