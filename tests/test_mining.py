"""Equalities are proposed where they hold everywhere they can be checked, and where no identity says so already."""

from __future__ import annotations

from decimal import Decimal

from pipelines.mining import Printed, Proposal, propose


def printed(document: int, **amounts: str) -> list[Printed]:
    return [
        Printed(f"d{document}", f"d{document}-{name}", f"{name} 合计 total", Decimal(amount), Decimal("0.01"))
        for name, amount in amounts.items()
    ]


def test_an_equality_without_a_counterexample_is_proposed() -> None:
    figures = [*printed(1, a="5.00", b="5.00", c="1.00"), *printed(2, a="7.00", b="7.00", c="7.00")]
    assert propose(figures, [], least=2) == [Proposal("a 合计 total", ("b 合计 total",), 2)]


def test_a_sum_of_two_is_proposed() -> None:
    figures = [*printed(1, a="5.00", b="4.00", c="1.00"), *printed(2, a="7.00", b="2.00", c="5.00")]
    assert propose(figures, [], least=2) == [Proposal("a 合计 total", ("b 合计 total", "c 合计 total"), 2)]


def test_what_identities_say_already_or_imply_is_not_proposed() -> None:
    figures = [*printed(1, a="5.00", b="5.00", c="5.00"), *printed(2, a="7.00", b="7.00", c="7.00")]
    known = [["d1-a", "d1-b"], ["d1-b", "d1-c"], ["d2-a", "d2-b"], ["d2-b", "d2-c"]]
    assert propose(figures, known, least=2) == []
