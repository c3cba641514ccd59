"""Rules about identities, families and models as tests: each failure prints the offenders."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pipelines.vocabulary.concepts import load_concepts
from pipelines.vocabulary.identities import SHAPES, InvalidIdentities, load_identities, parse_identities
from pipelines.warehouse import FAMILIES, RAW_TABLES
from pipelines.warehouse.control import CONTROL_TABLES, rules
from tests.warehouse.identity_examples import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "dbt_project" / "models"
VOCABULARY = ROOT / "pipelines" / "vocabulary"
IDENTITIES = load_identities().identities


def columns_of_the_vocabulary() -> set[str]:
    entries = tomllib.loads((VOCABULARY / "columns.toml").read_text(encoding="utf-8"))["column"]
    joined = {f"{entry['name']}_{part}" for entry in entries for part in entry.get("joins", ())}
    return {entry["name"] for entry in entries} | joined


def test_every_identity_has_a_passing_and_a_failing_example() -> None:
    assert set(IDENTITIES) ^ set(EXAMPLES) == set()


def test_every_column_an_identity_adds_is_in_the_vocabulary() -> None:
    used = {term.column_name for identity in IDENTITIES.values() for term in identity.terms if term.column_name}
    assert used - columns_of_the_vocabulary() == set()


def test_every_concept_an_identity_adds_is_in_the_vocabulary() -> None:
    used = {term.concept for identity in IDENTITIES.values() for term in identity.terms if term.concept}
    assert {concept.removeprefix("change.") for concept in used} - set(load_concepts().concepts) == set()


def test_every_family_an_identity_looks_at_is_known() -> None:
    assert {family for one in IDENTITIES.values() for family in one.families} - set(FAMILIES) == {"performance_target"}


def test_every_table_family_of_the_vocabulary_is_a_raw_table_and_has_a_staging_model() -> None:
    families = {
        entry["name"] for entry in tomllib.loads((VOCABULARY / "families.toml").read_text(encoding="utf-8"))["family"]
    }
    assert families - set(RAW_TABLES) == set()
    staged = {path.stem.removeprefix("stg_") for path in (MODELS / "staging").glob("stg_*.sql")}
    assert (set(RAW_TABLES) | set(CONTROL_TABLES)) - staged == set()


def test_every_figure_family_is_in_int_figure() -> None:
    text = (MODELS / "intermediate" / "int_figure.sql").read_text(encoding="utf-8")
    assert {family for family in FAMILIES if f"'{family}'" not in text} == set()


def test_every_shape_is_a_model_that_the_union_takes_in() -> None:
    text = (MODELS / "intermediate" / "int_identity_term.sql").read_text(encoding="utf-8")
    models = {path.stem.removeprefix("int_identity_") for path in (MODELS / "intermediate").glob("int_identity_*.sql")}
    assert models - {"term"} == set(SHAPES) == set(re.findall(r"'(\w+)'", text.split("%}")[0].split("{%-")[1]))


def test_only_staging_reads_sources() -> None:
    reading = [path.name for path in MODELS.rglob("*.sql") if "source(" in path.read_text(encoding="utf-8")]
    macros = (MODELS / "staging").glob("*.sql")
    assert set(reading) - {path.name for path in macros} == set()


def test_control_rows_fill_their_tables_exactly() -> None:
    widths = {name: len(re.findall(r"(?:VARCHAR|INTEGER|TIMESTAMP)", CONTROL_TABLES[name])) for name in rules()}
    assert {name for name, rows in rules().items() if {len(row) for row in rows} != {widths[name]}} == set()


def test_a_name_used_twice_and_an_unknown_shape_are_refused() -> None:
    entry = {
        "name": "a",
        "chinese": "a",
        "severity": "warning",
        "shape": "weights",
        "families": [],
        "blank": "missing",
        "source": "a",
    }
    with pytest.raises(InvalidIdentities, match="twice"):
        parse_identities({"identity": [entry, entry], "rows": {}})
    with pytest.raises(InvalidIdentities, match="no shape"):
        parse_identities({"identity": [entry | {"shape": "guess"}], "rows": {}})
