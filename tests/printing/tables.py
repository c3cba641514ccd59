"""The tables of a department's disclosure, made of a budget."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.printing.budget import Budget
from tests.printing.classification import ECONOMICS, FUNCTIONS
from tests.printing.layout import Layout, Line, amount_cell, centred, coded_table, merged, printed
from tests.printing.specification import Cell, Row, Table

SPENT = (("total", "总计"), ("basic", "基本支出"), ("project", "项目支出"))
FUNDS = (
    ("total", "合计"),
    ("general_public", "一般公共预算"),
    ("government_fund", "政府性基金预算"),
    ("state_capital", "国有资本经营预算"),
)
SOURCES = ("政府性基金预算资金", "国有资本经营预算资金", "财政专户管理资金", "事业收入资金", "其他收入资金")


def function_lines(budget: Budget) -> list[Line]:
    """合计, then every function code with total, basic and project."""

    def line(code: str | None, name: str) -> Line:
        basic, project = budget.basic(code or ""), budget.project(code or "")
        return Line(code, name, (basic + project, basic, project))

    return [line(None, "合计"), *(line(code, FUNCTIONS[code]) for code in budget.functions())]


def function_table(family: str, budget: Budget, title: str, layout: Layout, label: str) -> Table:
    """Expenditure by function: total, basic, project."""
    heads = ("功能分类科目", "预算数") if family == "general_public_expenditure" else None
    return coded_table(family, title, SPENT, function_lines(budget), layout, heads, label)


def basic_table(budget: Budget, body: str, year: int, layout: Layout) -> Table:
    """基本支出 by economic classification: total, personnel, operating."""
    whole = budget.basic()
    lines = [Line(None, "合计", (whole, budget.personnel(), whole - budget.personnel()))]
    for code in budget.economics():
        amount, personnel = budget.economic(code), budget.personnel(code)
        lines.append(Line(code, ECONOMICS[code], (amount, personnel, amount - personnel)))
    columns = (("total", "总计"), ("personnel", "人员经费"), ("operating", "日常公用经费"))
    title = f"{year}年{body}一般公共预算财政拨款基本支出预算表"
    plain = replace(layout, codes="one")
    return coded_table("basic_expenditure", title, columns, lines, plain, ("经济分类科目", f"{year}年基本支出"), "表三")


def three_public_table(budget: Budget, body: str, year: int, layout: Layout) -> Table:
    """三公 with its merged header: one row of six amounts."""
    spent, family = budget.three_public, "three_public"
    columns = ("total", "abroad", "vehicle_total", "vehicle_purchase", "vehicle_running", "reception")
    header = (
        merged(f"{year}年预算数", 6),
        (
            Cell("合计", rows=2, align="centre"),
            Cell("因公出国（境）费", rows=2, align="centre"),
            *merged("公务用车购置及运行费", 3),
            Cell("公务接待费", rows=2, align="centre"),
        ),
        (None, None, centred("小计"), centred("公务用车购置费"), centred("公务用车运行费"), None),
    )
    row = tuple(amount_cell(family, column, printed(getattr(spent, column), layout)) for column in columns)
    title = f"{year}年{body}一般公共预算“三公”经费支出表"
    return Table(family, title, layout.money_unit, (77.0, 77.0, 77.0, 87.0, 87.0, 77.0), header, (row,), "表四")


def government_fund_table(body: str, year: int, layout: Layout) -> Table:
    """政府性基金, printed empty on purpose: a blank 合计 row and a note."""
    family = "government_fund_expenditure"
    header = (
        (
            Cell("科目编码", rows=2, align="centre"),
            Cell("科目名称", rows=2, align="centre"),
            *merged("本年政府性基金预算财政拨款支出", 3),
        ),
        (None, None, centred("总计"), centred("基本支出"), centred("项目支出")),
    )
    row = (Cell(""), centred("合计"), *(amount_cell(family, column, "", name="合计") for column, _ in SPENT))
    title = f"{year}年{body}政府性基金预算支出表"
    note = "备注：本单位无政府性基金预算收支，故此表无数据。"
    return Table(family, title, layout.money_unit, (67.5, 168.5, 82.0, 82.0, 82.0), header, (row,), "表五", note)


def side_by_side(left: list[Row], right: list[Row], widths: tuple[int, int]) -> tuple[Row, ...]:
    """Two blocks beside each other, the shorter one filled with blank cells."""
    height = max(len(left), len(right))
    blank = [tuple(Cell("") for _ in range(width)) for width in widths]
    return tuple(
        (*(left[n] if n < len(left) else blank[0]), *(right[n] if n < len(right) else blank[1])) for n in range(height)
    )


def appropriation_summary(budget: Budget, body: str, year: int, layout: Layout) -> Table:
    """财政拨款收支总表: revenue beside expenditure by fund."""
    family, whole = "appropriation_summary", budget.basic() + budget.project()
    revenue = [
        ("一、本年收入", whole),
        ("一般公共预算资金", whole),
        ("政府性基金预算资金", None),
        ("国有资本经营预算资金", None),
        ("二、上年结转", None),
        ("一般公共预算拨款", None),
        ("收入合计", whole),
    ]
    spent = [("一、本年支出", whole), *budget.classes(), ("二、结转下年", None), ("支出合计", whole)]

    def left(name: str, amount: Decimal | None) -> Row:
        return (Cell(name), amount_cell(family, "total", printed(amount, layout), name=name, side="revenue"))

    def right(name: str, amount: Decimal | None) -> Row:
        values = (amount, amount, None, None)
        texts = zip(FUNDS, (printed(value, layout) for value in values), strict=True)
        return (Cell(name), *(amount_cell(family, c, text, name=name, side="expenditure") for (c, _), text in texts))

    header = (
        (*merged("收入", 2), *merged("支出", 5)),
        (centred("项目"), centred("预算数"), centred("项目"), *(centred(heading) for _, heading in FUNDS)),
    )
    tail = len(spent) - len(revenue)
    padded = [*(left(*line) for line in revenue[:-1]), *([(Cell(""), Cell(""))] * max(tail, 0)), left(*revenue[-1])]
    rows = side_by_side(padded, [right(*line) for line in spent], (2, 5))
    title = f"{year}年{body}财政拨款收支总表"
    return Table(family, title, layout.money_unit, (96.0, 62.0, 112.0, 56.0, 56.0, 56.0, 56.0), header, rows, "表一")


def budget_summary(budget: Budget, body: str, year: int, layout: Layout) -> Table:
    """部门收支总表: revenue by source beside expenditure by class, 合计 first."""
    family, whole = "budget_summary", budget.basic() + budget.project()
    revenue = [("合计", whole), ("一般公共预算资金", whole), *((name, None) for name in SOURCES)]

    def block(lines: list[tuple[str, Decimal | None]], side: str) -> list[Row]:
        texts = ((name, printed(amount, layout)) for name, amount in lines)
        return [(Cell(name), amount_cell(family, "total", text, name=name, side=side)) for name, text in texts]

    header = ((*merged("收入", 2), *merged("支出", 2)), tuple(centred(text) for text in ("项目", "预算数") * 2))
    spent = block([("合计", whole), *budget.classes()], "expenditure")
    rows = side_by_side(block(revenue, "revenue"), spent, (2, 2))
    title = f"{year}年{body}部门收支总表"
    return Table(family, title, layout.money_unit, (144.6, 96.4, 144.6, 96.4), header, rows, "表六")
