{%- set shapes = [
    'row_sum', 'tree', 'classes', 'cells', 'same_rows', 'same_classes', 'projects', 'claim_table', 'claim_sum', 'weights', 'prior_year',
    'unit_documents', 'budget_document'
] -%}
{%- for shape in shapes %}
    select
        document_id,
        identity,
        cast(condition as varchar) as condition,
        cast(subject_key as varchar) as subject_key,
        cast(table_no as integer) as table_no,
        cast(row_no as integer) as row_no,
        cast(position as varchar) as position,
        cast(ordinal as integer) as ordinal,
        cast(label as varchar) as label,
        cast(figure_id as varchar) as figure_id,
        cast(printed as varchar) as printed,
        cast(money_unit as varchar) as money_unit,
        cast(amount_yuan as decimal(24, 6)) as amount_yuan,
        cast(step_yuan as decimal(24, 6)) as step_yuan
    from {{ ref('int_identity_' ~ shape) }}
    {%- if not loop.last %}
        union all
    {%- endif %}
{%- endfor %}
