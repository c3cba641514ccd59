"""What unseen publishers print above their columns, and headings that must not be taken for this year's amounts.

A path is written ``outer > inner``; its meaning is the column's name, or ``label KIND AXIS`` for what names the row. The table is of 2025.
"""

from __future__ import annotations

import pytest

from pipelines.extraction.folding import fold
from pipelines.extraction.meanings import meaning_of
from pipelines.extraction.naming import column_name

HEADINGS = {
    "revenue_summary": """
        合计 = total; 总计 = total; 本年收入合计 = total; 本年收入 > 小计 = current_total; 本年收入 > 一般公共预算资金 = general_public
        本年收入 > 单位资金 > 小计 = unit_funds; 本年收入 > 单位资金 > 事业收入 = business_income
        上年结转结余 > 单位资金 = carry_over_unit_funds
        一般公共预算拨款收入 = general_public; 政府性基金预算财政拨款收入 = government_fund; 政府基金预算拨款收入 = government_fund
        国有资本经营预算拨款收入 = state_capital; 财政拨款 > 小计 = appropriation; 财政拨款收入 > 一般公共预算 = general_public
        事业收入 > 金额 = business_income; 事业收入 > 其中：教育收费 = education_fee_of_which; 教育收费资金收入 = education_fee
        经营收入 = operating_income; 事业单位经营收入 = operating_income; 上级补助收入 = subsidy_from_superior
        附属单位上缴收入 = affiliate_remittance; 附属单位缴款 = affiliate_remittance; 其他收入 = other_income
        上年结转（结余） = carry_over; 上年结转和结余 = carry_over; 年初结转和结余 = carry_over; 专户管理资金收入 = special_account
        使用非财政拨款结余（含专用结余） = non_fiscal_surplus_used; 使用非财政拨款结余和专用结余 = non_fiscal_surplus_used
        用事业单位基金弥补收支差额 = business_fund_offset
        部门（单位）代码 = label code unit; 部门（单位）名称 = label name unit; 单位编码 = label code unit; 部门/单位 = label name unit
        功能科目 > 编码 = label code function; 支出功能分类编码 = label code function; 功能分类名称 = label name function
        科目 = label name row; 单位名称（科目） = label name row; 科目名称（类/款/项） = label name row; 科目编码 > 款 = label group row
    """,
    "expenditure_summary": """
        本年支出合计 = total; 基本支出 > 小计 = basic; 基本支出 > 人员支出 = personnel; 基本支出 > 公用支出 = operating
        基本支出 > 工资福利支出 = wages_and_welfare; 基本支出 > 商品服务支出 = goods_and_services
        基本支出 > 对个人和家庭补助支出 = personal_and_family; 项目支出 > 小计 = project; 经营支出 = business_operation
        上缴上级支出 = transfer_to_superior; 上解上级支出 = transfer_to_superior; 附属单位补助支出 = subsidy_to_affiliate
        结转下年 = carry_to_next_year; 上年数 = prior_year; 2024年预算数 = prior_year; 2024年执行数 = prior_year_execution
        上年决算数 = prior_year_final; 2024年预算数 > 基本支出 = prior_year_basic; 2024年执行数 > 基本支出 = prior_year_execution_basic
        2025年预算数 > 基本支出 = basic; 2025年预算数比2024年执行数 > 增减额 = change; 2025年预算数比2024年执行数 > 增减% = change_pct
        2025年比2024年 > 增减额 = change; 2025年比2024年增减 > 增减率 = change_pct; 比上年增减 = change; 比上年增减% = change_pct
        比上年增长（%） = change_pct; 较上年增减 = change; 同比增减% = change_pct; 增长% = change_pct; 增减变动 = change
        增减幅度（%） = change_pct
        变动率 = change_pct; 增加（减少）额 = change
    """,
    "general_public_expenditure": """
        本年支出 > 小计 = total; 本年支出 > 基本支出 = basic; 一般公共预算支出 > 合计 = total; 2025年预算数 = total; 年初预算数 = total
        本年预算安排数 = total; 上年预算数 = prior_year
    """,
    "basic_expenditure": """
        部门预算支出经济分类科目 > 科目编码 = label code economic; 部门经济科目名称 = label name economic; 经济分类名称 = label name economic
        政府预算经济科目编码 = label code gov_economic; 本年一般公共预算基本支出 > 合计 = total; 2025年基本支出 > 日常公用经费 = operating
        本年一般公共预算基本支出 > 人员经费 = personnel; 公用经费 > 金额 = operating
    """,
    "appropriation_summary": """
        支出 > 一般公共预算财政拨款 = general_public; 支出 > 金额 > 小计 = total; 支出 > 政府基金预算支出 = government_fund
        支出 > 国有资本经营预算财政拨款 = state_capital; 支出 > 财政拨款 > 一般公共预算 = general_public; 支出 > 功能分类 = label name function
    """,
    "budget_summary": """
        收入项目 = label name row; 支出项目类别 = label name row; 支出 > 项目（按支出性质和经济分类） = label name economic
        支出 > 单位资金 = unit_funds
        收入 > 金额 = total; 支出 > 上年预算数 = prior_year
    """,
    "three_public": """
        “三公”经费合计 = total; “三公”经费财政拨款预算总额 = total; 因公出国（境）费用 = abroad; 公务用车 > 小计 = vehicle_total
        公务用车 > 公务用车购置费 = vehicle_purchase; 公务用车购置及运行费 > 车辆购置费 = vehicle_purchase
        公务用车购置及运行维护费 > 公务用车运行维护费 = vehicle_running; 公务接待费用 = reception; 会议费 = meeting; 培训费 = training
        2024年度预算 > 公务接待费 = prior_year_reception; 2024年“三公”经费预算数 > 公务接待费 = prior_year_reception
        2025年“三公”经费预算数 > 公务接待费 = reception; 2024年执行数 > 公务接待费 = prior_year_execution_reception
        当年财政拨款预算安排 > 合计 = total; 资金来源 > 合计 = total; 其中：一般公共预算拨款 = general_public
         单位名称（科目） = label name unit
    """,
    "government_fund_expenditure": """
        本年政府性基金预算支出 > 合计 = total; 政府基金预算支出 > 基本支出 = basic; 年初结转和结余 = opening_balance; 本年收入 = revenue
        本年支出 > 项目支出 = project; 年末结转和结余 = closing_balance
    """,
    "project": """
        项目单位 = label name unit; 项目名称 = label name row; 本年拨款 > 一般公共预算 = general_public; 本年拨款 > 小计 = appropriation
        财政拨款结转结余 > 一般公共预算 = carry_over_general_public; 财政拨款结转结余 > 政府性基金预算 = carry_over_government_fund
        财政专户管理资金 = special_account; 单位资金 = unit_funds; 功能科目编码 = label code function
    """,
}

