{%- set families = [
    'budget_summary', 'revenue_summary', 'expenditure_summary', 'appropriation_summary', 'general_public_expenditure',
    'basic_expenditure', 'general_public_by_economic', 'three_public', 'government_fund_expenditure',
    'state_capital_expenditure', 'project'
] -%}
{% for family in families %}
select * from {{ ref('stg_' ~ family) }}
{% if not loop.last %}union all{% endif %}
{% endfor %}
