"""The identities that are worth a look when broken, but do not hold a document back."""

from great_expectations import ExpectationSuite

from expectations.three_ways import known, three_ways

TABLE = "intermediate.int_identity"

IDENTITIES = {
    "vehicles_sum": "车辆总数 = 各类车辆之和",
    "basic_and_project_changes_sum": "支出增减 = 基本支出增减 + 项目支出增减",
    "three_public_changes_sum": "“三公”经费增减 = 各分项增减之和",
    "pension_by_function_equals_economic": "2080505 = 30108 机关事业单位基本养老保险缴费",
    "annuity_by_function_equals_economic": "2080506 = 30109 职业年金缴费",
    "housing_fund_by_function_equals_economic": "2210201 = 30113 住房公积金",
    "performance_weights_sum": "绩效指标权重之和为 90 或 100",
    "prior_year_column_equals_last_year": "上年数 = 上年公开文件的数",
    "department_equals_unit_documents": "部门合计 = 所属各单位公开文件之和",
    "budget_column_equals_budget_document": "决算中的预算数 = 预算公开文件的数",
    "claim_equals_table": "文字说明中的数字与表格一致",
}
"""Every identity with rows that only warn: last year's figures and counts in the prose need not equal a table's."""


def suite() -> ExpectationSuite:
    """Each identity present, computable and balanced; and none in the table that no expectation knows."""
    judged = [one for name, rule in IDENTITIES.items() for one in three_ways(name, rule, "warning")]
    return ExpectationSuite(name="int_identity_warning", expectations=[*judged, known("warning", IDENTITIES)])
