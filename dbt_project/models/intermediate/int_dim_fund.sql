-- The tree of funds (资金来源). fund_group is the ancestor right below 未分解 (the fund itself at the first level).
select
    funds.fund,
    funds.fund_group,
    funds.fund_level,
    funds.fund_name,
    funds.fund_name_en
from (
    values
    ('未分解', '未分解', 0, '未分解', 'Not broken down'),
    ('appropriation', 'appropriation', 1, '财政拨款', 'Fiscal appropriation'),
    ('general_public', 'appropriation', 2, '一般公共预算', 'General public budget'),
    ('government_fund', 'appropriation', 2, '政府性基金预算', 'Government fund budget'),
    ('state_capital', 'appropriation', 2, '国有资本经营预算', 'State capital operating budget'),
    ('special_account', 'special_account', 1, '财政专户管理资金', 'Special fiscal account'),
    ('special_account_education_fee', 'special_account', 2, '财政专户教育收费', 'Special account: education fees'),
    ('special_account_other', 'special_account', 2, '其他财政专户资金', 'Special account: other'),
    ('unit_funds', 'unit_funds', 1, '单位资金', 'Funds of the unit'),
    ('business_income', 'unit_funds', 2, '事业收入', 'Business income'),
    ('operating_income', 'unit_funds', 2, '事业单位经营收入', 'Operating income'),
    ('superior_subsidy', 'unit_funds', 2, '上级补助收入', 'Subsidy from superior'),
    ('affiliate_remittance', 'unit_funds', 2, '附属单位上缴收入', 'Remittance from affiliates'),
    ('other_income', 'unit_funds', 2, '其他收入', 'Other income'),
    ('non_appropriation_surplus', 'non_appropriation_surplus', 1, '使用非财政拨款结余', 'Surplus of other than appropriations'),
    ('unit_account_balance', 'unit_account_balance', 1, '上年实户资金余额', 'Balance of the unit''s account'),
    ('carry_over', 'carry_over', 1, '上年结转', 'Carried over')
) as funds (fund, fund_group, fund_level, fund_name, fund_name_en)
