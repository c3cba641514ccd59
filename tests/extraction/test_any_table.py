"""Any table of expenditure by function, in any printed style, is read back exactly."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from printed import Table, page

from pipelines.extraction.pages import Page
from pipelines.extraction.reader import read_tables

NAMES = ("教育支出", "普通教育", "小学教育", "行政运行", "住房公积金", "其他支出")
COLUMNS = (("合计", "total"), ("基本支出", "basic"), ("项目支出", "project"))
STYLES = ("one column", "repeated", "own level", "[code]name", "code-name")


@dataclass(frozen=True)
class Printed:
    """A table as it is and as it is printed: rows of (code, name, numbers) and the choices of its publisher."""

    rows: tuple[tuple[str | None, str, tuple[str, ...]], ...]
    style: str
    repeats_header: bool
    has_index_row: bool
    total_last: bool
    break_after: int


numbers = st.one_of(st.just(""), st.decimals(min_value=-9999, max_value=10**7, places=2).map(lambda d: f"{d:,.2f}"))
cells = st.tuples(numbers, numbers, numbers)


@st.composite
def printed_tables(draw: st.DrawFn) -> Printed:
    codes = draw(st.lists(st.integers(min_value=201, max_value=229), min_size=1, max_size=3, unique=True).map(sorted))
    rows: list[tuple[str | None, str, tuple[str, ...]]] = []
    for code in codes:
        rows.append((str(code), draw(st.sampled_from(NAMES)), draw(cells)))
        for group in sorted(draw(st.sets(st.integers(min_value=1, max_value=99), max_size=2))):
            rows.append((f"{code}{group:02d}", draw(st.sampled_from(NAMES)), draw(cells)))
            for item in sorted(draw(st.sets(st.integers(min_value=1, max_value=99), max_size=2))):
                rows.append((f"{code}{group:02d}{item:02d}", draw(st.sampled_from(NAMES)), draw(cells)))
    return Printed(
        tuple(rows),
        draw(st.sampled_from(STYLES)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.integers(min_value=0, max_value=len(rows))),
    )


def _labels(style: str, code: str | None, name: str) -> list[str]:
    if style in ("[code]name", "code-name"):
        return [name if code is None else f"[{code}]{name}" if style == "[code]name" else f"{code}-{name}"]
    if style == "one column":
        return [code or "", name]
    parts = ["", "", ""] if code is None else [code[:3], code[3:5], code[5:7]]
    if style == "own level" and code is not None:
        depth = (len(code) - 3) // 2
        parts = [part if at == depth else "" for at, part in enumerate(parts)]
    return [*parts, name]


def _header(style: str) -> list[list[str]]:
    numbers = [heading for heading, _ in COLUMNS]
    if style in ("[code]name", "code-name"):
        return [["功能分类科目", *numbers]]
    if style == "one column":
        return [["科目编码", "科目名称", *numbers]]
    return [["科目编码", "<", "<", "科目名称", *numbers], ["类", "款", "项", "^", "^", "^", "^"]]


def _pages(table: Printed, total: tuple[str, ...]) -> list[Page]:
    header = _header(table.style)
    body = [[*_labels(table.style, code, name), *values] for code, name, values in table.rows]
    whole = [*_labels(table.style, None, "合计"), *total]
    body = [*body, whole] if table.total_last else [whole, *body]
    width = len(header[0])
    index = [[*["**"] * (width - 3), "1", "2", "3"]] if table.has_index_row else []
    cut = table.break_after + 1
    first = page(1, "支出总表", "单位：万元", Table([*header, *index, *body[:cut]]))
    rest = body[cut:]
    if not rest:
        return [first]
    return [first, page(2, Table([*header, *rest] if table.repeats_header else rest))]


@settings(max_examples=150, deadline=None)
@given(printed_tables(), st.tuples(*[st.just("1.00")] * 3))
def test_every_printed_cell_comes_back(table: Printed, total: tuple[str, ...]) -> None:
    readings = read_tables(_pages(table, total), "0" * 64)
    assert [(r.table.table_family, r.table.status, r.table.reason) for r in readings] == [
        ("expenditure_summary", "read", None)
    ]
    expected = [(None, "合计", total)] if not table.total_last else []
    expected += [*table.rows, *([(None, "合计", total)] if table.total_last else [])]
    wanted = [
        (code, name, column, printed)
        for code, name, values in expected
        for (_, column), printed in zip(COLUMNS, values, strict=True)
    ]
    found = [(f.row_code, f.row_name, f.column_name, f.printed) for f in readings[0].figures]
    assert found == wanted
    assert all((f.amount_yuan is None) == (f.printed == "") for f in readings[0].figures)
