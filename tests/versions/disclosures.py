"""Disclosures that are published more than once, in every way there is to publish them again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.printing.budget import draw_budget
from tests.printing.disclosures import compose
from tests.printing.press import print_disclosure
from tests.printing.specification import Disclosure

REGION = "青岚市"
YEAR = 2024
CORRECTION = Decimal(1_000)
"""By how much a corrected budget is higher, in 元."""


def drawn(seed: int, body: str) -> Disclosure:
    """A disclosure of its own consistent figures."""
    return compose(draw_budget(seed, 2), draw_budget(seed + 1_000_000, 2), body, REGION, YEAR)


def corrected(seed: int, body: str) -> Disclosure:
    """The same with one project dearer, in every table and sentence that says so."""
    budget = draw_budget(seed, 2)
    first, *others = budget.projects
    dearer = replace(budget, projects=(replace(first, amount=first.amount + CORRECTION), *others))
    return compose(dearer, draw_budget(seed + 1_000_000, 2), body, REGION, YEAR)


def reworded(disclosure: Disclosure) -> Disclosure:
    """The same figures and one sentence more."""
    return replace(disclosure, paragraphs=(*disclosure.paragraphs, "本次公开对个别文字作了订正。"))


def without(disclosure: Disclosure, family: str) -> Disclosure:
    """The same without one table."""
    return replace(disclosure, tables=tuple(table for table in disclosure.tables if table.family != family))


def printed(disclosure: Disclosure) -> bytes:
    """Its PDF."""
    return print_disclosure(disclosure).pdf
