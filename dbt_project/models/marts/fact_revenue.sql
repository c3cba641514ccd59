{%- set axes = revenue_axes() %}
with figures as (
    select
        document_id,
        {% for column, kind in axes -%}
        {{ column }},
        {% endfor -%}
        list(figure_id order by table_no, row_no, figure_id) as figure_ids
    from {{ ref('int_revenue_figure') }}
    where unplaced is null
    group by document_id{% for column, kind in axes %}, {{ column }}{% endfor %}
),

lines as (
    select
        scope_id as document_id,
        {% for column, kind in axes -%}
        {{ column }},
        {% endfor -%}
        residual_yuan,
        case
            when is_finest then 'published'
            when abs(residual_yuan) <= bound_yuan then 'rounding'
            else 'margin'
        end as row_kind,
        case when not is_finest and abs(residual_yuan) <= bound_yuan then bound_yuan end as bound_yuan
    from {{ ref('int_revenue_residual') }}
    where is_finest or residual_yuan <> 0
)

select
    md5(concat_ws('|', lines.document_id{% for column, kind in axes %}, lines.{{ column }}{% endfor %})) as revenue_key,
    lines.document_id,
    document.fiscal_year,
    document.kind,
    document.scope,
    lines.function_code,
    unit.unit_key,
    unit.unit_code,
    lines.fund,
    lines.revenue_source,
    lines.row_kind,
    cast(lines.residual_yuan as decimal(24, 6)) as amount_yuan,
    cast(lines.residual_yuan * 0.0001 as decimal(28, 10)) as amount_wanyuan,
    cast(lines.bound_yuan as decimal(24, 6)) as bound_yuan,
    figures.figure_ids
from lines
inner join figures
    on
        lines.document_id = figures.document_id
        {% for column, kind in axes -%}
        and lines.{{ column }} = figures.{{ column }}
        {% endfor %}
inner join {{ ref('int_published_document') }} as document on lines.document_id = document.document_id
inner join {{ ref('int_dim_unit_member') }} as unit on lines.document_id = unit.document_id and lines.unit_code = unit.member
