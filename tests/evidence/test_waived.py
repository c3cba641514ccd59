"""A waiver in a bundle counts for its document, its identity and exactly the difference that a person looked at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipelines.evidence.checking import identities
from pipelines.evidence.contents import Contents, Identities, Remarks, Waiver
from tests.evidence.conftest import Proof

GAP = Decimal("5000")


def failing_by_a_gap(said: Contents, **waiver: Any) -> Contents:
    """The bundle as if one identity failed by ``GAP`` and were waived, by a waiver that fits but for what is given."""
    first = said.identities.identities[0]
    gaping = first.model_copy(update={"status": "waived", "difference": GAP})
    fitting = Waiver(
        waiver_no=1,
        identity=first.rule.identity,
        document_id=first.document_id,
        subject=first.subject,
        difference_yuan=GAP,
        reason="so printed",
        owner="某",
        expires=date(2030, 1, 1),
        status="in_force",
        explanation=None,
    )
    remarks = Remarks(waivers=[fitting.model_copy(update=waiver)], repairs=[])
    return said.model_copy(update={"identities": Identities(identities=[gaping]), "remarks": remarks})


def test_a_waiver_of_the_document_identity_and_difference_counts(total: Proof) -> None:
    found = identities.check_waivers(failing_by_a_gap(total.said))
    assert found is not None
    assert found.outcome == "not checked", "it matches, and who gave it is only told"
    assert identities.check_waivers(total.said) is None


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"document_id": "0" * 64}, id="another document"),
        pytest.param({"identity": "children_sum_to_parent_of_old"}, id="another identity"),
        pytest.param({"difference_yuan": GAP + 1}, id="another difference"),
        pytest.param({"subject": "another"}, id="another subject"),
        pytest.param({"status": "expired"}, id="expired"),
        pytest.param({"expires": date(2020, 1, 1)}, id="expired before the release"),
    ],
)
def test_any_other_waiver_does_not(total: Proof, other: dict[str, Any]) -> None:
    found = identities.check_waivers(failing_by_a_gap(total.said, **other))
    assert found is not None
    assert found.outcome == "fails"
