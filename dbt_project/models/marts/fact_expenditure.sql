{%- set axes = expenditure_axes() %}
with cells as (
    select
        cell.document_id,
        {% for column, kind in axes -%}
        cell.{{ column }},
        {% endfor -%}
        cell.source_scope_id,
        residual.residual_yuan,
        residual.is_finest,
        residual.bound_yuan,
        not residual.is_finest and abs(residual.residual_yuan) <= residual.bound_yuan as is_rounding
    from {{ ref('int_expenditure_cell') }} as cell
    inner join {{ ref('int_expenditure_residual') }} as residual on cell.cell_id = residual.cell_id
    where residual.is_finest or residual.residual_yuan <> 0
),

figures as (
    select
        document_id,
        {% for column, kind in axes -%}
        {{ column }},
        {% endfor -%}
        list(figure_id order by table_no, row_no, figure_id) as figure_ids,
        min(table_no) as table_no
    from {{ ref('int_expenditure_figure') }}
    where unplaced is null
    group by document_id{% for column, kind in axes %}, {{ column }}{% endfor %}
),

-- a cell printed in several rows of its table (units that are not named) keeps a row for each
parts as (
    select
        figure.document_id,
        {% for column, kind in axes -%}
        figure.{{ column }},
        {% endfor -%}
        figure.figure_id,
        figure.amount_yuan,
        table_cell.scope_id
    from {{ ref('int_expenditure_figure') }} as figure
    inner join {{ ref('int_expenditure_table_cell') }} as table_cell
        on
            figure.document_id = table_cell.document_id
            and figure.table_no = table_cell.table_no
            {% for column, kind in axes -%}
            and figure.{{ column }} = table_cell.{{ column }}
            {% endfor %}
    where figure.unplaced is null and table_cell.parts > 1
),

published as (
    select
        cells.document_id,
        {% for column, kind in axes -%}
        cells.{{ column }},
        {% endfor -%}
        'published' as row_kind,
        coalesce(parts.figure_id, '') as row_source,
        coalesce(parts.amount_yuan, cells.residual_yuan) as amount_yuan,
        cast(null as decimal(24, 6)) as bound_yuan,
        case when parts.figure_id is null then figures.figure_ids else [parts.figure_id] end as figure_ids
    from cells
    inner join figures
        on
            cells.document_id = figures.document_id
            {% for column, kind in axes -%}
            and cells.{{ column }} = figures.{{ column }}
            {% endfor %}
    left join parts
        on
            cells.source_scope_id = parts.scope_id
            {% for column, kind in axes -%}
            and cells.{{ column }} = parts.{{ column }}
            {% endfor %}
    where cells.is_finest
),

gaps as (
    select
        document_id,
        {% for column, kind in axes -%}
        {{ column }},
        {% endfor -%}
        'rounding' as row_kind,
        '' as row_source,
        residual_yuan as amount_yuan,
        bound_yuan
    from cells
    where is_rounding
    union all
    select
        block.document_id,
        {% for column, kind in axes -%}
        block.{{ column }},
        {% endfor -%}
        'rounding' as row_kind,
        block.table_family as row_source,
        block.residual_yuan as amount_yuan,
        block.bound_yuan
    from {{ ref('int_expenditure_block') }} as block
    inner join cells
        on
            block.document_id = cells.document_id
            {% for column, kind in axes -%}
            and block.{{ column }} = cells.{{ column }}
            {% endfor %}
    where not cells.is_finest and not cells.is_rounding
),

explained as (
    select
        document_id,
        {% for column, kind in axes -%}
        {{ column }},
        {% endfor -%}
        sum(amount_yuan) as amount_yuan
    from gaps
    group by document_id{% for column, kind in axes %}, {{ column }}{% endfor %}
),

margins as (
    select
        cells.document_id,
        {% for column, kind in axes -%}
        cells.{{ column }},
        {% endfor -%}
        'margin' as row_kind,
        '' as row_source,
        cells.residual_yuan - coalesce(explained.amount_yuan, 0) as amount_yuan,
        cast(null as decimal(24, 6)) as bound_yuan
    from cells
    left join explained
        on
            cells.document_id = explained.document_id
            {% for column, kind in axes -%}
            and cells.{{ column }} = explained.{{ column }}
            {% endfor %}
    where not cells.is_finest and not cells.is_rounding and cells.residual_yuan <> coalesce(explained.amount_yuan, 0)
),

reconciling as (
    select
        lines.*,
        coalesce(figures.figure_ids, []) as figure_ids
    from (
        select * from gaps
        union all
        select * from margins
    ) as lines
    left join figures
        on
            lines.document_id = figures.document_id
            {% for column, kind in axes -%}
            and lines.{{ column }} = figures.{{ column }}
            {% endfor %}
),

lines as (
    select * from published
    union all
    select * from reconciling
)

select
    md5(concat_ws(
        '|', lines.document_id, lines.row_kind, lines.row_source
        {%- for column, kind in axes %}, lines.{{ column }}{% endfor %}
    )) as expenditure_key,
    lines.document_id,
    document.fiscal_year,
    document.kind,
    document.scope,
    lines.function_code,
    lines.expenditure_type,
    lines.economic_code,
    lines.gov_economic_code,
    unit.unit_key,
    unit.unit_code,
    lines.fund,
    lines.row_kind,
    cast(lines.amount_yuan as decimal(24, 6)) as amount_yuan,
    cast(lines.amount_yuan * 0.0001 as decimal(28, 10)) as amount_wanyuan,
    cast(lines.bound_yuan as decimal(24, 6)) as bound_yuan,
    lines.figure_ids
from lines
inner join {{ ref('int_published_document') }} as document on lines.document_id = document.document_id
inner join {{ ref('int_dim_unit_member') }} as unit on lines.document_id = unit.document_id and lines.unit_code = unit.member
