{#-
    Every value of a key there is stands in the table it points to: `table.column = table.column` for each key of the star and of the audit tables. One test
    for all of them, because dbt takes 50 ms for a test whatever it asks; a failing row names its key.
-#}
{{ config(meta={'dagster': {'ref': {'name': 'fact_expenditure_version'}}}) }}
{%- set keys %}
    fact_expenditure_version.document_id = dim_document.document_id
    fact_expenditure_version.fiscal_year = dim_fiscal_year.fiscal_year
    fact_expenditure_version.function_code = dim_function.function_code
    fact_expenditure_version.expenditure_type = dim_expenditure_type.expenditure_type
    fact_expenditure_version.economic_code = dim_economic.economic_code
    fact_expenditure_version.gov_economic_code = dim_economic.economic_code
    fact_expenditure_version.unit_key = dim_unit.unit_key
    fact_expenditure_version.fund = dim_fund.fund
    fact_revenue_version.document_id = dim_document.document_id
    fact_revenue_version.fiscal_year = dim_fiscal_year.fiscal_year
    fact_revenue_version.function_code = dim_function.function_code
    fact_revenue_version.unit_key = dim_unit.unit_key
    fact_revenue_version.fund = dim_fund.fund
    fact_three_public_version.document_id = dim_document.document_id
    fact_three_public_version.fiscal_year = dim_fiscal_year.fiscal_year
    fact_three_public_version.unit_key = dim_unit.unit_key
    fact_project_version.document_id = dim_document.document_id
    fact_project_version.fiscal_year = dim_fiscal_year.fiscal_year
    fact_project_version.unit_key = dim_unit.unit_key
    fact_performance_target_version.document_id = dim_document.document_id
    fact_performance_target_version.fiscal_year = dim_fiscal_year.fiscal_year
    fact_performance_target_version.unit_key = dim_unit.unit_key
    fact_change.document_id = dim_document.document_id
    fact_change.previous_document_id = dim_document.document_id
    claim.document_id = document.document_id
    coverage.document_id = document.document_id
    figure.document_id = document.document_id
    identity.document_id = document.document_id
    printed_table.document_id = document.document_id
    problem.document_id = document.document_id
    repair.document_id = document.document_id
    dim_function.parent_function_code = dim_function.function_code
    dim_economic.parent_economic_code = dim_economic.economic_code
    dim_unit.parent_unit_key = dim_unit.unit_key
    dim_document.fiscal_year = dim_fiscal_year.fiscal_year
    dim_fund.fund_group = dim_fund.fund
    dim_expenditure_type.main_type = dim_expenditure_type.expenditure_type
{% endset %}
{%- for key in keys.strip().splitlines() %}
{%- set child, parent = key.strip().split(' = ') %}
{%- set child_table, column = child.split('.') %}
{%- set parent_table, parent_column = parent.split('.') %}
select
    '{{ child }}' as key_name,
    cast(child.{{ column }} as varchar) as without_a_row,
    count(*) as rows_with_it
from {{ ref(child_table) }} as child
left join {{ ref(parent_table) }} as parent on child.{{ column }} = parent.{{ parent_column }}
where child.{{ column }} is not null and parent.{{ parent_column }} is null
group by child.{{ column }}
{% if not loop.last %}union all{% endif %}
{%- endfor %}
