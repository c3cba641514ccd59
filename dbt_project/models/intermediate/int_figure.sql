{%- set families = [
    'budget_summary', 'revenue_summary', 'expenditure_summary', 'appropriation_summary', 'general_public_expenditure',
    'basic_expenditure', 'general_public_by_economic', 'three_public', 'government_fund_expenditure',
    'state_capital_expenditure', 'project'
] -%}
with every_family as (
    {%- for family in families %}
        select * from {{ ref('stg_' ~ family) }}
        {%- if not loop.last %}
            union all
        {%- endif %}
    {%- endfor %}
)

select
    *,
    case when column_name in ('amount', 'budget') then 'total' else column_name end as measure,
    min(step_yuan) over (partition by document_id, table_no, money_unit) as table_step_yuan
from every_family
