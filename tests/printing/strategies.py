"""Hypothesis strategies: layouts, and tables of random amounts in them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from tests.printing.classification import ECONOMICS, FUNCTIONS, parents
from tests.printing.layout import Layout, Line, coded_table
from tests.printing.specification import Table
from tests.printing.tables import SPENT
from tests.printing.units import UnitLines, unit_table

BY_ECONOMIC = (("total", "合计"), ("personnel", "人员经费"), ("operating", "公用经费"))
UNITS = ("青岚市水务局（本级）", "青岚市河道管理中心", "青岚市水文站", "青岚市节水办公室")
MOST = Decimal("9_999_999_999.99")


def layouts(rotations: tuple[int, ...] = (0, 90, 270)) -> st.SearchStrategy[Layout]:
    """Every combination of the options that a coded table knows; amounts that wrap have separators.

    Without them a wrapped amount can as well be two amounts in one cell, and a careful reader refuses it.
    """
    every = st.builds(
        Layout,
        codes=st.sampled_from(("one", "split", "ladder", "joined")),
        index_row=st.booleans(),
        total=st.sampled_from(("first", "last")),
        repeat_header=st.booleans(),
        rotation=st.sampled_from(rotations),
        sideways=st.booleans(),
        money_unit=st.sampled_from(("元", "万元")),
        zero=st.sampled_from(("", "0", "0.00")),
        narrow=st.booleans(),
        grouped=st.booleans(),
        indented=st.booleans(),
        twice=st.booleans(),
        open_breaks=st.booleans(),
    )
    return every.filter(is_possible)


def is_possible(layout: Layout) -> bool:
    """Whether amounts can be told apart where they wrap, and only a turned page lies on its side."""
    return (layout.grouped or not layout.narrow) and (layout.rotation != 0 or not layout.sideways)


def sums() -> st.SearchStrategy[Decimal]:
    """Amounts in 元, a cent to billions."""
    return st.decimals(Decimal("100"), MOST, allow_nan=False, places=2)


def amounts() -> st.SearchStrategy[Decimal | None]:
    """Amounts in 元: blank, zero, cents to billions, negative ones too."""
    return st.one_of(st.none(), st.just(Decimal(0)), sums(), sums().map(lambda amount: -amount))


@st.composite
def lines(draw: st.DrawFn, classification: dict[str, str]) -> list[Line]:
    """A total row and the rows of some items with their parents, in printing order."""
    depth = max(map(len, classification))
    leaves = [code for code in classification if len(code) == depth]
    items = draw(st.sets(st.sampled_from(leaves), min_size=draw(st.sampled_from((1, 25)))))
    used = {*items, *(parent for item in items for parent in parents(item) if parent in classification)}
    three = st.tuples(amounts(), amounts(), amounts())
    codes = [code for code in classification if code in used]
    return [
        Line(None, draw(st.sampled_from(("合计", "总计"))), draw(st.tuples(*[sums()] * 3))),
        *(Line(code, classification[code], draw(three)) for code in codes),
    ]


@st.composite
def function_tables(draw: st.DrawFn, rotations: tuple[int, ...] = (0, 90, 270)) -> Table:
    """Expenditure by function in some layout."""
    layout = draw(layouts(rotations))
    family, title = draw(
        st.sampled_from(
            (
                ("general_public_expenditure", "2024年一般公共预算支出表"),
                ("expenditure_summary", "2024年部门支出总表"),
            )
        )
    )
    heads = draw(st.sampled_from((None, ("功能分类科目", "2024年预算数"))))
    return coded_table(family, title, SPENT, draw(lines(FUNCTIONS)), layout, heads)


@st.composite
def economic_tables(draw: st.DrawFn, rotations: tuple[int, ...] = (0, 90, 270)) -> Table:
    """Basic expenditure by economic item in some layout with one code column."""
    layout = draw(layouts(rotations).filter(lambda one: one.codes == "one"))
    heads = draw(st.sampled_from((None, ("经济分类科目", "2024年基本支出"))))
    title = "2024年一般公共预算基本支出表"
    return coded_table("basic_expenditure", title, BY_ECONOMIC, draw(lines(ECONOMICS)), layout, heads)


@st.composite
def unit_tables(draw: st.DrawFn, rotations: tuple[int, ...] = (0, 90, 270)) -> Table:
    """Expenditure by function of a department and its units, the department's own row first."""
    whole = UnitLines("青岚市水务局", (Line(None, "青岚市水务局", draw(st.tuples(*[sums()] * 3))),))
    names = draw(st.lists(st.sampled_from(UNITS), min_size=1, unique=True))
    units = [
        UnitLines(name, tuple(replace(line, name=line.name if line.code else name) for line in draw(lines(FUNCTIONS))))
        for name in names
    ]
    title = "2024年一般公共预算支出表（按功能分类）"
    return unit_table("general_public_expenditure", title, SPENT, [whole, *units], draw(layouts(rotations)))
