"""The file of waivers: an entry is complete or it is none."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import waivers
from pipelines.waivers import UnreadableWaivers, load_waivers

COMPLETE = """[[waiver]]
identity = "children_sum_to_parent"
document = "ab"
difference = "-100.00"
reason = "printed so"
owner = "somebody"
expires = 2030-01-01
"""


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        pytest.param(("printed so", " "), "reason left blank", id="no reason"),
        pytest.param(('owner = "somebody"\n', ""), "owner left blank", id="no owner"),
        pytest.param(("expires = 2030-01-01", 'expires = "soon"'), "expires is no date", id="no date"),
        pytest.param(("expires = 2030-01-01", 'expires = ""'), "expires left blank", id="no expiry"),
        pytest.param(('"-100.00"', "-100.00"), "difference is no amount in yuan", id="a float is not exact"),
        pytest.param(('"-100.00"', '"1e-9"'), "difference is no amount in yuan", id="finer than any amount"),
        pytest.param(("owner =", 'because = "x"\nowner ='), "no field is called because", id="another field"),
        pytest.param(("", ""), None, id="complete"),
    ],
)
def test_an_entry_that_is_not_complete_is_no_waiver(tmp_path: Path, change: tuple[str, str], flaw: str | None) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(COMPLETE.replace(*change), encoding="utf-8")
    (waiver,) = load_waivers(file)
    assert waiver.flaw == flaw


@pytest.mark.parametrize("text", ["[[waiver", "waiver = 3", "[other]\na = 1"])
def test_a_file_that_holds_something_else_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableWaivers):
        load_waivers(file)


def test_the_file_of_the_checkout_can_be_read_and_no_file_is_no_waiver(tmp_path: Path) -> None:
    from pipelines.home import CHECKOUT

    assert all(waiver.flaw is None for waiver in load_waivers(CHECKOUT / "expectations" / "waivers.toml"))
    assert load_waivers(tmp_path / "none.toml") == []


def test_the_last_day_still_counts(tmp_path: Path) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(COMPLETE, encoding="utf-8")
    (waiver,) = load_waivers(file)
    assert not waiver.has_expired(date(2030, 1, 1))
    assert waiver.has_expired(date(2030, 1, 1) + timedelta(days=1))


@given(
    subject=st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip() == text),
    cents=st.integers(-(10**15), 10**15),
)
def test_whatever_an_identity_is_called_its_entry_reads_back(subject: str, cents: int) -> None:
    import tomllib

    (entry,) = tomllib.loads(waivers.entry("ab", "i", subject, Decimal(cents).scaleb(-6)))["waiver"]
    assert entry["subject"] == subject
    assert Decimal(entry["difference"]) == Decimal(cents).scaleb(-6)
