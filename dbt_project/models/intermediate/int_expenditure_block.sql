-- Where a cell's residual is more than rounding, the tables that break it down each by its own classification: what each leaves there.
-- Of several tables with the same classification the one with the most cells below speaks.
{%- set axes = expenditure_axes() %}
with tables as (
    select
        scope_id,
        min(document_id) as document_id,
        min(table_family) as table_family,
        bool_or(function_code <> {{ undivided() }}) as by_function,
        bool_or(economic_code <> {{ undivided() }} or gov_economic_code <> {{ undivided() }}) as by_economic
    from {{ ref('int_expenditure_table_cell') }}
    group by scope_id
),

ranked as (
    select
        tables.document_id,
        tables.table_family,
        {% for column, kind in axes -%}
        residual.{{ column }},
        {% endfor -%}
        residual.residual_yuan,
        residual.bound_yuan,
        row_number() over (
            partition by
                tables.document_id,
                tables.by_function,
                tables.by_economic,
                {% for column, kind in axes -%}
                residual.{{ column }}{{ ',' if not loop.last }}
                {% endfor %}
            order by residual.cells_below desc, residual.scope_id
        ) as place
    from {{ ref('int_expenditure_table_residual') }} as residual
    inner join tables on residual.scope_id = tables.scope_id
    where not residual.is_finest
)

select
    document_id,
    table_family,
    {% for column, kind in axes -%}
    {{ column }},
    {% endfor -%}
    residual_yuan,
    bound_yuan
from ranked
where place = 1 and residual_yuan <> 0
