-- The cells of revenue of each document: one for each combination of members that any of its tables prints.
{%- set axes = revenue_axes() %}
with table_cells as (
    select
        document_id,
        table_no,
        {% for column, kind in axes -%}
        {{ column }},
        {% endfor -%}
        case when bool_and(is_total) then max(amount_yuan) else sum(amount_yuan) end as amount_yuan,
        case when bool_and(is_total) then max(step_yuan) else sum(step_yuan) end as steps_yuan
    from {{ ref('int_revenue_figure') }}
    where unplaced is null
    group by document_id, table_no{% for column, kind in axes %}, {{ column }}{% endfor %}
)

select
    row_number() over (order by document_id{% for column, kind in axes %}, {{ column }}{% endfor %}) as cell_id,
    document_id as scope_id,
    document_id,
    {% for column, kind in axes -%}
    {{ column }},
    {% endfor -%}
    cast(first(amount_yuan order by steps_yuan, table_no) as decimal(24, 6)) as amount_yuan,
    cast(first(steps_yuan order by steps_yuan, table_no) * 0.5 as decimal(24, 7)) as slack_yuan
from table_cells
group by document_id{% for column, kind in axes %}, {{ column }}{% endfor %}
