"""Makes a whole disclosure of a budget in the manner of a Chongqing department: prose, eight tables, project forms."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from tests.printing.budget import CENT_OF_WANYUAN, Budget, Project, ThreePublic, draw_budget
from tests.printing.classification import ECONOMICS, FUNCTIONS
from tests.printing.layout import PLAIN, Layout, Line, amount_cell, centred, coded_table, merged, printed
from tests.printing.specification import Cell, Disclosure, Row, Table

SPENT = (("total", "总计"), ("basic", "基本支出"), ("project", "项目支出"))
FUNDS = (
    ("total", "合计"),
    ("general_public", "一般公共预算"),
    ("government_fund", "政府性基金预算"),
    ("state_capital", "国有资本经营预算"),
)
GENERAL_PUBLIC = "一般公共预算财政拨款支出预算表"
SOURCES = ("政府性基金预算资金", "国有资本经营预算资金", "财政专户管理资金", "事业收入资金", "其他收入资金")
GOAL = (
    "一是保障人员支出和单位正常运转；二是稳步推进重点工作；三是提升公共服务水平，全年任务按期完成，群众满意度稳步提高。"
)
HEADS = ("指标名称", "指标权重", "指标性质", "指标值", "计量单位", "是否核心")


def draw_disclosure(
    seed: int,
    body: str,
    region: str,
    year: int = 2024,
    layout: Layout = PLAIN,
    projects: int = 4,
    step: Decimal = CENT_OF_WANYUAN,
) -> Disclosure:
    """A complete disclosure of an invented body with its own consistent figures."""
    budget = draw_budget(seed, projects, step)
    return compose(budget, draw_budget(seed + 1_000_000, projects, step), body, region, year, layout)


def compose(budget: Budget, before: Budget, body: str, region: str, year: int, layout: Layout = PLAIN) -> Disclosure:
    """Write the disclosure of a budget; ``before`` is the budget of the year before, which the prose compares with."""
    tables = (
        appropriation_summary(budget, body, year, layout),
        function_table("general_public_expenditure", budget, f"{year}年{body}{GENERAL_PUBLIC}", layout, "表二"),
        basic_table(budget, body, year, layout),
        three_public_table(budget, body, year, layout),
        government_fund_table(body, year, layout),
        budget_summary(budget, body, year, layout),
        function_table("expenditure_summary", budget, f"{year}年{body}部门支出总表", layout, "表八"),
        overall_target_form(budget, body, year, layout),
        *(project_form(project, body, year, layout) for project in budget.projects),
    )
    return Disclosure(
        body=body,
        region=region,
        year=year,
        kind="budget",
        scope="department",
        heading=(body, f"{year} 年部门预算情况说明"),
        paragraphs=prose(budget, before, body, year),
        tables=tables,
        file_name=f"{body}{year}.pdf",
        indicators={None: budget.targets, **{project.name: project.indicators for project in budget.projects}},
    )


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


def classes(budget: Budget) -> list[tuple[str, Decimal]]:
    """The function classes (类) with their totals."""
    return [(FUNCTIONS[c], budget.basic(c) + budget.project(c)) for c in budget.functions() if len(c) == 3]


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
    spent = [("一、本年支出", whole), *classes(budget), ("二、结转下年", None), ("支出合计", whole)]

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
    spent = block([("合计", whole), *classes(budget)], "expenditure")
    rows = side_by_side(block(revenue, "revenue"), spent, (2, 2))
    title = f"{year}年{body}部门收支总表"
    return Table(family, title, layout.money_unit, (144.6, 96.4, 144.6, 96.4), header, rows, "表六")


def overall_target_form(budget: Budget, body: str, year: int, layout: Layout) -> Table:
    """整体绩效目标表: the whole body's expenditure, its goal in words and its indicators."""
    family = "performance_target"
    whole = printed(budget.basic() + budget.project(), layout)
    top: Row = (
        Cell("部门(单位)名称", align="centre"), Cell(f"109-{body}", columns=2), None,
        Cell("部门支出预算数", align="centre"), amount_cell(family, "total", whole, name=body), None,
    )  # fmt: skip
    stretched = replace(top[4], columns=2) if top[4] else None
    rows: list[Row] = [
        (*top[:4], stretched, None),
        (Cell("当年整体绩效目标", align="centre"), Cell(GOAL, columns=5), None, None, None, None),
        indicator_heads(("指标", "指标权重", "计量单位", "指标性质", "指标值"), len(budget.targets)),
        *((None, *centre_all(i.name, i.weight, i.unit, i.operator, i.target)) for i in budget.targets),
    ]
    title = f"{year}年{body}部门（单位）整体绩效目标表"
    return form(family, title, (77.0, 135.0, 67.5, 67.5, 67.5, 67.5), rows, layout, "表十")


