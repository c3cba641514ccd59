"""What provinces, cities and ministries call their tables, and near-identical titles that must not be taken for them.

The wordings are those of the national templates and of the forms of provinces whose files are not beside this checkout. A title that
names no family here is either known and not read or unknown; both are safe, a wrong family is not.
"""

from __future__ import annotations

import pytest

from pipelines.extraction.captions import title_entry
from pipelines.extraction.folding import fold

TITLES = {
    "budget_summary": """
        部门收支总表 单位收支总表 收支预算总表 部门预算收支总表 部门收支总体情况表 部门财务收支总体情况表 财务收支预算总表
        部门综合预算收支总表 收入支出预算总表 部门收入支出总体情况表 部门预算收支总体情况表 预算01-1表部门收支总体情况表
        附表1-1部门收支总表 附件1：部门收支总表 部门（单位）收支总体情况表 收入支出决算总表 部门收支决算总表 单位收支决算总表
        2025年某县某镇人民政府收支总表 某市政府采购中心2025年收支总表 某市国有资产监督管理委员会部门收支总表
        国家自然科学基金委员会收支总表 某省机关事务服务中心收支总表 2025年部门预算收支情况总表
    """,
    "revenue_summary": """
        部门收入总表 部门收入总体情况表 收入预算总表 部门收入预算表 单位预算收入总表 收入决算表 收入决算总表 部门财务收入总表
        某市教育局收入总表 部门收入总体情况表（按预算单位） 某区人民法院收入预算表
    """,
    "expenditure_summary": """
        部门支出总表 部门支出总体情况表 支出预算总表 单位预算支出总表 支出决算表 支出决算总表 部门支出总体情况表（按功能分类科目）
        支出总表（按功能分类） 支出预算分类汇总表（按功能科目） 部门支出预算明细表（按功能分类科目） 某县人民检察院支出总表
        某大学支出预算表 2025年某街道办事处支出总表
    """,
    "appropriation_summary": """
        财政拨款收支总表 部门财政拨款收支总体情况表 财政拨款收支预算总表 单位财政拨款收支总表 财政拨款预算收支总表
        财政拨款收入支出预算总表 财政拨款收入支出决算总表 财政拨款收支情况表 财政拨款收支总表（功能科目）
    """,
    "general_public_expenditure": """
        一般公共预算支出表 部门一般公共预算支出情况表 一般公共预算支出预算表 一般公共预算财政拨款支出表 一般公共预算拨款支出预算表
        一般公共预算当年财政拨款支出表 一般公共预算财政拨款支出决算表 一般公共预算支出预算表（按功能科目分类）
        一般公共预算支出明细表（按功能分类科目） 公共财政预算拨款支出预算表 某市机关运行保障中心一般公共预算支出表
        社会保险基金管理中心一般公共预算支出表 一般公共预算支出情况表—功能分类
    """,
    "basic_expenditure": """
        一般公共预算基本支出表 部门一般公共预算基本支出情况表 一般公共预算财政拨款基本支出表 一般公共预算基本支出表（按经济分类）
        一般公共预算基本支出预算表（按部门预算经济分类） 一般公共预算财政拨款基本支出决算表 一般公共预算财政拨款基本支出决算明细表
        一般公共预算基本支出经济分类情况表 一般公共预算基本支出表（人员经费和公用经费） 一般公共预算基本支出情况表—经济分类
    """,
    "general_public_by_economic": """
        一般公共预算支出表（按经济科目） 一般公共预算支出预算表（按经济分类） 一般公共预算支出明细表（按部门预算经济分类科目）
        一般公共预算支出经济分类情况表
    """,
    "three_public": """
        一般公共预算“三公”经费支出表 部门一般公共预算“三公”经费支出情况表 一般公共预算财政拨款“三公”经费支出决算表
        财政拨款“三公”经费支出表 “三公”经费预算表 “三公”经费公共预算财政拨款支出预算表 一般公共预算安排的“三公”经费支出表
        一般公共预算财政拨款“三公”经费及会议费、培训费支出表 财政拨款“三公”经费、行政参公单位机关运行经费情况表
        “三公”经费情况统计表
    """,
    "government_fund_expenditure": """
        政府性基金预算支出表 部门政府性基金预算支出情况表 政府性基金支出预算表 政府性基金拨款支出预算表
        政府性基金预算财政拨款收入支出决算表 政府性基金预算支出表（按功能分类科目） 部门预算政府基金预算财政拨款支出表
    """,
    "state_capital_expenditure": """
        国有资本经营预算支出表 部门国有资本经营预算支出情况表 国有资本经营支出表 国有资本经营预算收支表 国有资本经营拨款支出预算表
        国有资本经营预算财政拨款支出决算表 国有资本经营预算财政拨款收入支出决算表
    """,
    "project": """
        项目支出表 部门项目支出表 项目支出预算表 项目支出明细表 部门预算项目支出表 项目支出情况表
        项目（其他运转类、特定目标类）支出情况表 特定目标类项目支出预算表 项目支出绩效目标表 部门预算项目绩效目标表
        项目支出绩效目标申报表 重点项目绩效目标表 专项资金绩效目标表
    """,
    "performance_target": "部门整体支出绩效目标表 单位整体绩效目标表 部门（单位）整体支出绩效目标表 部门整体绩效目标申报表",
}

