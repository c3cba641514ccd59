"""The words before the tables, in the manner of a Chongqing department, with the figures they state."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from tests.printing.budget import Budget, ThreePublic


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
    listed = "，".join(f"{name}预算 {wanyuan(amount)} 万元" for name, amount in budget.classes())
    return (
        f"（一）收入预算：{year} 年年初预算数 {whole} 万元，其中：一般公共预算拨款 {whole} 万元，"
        "政府性基金预算拨款 0 万元，国有资本经营预算收入 0 万元，"
        "事业收入 0 万元，事业单位经营收入 0 万元，其他收入 0 万元。"
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
