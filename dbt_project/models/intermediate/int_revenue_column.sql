{{ config(materialized='view') }}

-- Where an amount column of 收入总表 stands on the axes of source and fund. Columns that are part of another one (其中) are not here.
select
    columns.column_name,
    columns.revenue_source,
    columns.fund
from (
    values
    ('total', '未分解', '未分解'),
    ('current_total', 'current_year', '未分解'),
    ('current_year_total', 'current_year', '未分解'),
    ('appropriation', 'current_year', 'appropriation'),
    ('appropriation_income', 'current_year', 'appropriation'),
    ('fiscal_appropriation', 'current_year', 'appropriation'),
    ('general_public', 'current_year', 'general_public'),
    ('government_fund', 'current_year', 'government_fund'),
    ('state_capital', 'current_year', 'state_capital'),
    ('special_account', 'current_year', 'special_account'),
    ('special_account_education_fee', 'current_year', 'special_account_education_fee'),
    ('special_account_other', 'current_year', 'special_account_other'),
    ('unit_funds', 'current_year', 'unit_funds'),
    ('business_income', 'current_year', 'business_income'),
    ('operating_income', 'current_year', 'operating_income'),
    ('superior_subsidy', 'current_year', 'superior_subsidy'),
    ('superior_subsidy_income', 'current_year', 'superior_subsidy'),
    ('subsidy_from_superior', 'current_year', 'superior_subsidy'),
    ('affiliate_remittance', 'current_year', 'affiliate_remittance'),
    ('affiliate_remittance_income', 'current_year', 'affiliate_remittance'),
    ('affiliate_income', 'current_year', 'affiliate_remittance'),
    ('other_income', 'current_year', 'other_income'),
    ('carry_over', 'carry_over', '未分解'),
    ('carry_over_appropriation', 'carry_over', 'appropriation'),
    ('carry_over_general_public', 'carry_over', 'general_public'),
    ('carry_over_government_fund', 'carry_over', 'government_fund'),
    ('carry_over_state_capital', 'carry_over', 'state_capital'),
    ('carry_over_special_account', 'carry_over', 'special_account'),
    ('carry_over_unit_funds', 'carry_over', 'unit_funds'),
    ('carry_over_other_income', 'carry_over', 'other_income'),
    ('non_fiscal_surplus_used', 'surplus_used', '未分解'),
    ('non_appropriation_surplus', 'surplus_used', '未分解'),
    ('business_fund_offset', 'surplus_used', '未分解'),
    ('unit_account_balance', 'surplus_used', '未分解')
) as columns (column_name, revenue_source, fund)
