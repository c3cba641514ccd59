"""The economic page where the government's classes are printed beside the department's: two views, never one sum."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import Settings
from tests.ui.screen import html, numbers, run, summed
from tests.ui.test_pages import emptied

# What a body prints that lists its wages under both classifications: 301 of the department is 501 of the government.
BOTH = """
    insert into marts.dim_economic values
        ('501', 'government', '机关工资福利支出', 1, '未分解', '501', '机关工资福利支出', '未分解', '未分解', '未分解', '未分解'),
        ('50101', 'government', '工资奖金津补贴', 2, '501', '501', '机关工资福利支出', '50101', '工资奖金津补贴', '未分解', '未分解');
    update marts.fact_expenditure_version set gov_economic_code = case when economic_code = '30101' then '50101' else '501' end
    where economic_code like '301%';
    update marts.fact_expenditure set gov_economic_code = case when economic_code = '30101' then '50101' else '501' end
    where economic_code like '301%';
"""


@pytest.fixture
def both(inside: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release whose disclosure has both classifications."""
    emptied(inside, tmp_path, BOTH)
    monkeypatch.setenv("YUSUAN_HOME", str(tmp_path))
    return tmp_path / "published" / "yusuan.duckdb"


@pytest.mark.parametrize("parameters", [{}, {"in": "501"}, {"in": "301"}])
def test_the_government_classes_are_a_view_of_their_own(parameters: dict[str, str], both: Path) -> None:
    shown = list(numbers(html(run("economic", by="government", **parameters))))
    assert shown and {"economic"} & {name for one in shown for name in one.parameters} == set()
    with duckdb.connect(both, read_only=True) as con:
        assert [one for one in shown if one.value * 10_000 != summed(con, one.parameters)] == []


def test_both_classifications_give_the_same_wages(both: Path) -> None:
    department, government = (html(run("economic", by=axis)) for axis in ("economic", "government"))
    assert "4,345.77" in _of(department, "301") and "4,345.77" in _of(government, "501")
    assert "两种分类之间不相加" in department and "两种分类之间不相加" in government
    whole = [one.value for one in numbers(government) if not set(one.parameters) & {"government", "type"}]
    assert whole == [Decimal("80000.00")]


def test_one_classification_asks_for_no_choice(inside: Settings) -> None:
    page = html(run("economic", by="government"))
    assert "两种分类之间不相加" not in page and "4,345.77" in _of(page, "301")


def _of(page: str, member: str) -> str:
    """The row of a member."""
    rows = re.findall(r"<tr>(.*?)</tr>", page)
    return next(row for row in rows if f'class="code">{member}<' in row)