def project_form(project: Project, body: str, year: int, layout: Layout) -> Table:
    """项目绩效目标表 of one project: name, budget, words, indicators."""
    words = f"围绕{project.name[:4]}，按照年度工作安排组织实施，保障相关工作有序推进。" * 2
    amount = amount_cell("project", "total", printed(project.amount, layout), "left", name=project.name)
    rows: list[Row] = [
        (
            Cell("项目名称", align="centre"), Cell(project.name, columns=2), None,
            Cell("主管部门", align="centre"), Cell(f"109-{body}", columns=3), None, None,
        ),
        (Cell("当年预算", align="centre"), replace(amount, columns=6), *([None] * 5)),
        *((centred(head), Cell(words, columns=6), *([None] * 5)) for head in ("项目概况", "立项依据", "当年绩效目标")),
        indicator_heads(HEADS, len(project.indicators)),
        *((None, *centre_all(i.name, i.weight, i.operator, i.target, i.unit, i.core)) for i in project.indicators),
    ]  # fmt: skip
    title, widths = f"{year}年项目绩效目标表（一级项目）", (67.5, 130.0, 67.5, 53.0, 56.0, 54.0, 54.0)
    table = form("project", title, widths, rows, layout, "表十一")
    return replace(table, above=(f"编制单位：109-{body}",))


def form(family: str, title: str, widths: tuple[float, ...], rows: list[Row], layout: Layout, label: str) -> Table:
    """A form is one block of merged cells that stays together on its page."""
    return Table(family, title, layout.money_unit, widths, tuple(rows), (), label)


def indicator_heads(heads: tuple[str, ...], indicators: int) -> Row:
    """绩效指标 beside all its rows, then the headings of the indicators."""
    return (Cell("绩效指标", rows=indicators + 1, align="centre"), *(centred(head) for head in heads))


def centre_all(name: str, *texts: str) -> Row:
    """A name, then centred cells."""
    return (Cell(name), *(centred(text) for text in texts))


def wanyuan(amount_yuan: Decimal) -> str:
    """万元 as prose prints them: no trailing zeros after the point (37 万元, 85.5 万元)."""
    rounded = (amount_yuan / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:,}".rstrip("0").rstrip(".") if "." in f"{rounded:,}" else f"{rounded:,}"


def change(now: Decimal, then: Decimal, year: int) -> str:
    """The year-on-year change in words, the difference of the two printed amounts."""
    cent = Decimal("0.01")
    difference = (now / 10_000).quantize(cent, ROUND_HALF_UP) - (then / 10_000).quantize(cent, ROUND_HALF_UP)
    if not difference:
        return f"与 {year - 1} 年持平"
    word = "增加" if difference > 0 else "减少"
    return f"比 {year - 1} 年{word} {wanyuan(abs(difference) * 10_000)} 万元"


def prose(budget: Budget, before: Budget, body: str, year: int) -> tuple[str, ...]:
    """The words before the tables, with the figures they state."""
    return (
        "一、单位基本情况",
        f"{body}是主管本市相关工作的行政机关，下设办公室、计划财务科、业务科等内设机构，负责组织实施有关规划和年度计划。",
        "二、部门收支总体情况",
        *summary_paragraphs(budget, year),
        "三、部门预算情况说明",
        spending_paragraph(budget, before, year),
        f"{year} 年无使用政府性基金预算拨款安排的支出。",
        "四、“三公”经费情况说明",
        three_public_paragraph(budget.three_public, before.three_public, year),
        "五、其他重要事项的情况说明",
        f"（一）绩效目标设置情况。{year} 年项目支出均实行了绩效目标管理，"
        f"涉及一般公共预算财政拨款 {wanyuan(budget.project())} 万元。",
        "六、专业性名词解释",
        "(一) 基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员经费和公用经费。",
        "(二) 项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
    )


def summary_paragraphs(budget: Budget, year: int) -> tuple[str, str]:
    """Revenue by source and expenditure by class."""
    whole = wanyuan(budget.basic() + budget.project())
    listed = "，".join(f"{name}预算 {wanyuan(amount)} 万元" for name, amount in classes(budget))
    return (
        f"（一）收入预算：{year} 年年初预算数 {whole} 万元，其中：一般公共预算拨款 {whole} 万元，政府性基金预算拨款 0 万元，"
        "国有资本经营预算收入 0 万元，事业收入 0 万元，事业单位经营收入 0 万元，其他收入 0 万元。"
        f"收入较 {year - 1} 年有所增加。",
        f"（二）支出预算：{year} 年年初预算数 {whole} 万元，其中：{listed}。",
    )


def spending_paragraph(budget: Budget, before: Budget, year: int) -> str:
    """The whole, basic and project expenditure, each against the year before."""
    whole, basic, project = wanyuan(budget.basic() + budget.project()), budget.basic(), budget.project()
    return (
        f"{year} 年一般公共预算财政拨款收入 {whole} 万元，一般公共预算财政拨款支出 {whole} 万元。"
        f"其中：基本支出 {wanyuan(basic)} 万元，{change(basic, before.basic(), year)}，"
        "主要用于保障职工工资福利及社会保险缴费，保障部门正常运转；"
        f"项目支出 {wanyuan(project)} 万元，{change(project, before.project(), year)}，主要用于保障重点工作。"
    )


def three_public_paragraph(spent: ThreePublic, then: ThreePublic, year: int) -> str:
    """三公 and its parts, each against the year before."""
    parts = (
        ("因公出国（境）费用", spent.abroad, then.abroad),
        ("公务接待费", spent.reception, then.reception),
        ("公务用车运行维护费", spent.vehicle_running, then.vehicle_running),
        ("公务用车购置费", spent.vehicle_purchase, then.vehicle_purchase),
    )
    listed = "；".join(f"{name} {wanyuan(now)} 万元，{change(now, before, year)}" for name, now, before in parts)
    whole = f"{wanyuan(spent.total)} 万元，{change(spent.total, then.total, year)}"
    return f"{year} 年“三公”经费预算 {whole}。其中：{listed}。"