DECOYS = {
    "a part of expenditure by economic class": """
        工资福利支出预算表 商品和服务支出预算表 对个人和家庭的补助支出预算表 人员支出预算表 公用支出预算表 资本性支出预算表
    """,
    "a part of basic expenditure": """
        一般公共预算基本支出表（人员经费） 一般公共预算基本支出表（公用经费） 一般公共预算基本支出表--人员经费(工资福利支出)
        一般公共预算基本支出预算明细表—商品和服务支出 基本支出预算表（人员类、运转类公用经费项目）
        一般公共预算基本支出表（上年结转）
    """,
    "the government's economic classification": """
        支出预算分类汇总表（按政府预算经济分类） 一般公共预算支出表（按政府经济分类）
        一般公共预算基本支出预算表（按政府预算经济分类） 基本支出预算表（按政府预算经济分类）
        财政拨款支出预算表（政府经济分类科目） 一般公共预算基本支出情况表—政府经济分类
    """,
    "all funds by economic classification": """
        支出预算分类汇总表（按部门预算经济分类） 部门支出总体情况表（按经济分类） 支出经济分类汇总表
        财政拨款收支总表（按经济分类） 部门支出表（经济科目）
    """,
    "money of one source": """
        财政专户管理资金收支表 财政专户管理资金预算支出表 单位资金支出表 事业单位经营支出表 非财政拨款支出表 非财政拨款收支表
        上级补助收入表 事业收入预算表 行政事业性收费收入表 非税收入预算表 教育收费预算收入表 上年结转支出预算表
        财政拨款结转结余情况表 附属单位支出表 食堂收支表
    """,
    "funds": """
        政府性基金预算支出表（按经济分类） 政府性基金预算基本支出表 政府性基金预算项目支出表 国有资本经营预算项目支出表
        政府性基金收入表 国有资本经营预算收入表 社会保险基金预算支出表 社会保险基金收支表 一般公共预算和政府性基金预算支出表
        政府性基金和国有资本经营预算支出表 部门预算政府基金预算收入表
    """,
    "three public expenses of a fund, their numbers and reasons": """
        政府性基金预算“三公”经费支出表 政府性基金预算财政拨款“三公”经费支出决算表
        国有资本经营预算财政拨款“三公”经费支出决算表 “三公”经费实物量统计表 “三公”经费增减情况说明
        一般公共预算“三公”经费增减变化原因说明表
    """,
    "neighbours of the three public expenses": """
        机关运行经费 一般公共预算机关运行经费表 会议费、培训费支出表 会议费预算表 培训费预算表
    """,
    "revenue and the whole account of one budget": """
        一般公共预算收支总表 一般公共预算收支表 一般公共预算收入表 一般公共预算财政拨款收入表
    """,
    "projects that are not all of them": """
        一般公共预算项目支出表 一般公共预算财政拨款项目支出表 财政拨款项目支出表 上级补助项目支出预算表 部门项目支出中期规划预算表
        项目支出决算明细表 项目支出执行情况表 上年结转项目支出表 重点项目支出表
    """,
    "transfers, procurement, assets": """
        一般公共预算转移支付表 市对下转移支付预算表 市级对下转移支付绩效目标表 政府采购预算表 部门政府购买服务预算表
        新增资产配置表 政府一般债务余额情况表 国有资产占用情况表 资产负债表
    """,
    "execution, results and records": """
        2024年一般公共预算支出预算执行情况表 部门收入支出执行情况表 一般公共预算支出上年执行情况对比表 支出决算明细表
        收入支出决算明细表 一般公共预算财政拨款支出决算明细表 一般公共预算财政拨款项目支出决算明细表
        政府性基金预算财政拨款支出决算明细表 基本支出决算明细表 项目支出绩效自评表 项目支出绩效目标完成情况表
        部门整体支出绩效自评表 基本支出绩效目标表 机构人员情况表
    """,
}


@pytest.mark.parametrize(
    ("family", "title"), [(family, title) for family, titles in TITLES.items() for title in titles.split()]
)
def test_a_title_of_an_unseen_publisher_names_its_family(family: str, title: str) -> None:
    entry = title_entry(fold(title))
    assert entry is not None
    assert (entry.family, entry.substitute) == (family, False)


@pytest.mark.parametrize(("why", "title"), [(why, title) for why, titles in DECOYS.items() for title in titles.split()])
def test_a_near_neighbour_is_not_read(why: str, title: str) -> None:
    entry = title_entry(fold(title))
    assert entry is None or entry.family is None, why


@pytest.mark.parametrize("title", ["财政拨款支出预算表", "财政拨款支出总体情况表"])
def test_all_fiscal_appropriations_only_stand_in_for_the_general_public_budget(title: str) -> None:
    entry = title_entry(fold(title))
    assert entry is not None
    assert (entry.family, entry.substitute) == ("general_public_expenditure", True)


@pytest.mark.parametrize(
    "number", ["表3", "表五", "附表5", "附件3：", "预算公开05表", "公开05表", "表3-1", "表十一", "5."]
)
@pytest.mark.parametrize("title", ["一般公共预算支出表", "财政拨款收支总表", "一般公共预算“三公”经费支出表"])
def test_a_number_in_front_of_a_title_takes_nothing_of_it(number: str, title: str) -> None:
    alone, numbered = title_entry(fold(title)), title_entry(fold(number + title))
    assert alone is not None
    assert numbered is alone
