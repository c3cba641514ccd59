"""The identities (勾稽关系) that hold a document back when it breaks them, on every row they were evaluated for."""

from great_expectations import ExpectationSuite

from expectations.three_ways import known, three_ways

TABLE = "intermediate.int_identity"

BASIC_PLUS_PROJECT = "basic_plus_project_equals_total"
"""Basic expenditure and project expenditure make the total, on every row: 5,171.57 + 74,828.43 = 80,000.00 万元."""

CATEGORIES = "categories_sum_to_total"
"""The functional categories sum to the printed total: ten of them to 79,999.99 under 80,000.00 万元, within the
rounding."""

IDENTITIES = {
    BASIC_PLUS_PROJECT: "合计 = 基本支出 + 项目支出（+ 其他并列栏）",
    CATEGORIES: "各功能分类类级科目之和 = 合计",
    "personnel_plus_operating_equals_basic": "基本支出 = 人员经费 + 公用经费",
    "personnel_plus_operating_equals_total": "基本支出合计 = 人员经费 + 公用经费",
    "sources_sum_to_total": "合计 = 各项资金来源之和",
    "current_sources_sum_to_current_total": "本年收入小计 = 本年各项资金来源之和",
    "carry_over_parts_sum": "上年结转 = 各项资金结转之和",
    "appropriation_equals_funds": "财政拨款 = 一般公共预算 + 政府性基金 + 国有资本经营",
    "funds_sum_to_total": "合计 = 一般公共预算 + 政府性基金 + 国有资本经营",
    "three_public_parts_sum": "“三公”经费 = 因公出国（境） + 公务用车 + 公务接待",
    "vehicle_equals_purchase_plus_running": "公务用车购置及运行费 = 购置费 + 运行费",
    "children_sum_to_parent": "类 = 款之和，款 = 项之和",
    "economic_classes_sum_to_total": "各经济分类类级科目之和 = 合计",
    "department_equals_sum_of_units": "部门合计 = 所属各单位之和",
    "summary_categories_sum_to_total": "收支总表各功能科目之和 = 本年支出合计",
    "revenue_equals_expenditure": "收入总计 = 支出总计",
    "same_figure_across_tables": "同一数字在各表中一致",
    "function_rows_agree_across_tables": "支出总表与一般公共预算支出表的同一科目一致",
    "class_totals_agree_across_tables": "收支总表与支出表的同一类级科目一致",
    "economic_total_equals_basic_by_function": "基本支出（经济分类）合计 = 一般公共预算支出表的基本支出",
    "personnel_equals_301_plus_303": "人员经费 = 301 工资福利支出 + 303 对个人和家庭的补助",
    "operating_equals_other_classes": "公用经费 = 301、303 以外各类之和",
    "projects_sum_to_project_expenditure": "所列项目预算之和 = 项目支出",
    "listed_projects_sum_to_total": "所列项目之和 = 项目表合计",
    "claim_equals_table": "文字说明中的数字与表格一致",
    "procurement_parts_sum": "政府采购 = 货物 + 工程 + 服务",
    "procurement_general_public_parts_sum": "一般公共预算政府采购 = 货物 + 工程 + 服务",
    "three_public_claims_sum": "文字说明：“三公”经费 = 各分项之和",
}
"""Every blocking identity with its rule as readers see it."""


def suite() -> ExpectationSuite:
    """Each identity present, computable and balanced; and none in the table that no expectation knows."""
    judged = [one for name, rule in IDENTITIES.items() for one in three_ways(name, rule, "blocking")]
    return ExpectationSuite(name="int_identity_blocking", expectations=[*judged, known("blocking", IDENTITIES)])