REFUSED = {
    "last year's money is not this year's": """
        revenue_summary: 部门结转资金; expenditure_summary: 上年结转 > 基本支出; general_public_expenditure: 上年结转安排 > 合计
    """,
    "one budget's part of a column of all money": """
        revenue_summary: 一般公共预算 > 其中：财政拨款; expenditure_summary: 财政拨款 > 基本支出; expenditure_summary: 一般公共预算 > 基本支出
        appropriation_summary: 支出 > 一般公共预算 > 其中：财政拨款; general_public_expenditure: 省级当年财政拨款安排 > 合计
        general_public_expenditure: 中央提前通知专项转移支付等 > 合计; general_public_expenditure: 其中：上级提前下达
    """,
    "a part nobody asked for": "expenditure_summary: 其中：政府采购; expenditure_summary: 项目支出 > 其他运转类",
    "shares and rates of execution": "expenditure_summary: 占比（%）; expenditure_summary: 完成预算%; expenditure_summary: 上年增减%",
    "a number that is no money": """
        three_public: 公务用车购置数（辆）; three_public: 国内公务接待批次（个）; three_public: 公务用车保有量（辆）; three_public: 国外接待费
        three_public: 因公出国（境）团组数（个）
    """,
}

NOT_THIS_YEARS = """
    revenue_summary: 财政拨款结转; revenue_summary: 一般公共预算拨款结转; revenue_summary: 政府性基金预算结转
    revenue_summary: 国有资本经营预算结转结余
    revenue_summary: 上年结转 > 一般公共预算拨款结转; appropriation_summary: 支出 > 财政拨款结转结余; project: 财政拨款结转 > 一般公共预算结转
    general_public_expenditure: 2024年预算数 > 合计; general_public_expenditure: 上年预算数; general_public_expenditure: 上年执行数
"""


def _entries(text: str, ends: str) -> list[list[str]]:
    return [entry.strip().split(ends) for line in text.splitlines() for entry in line.split(";") if entry.strip()]


def _path(printed: str) -> tuple[str, ...]:
    return tuple(fold(cell) for cell in printed.split(" > "))


def _meaning(family: str, printed: str) -> str:
    meaning = meaning_of(_path(printed), family, 2025)
    if meaning.role == "label":
        return f"label {meaning.label} {meaning.axis}"
    return str(column_name(meaning, True, False)) if meaning.role == "column" else meaning.role


@pytest.mark.parametrize(
    ("family", "printed", "means"),
    [(family, *entry) for family, text in HEADINGS.items() for entry in _entries(text, " = ")],
)
def test_a_heading_of_an_unseen_publisher_is_explained(family: str, printed: str, means: str) -> None:
    assert _meaning(family, printed) == means


@pytest.mark.parametrize(
    ("why", "family", "printed"), [(why, *entry) for why, text in REFUSED.items() for entry in _entries(text, ": ")]
)
def test_a_heading_that_means_something_else_is_refused(why: str, family: str, printed: str) -> None:
    assert _meaning(family, printed) == "unknown", why


@pytest.mark.parametrize(("family", "printed"), _entries(NOT_THIS_YEARS, ": "))
def test_money_of_last_year_never_carries_a_plain_name(family: str, printed: str) -> None:
    assert _meaning(family, printed).startswith(("carry_over", "prior_year"))
