{{ config(materialized='view') }}

-- Where an amount column of an expenditure table stands on the axes of type and fund; null: where its table stands.
-- Columns that are part of another one (其中), that speak of another year or that are not expenditure are not here: they are not cells.
select
    columns.column_name,
    columns.expenditure_type,
    columns.fund
from (
    values
    ('total', null, null),
    ('basic', 'basic', null),
    ('personnel', 'personnel', null),
    ('operating', 'operating', null),
    ('project', 'project', null),
    ('transfer_to_superior', 'transfer_to_superior', null),
    ('business_operation', 'business_operation', null),
    ('subsidy_to_affiliate', 'subsidy_to_affiliate', null),
    ('reserve', 'reserve', null),
    ('carry_to_next_year', 'carry_to_next_year', null),
    ('appropriation', null, 'appropriation'),
    ('fiscal_appropriation', null, 'appropriation'),
    ('general_public', null, 'general_public'),
    ('government_fund', null, 'government_fund'),
    ('state_capital', null, 'state_capital'),
    ('special_account', null, 'special_account'),
    ('business_income', null, 'business_income'),
    ('operating_income', null, 'operating_income'),
    ('superior_subsidy', null, 'superior_subsidy'),
    ('subsidy_from_superior', null, 'superior_subsidy'),
    ('affiliate_remittance', null, 'affiliate_remittance'),
    ('affiliate_income', null, 'affiliate_remittance'),
    ('other_income', null, 'other_income'),
    ('non_appropriation_surplus', null, 'non_appropriation_surplus'),
    ('unit_account_balance', null, 'unit_account_balance'),
    ('carry_over', null, 'carry_over')
) as columns (column_name, expenditure_type, fund)
