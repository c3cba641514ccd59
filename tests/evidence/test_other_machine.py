"""Where fonts or drawing libraries are other ones, pixels prove nothing: the number in the crop is read, and the rest is said."""

from __future__ import annotations

import pytest

from pipelines.evidence.checking.again import Seen
from pipelines.evidence.checking.pictures import check_pictures, check_versions
from pipelines.evidence.versions import versions_here
from tests.evidence.conftest import Proof

ELSEWHERE = versions_here().model_copy(update={"drawing": {"machine": "another"}})


@pytest.mark.parametrize(
    ("seen", "crops", "pages"),
    [
        pytest.param(Seen(False, False, True, ("80,000.00",)), "holds", "not checked", id="another library"),
        pytest.param(Seen(False, False, True, ("90,000.00", "")), "fails", "not checked", id="another number"),
        pytest.param(Seen(True, True, False), "holds", "holds", id="the same pixels"),
    ],
)
def test_a_crop_drawn_otherwise_is_read(total: Proof, seen: Seen, crops: str, pages: str) -> None:
    key = total.said.figures.key
    found = {one.name: one.outcome for one in check_pictures(total.said, {key: seen}, ELSEWHERE)}
    assert found == {"crops": crops, "page pictures": pages}
    assert check_versions(total.said, ELSEWHERE).outcome == "not checked"
