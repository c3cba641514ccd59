"""The vocabulary is data, and its loader holds it to its own rules."""

from __future__ import annotations

import re

import pytest

from pipelines.vocabulary import (
    InvalidVocabulary,
    column_names,
    columns,
    families,
    headings,
    money_units,
    row_words,
    target_words,
    titles,
)
from pipelines.vocabulary import entries as loader
from pipelines.vocabulary.classifications import class_names, economics, functions


def test_families_are_those_of_the_contract() -> None:
    assert {family.name for family in families()} == {
        "budget_summary", "revenue_summary", "expenditure_summary", "appropriation_summary", "general_public_expenditure",
        "basic_expenditure", "general_public_by_economic", "three_public", "government_fund_expenditure",
        "state_capital_expenditure", "project", "performance_target",
    }  # fmt: skip


def test_every_family_has_a_title_of_its_own() -> None:
    assert {f.name for f in families()} - {t.family for t in titles() if not t.substitute} == set()


def test_a_title_that_is_not_read_says_why() -> None:
    assert [title for title in titles() if title.family is None and not title.reason] == []


def test_names_are_plain_words() -> None:
    assert [name for name in columns() if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


def test_every_heading_means_something_known() -> None:
    named = {heading.means.removeprefix("column:") for heading in headings() if heading.means.startswith("column:")}
    assert named - set(columns()) == set()


def test_columns_carry_periods_and_flavours() -> None:
    assert {
        "prior_year_basic",
        "change_pct",
        "total_budget",
        "carry_over_general_public",
        "total_by_unit",
    } <= column_names()


def test_units_are_exact_and_the_longest_word_comes_first() -> None:
    words = list(money_units())
    assert words == sorted(words, key=len, reverse=True)
    assert (money_units()["元"], money_units()["万元"], money_units()["亿元"]) == (1, 10_000, 100_000_000)


@pytest.mark.parametrize("word", ["合计", "总计：", "合计数"])
def test_totals_are_known(word: str) -> None:
    assert row_words().canonical_total.fullmatch(word.replace("：", ":"))


def test_forms_know_their_fields_and_columns() -> None:
    assert {"project_name", "budget"} <= set(target_words()["fields"])
    assert {"indicator_name", "target_value", "weight"} <= set(target_words()["columns"])


def test_codes_have_the_lengths_of_the_classification() -> None:
    assert {len(entry.code) for entry in functions()} == {3, 5, 7}
    assert {entry.code[0] for entry in functions()} == {"2"}
    assert {entry.code[0] for entry in economics() if entry.axis == "economic"} == {"3"}
    assert {entry.code[0] for entry in economics() if entry.axis == "gov_economic"} == {"5"}
    assert "社会保障和就业支出" in class_names()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: loader._check_meaning("colum:basic", "here"), "here means nothing known"),
        (lambda: loader._check_meaning("column:mystery", "here"), "here means nothing known"),
        (lambda: loader._title({"all": ["表"], "seen": "x"}, set()), "needs a reason"),
        (lambda: loader._title({"all": ["表"], "seen": "x", "family": "mystery"}, set()), "unknown family 'mystery'"),
        (lambda: loader._title({"all": ["("], "seen": "x", "reason": "y"}, set()), "[[title]]"),
        (lambda: loader._filled({"all": ["{hole}收支"], "seen": "x"}, {}), "names the unknown part {hole}"),
        (lambda: loader._require({"name": "x"}, ("label",), "there"), "there has no 'label'"),
    ],
)
def test_a_wrong_entry_is_named(call, message: str) -> None:
    with pytest.raises(InvalidVocabulary, match=re.escape(message)):
        call()
