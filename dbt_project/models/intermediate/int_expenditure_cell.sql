-- The cells of each document: the printed ones of all its tables, and those that one table implies (the sum over an axis it breaks down wholly)
-- while another table speaks below them. A cell that several tables print is one cell.
{%- set axes = expenditure_axes() %}
with printed as (
    select
        document_id,
        {% for column, kind in axes -%}
        {{ column }},
        {% endfor -%}
        first(amount_yuan order by slack_yuan, parts, table_no, scope_id) as amount_yuan,
        first(slack_yuan order by slack_yuan, parts, table_no, scope_id) as slack_yuan,
        first(scope_id order by slack_yuan, parts, table_no, scope_id) as source_scope_id
    from {{ ref('int_expenditure_table_cell') }}
    group by document_id{% for column, kind in axes %}, {{ column }}{% endfor %}
),

{% for column, kind in axes -%}
members_{{ column }} as materialized (
    select distinct document_id as scope_id, {{ column }} as member from printed
),
lineage_{{ column }} as materialized (
    {{ lineage('members_' ~ column, kind) }}
),
-- the ancestors that the document prints; a cell at any other is the sum of cells below it, for every table alike
reach_{{ column }} as materialized (
    select lower_member.scope_id, lower_member.member, upper_member.member as ancestor
    from members_{{ column }} as lower_member
    inner join lineage_{{ column }} as lineage on lower_member.member = lineage.member
    inner join members_{{ column }} as upper_member
        on lower_member.scope_id = upper_member.scope_id and lineage.ancestor = upper_member.member
),
{% endfor -%}

-- what a table says above its cells: sums over function, economic classification and unit, and over types up to a type it prints
table_types as (
    select distinct scope_id, expenditure_type from {{ ref('int_expenditure_table_cell') }}
),

reached as materialized (
    select
        cells.document_id,
        cells.scope_id,
        cells.cell_id,
        cells.table_no,
        {% for column, kind in axes -%}
        reach_{{ column }}.ancestor as {{ column }},
        {% endfor -%}
        reach_fund.ancestor = cells.fund and table_types.expenditure_type is not null as is_implied
    from {{ ref('int_expenditure_table_cell') }} as cells
    {% for column, kind in axes -%}
    inner join reach_{{ column }} on cells.document_id = reach_{{ column }}.scope_id and cells.{{ column }} = reach_{{ column }}.member
    {% endfor -%}
    left join table_types
        on cells.scope_id = table_types.scope_id and reach_expenditure_type.ancestor = table_types.expenditure_type
),

shared as (
    select
        document_id,
        {% for column, kind in axes -%}
        {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from reached
    group by document_id{% for column, kind in axes %}, {{ column }}{% endfor %}
    having bool_or(is_implied) and min(scope_id) <> max(scope_id)
),

implied_by as (
    select
        reached.document_id,
        {% for column, kind in axes -%}
        reached.{{ column }},
        {% endfor -%}
        reached.scope_id,
        sum(residual.residual_yuan) as amount_yuan,
        sum(cells.slack_yuan) as slack_yuan
    from reached
    inner join shared
        on
            reached.document_id = shared.document_id
            {% for column, kind in axes -%}
            and reached.{{ column }} = shared.{{ column }}
            {% endfor %}
    inner join {{ ref('int_expenditure_table_residual') }} as residual on reached.cell_id = residual.cell_id
    inner join {{ ref('int_expenditure_table_cell') }} as cells on reached.cell_id = cells.cell_id
    where reached.is_implied
    group by reached.document_id, {% for column, kind in axes %}reached.{{ column }}, {% endfor %}reached.scope_id
),

implied as (
    select
        implied_by.document_id,
        {% for column, kind in axes -%}
        implied_by.{{ column }},
        {% endfor -%}
        first(implied_by.amount_yuan order by implied_by.slack_yuan, implied_by.scope_id) as amount_yuan,
        first(implied_by.slack_yuan order by implied_by.slack_yuan, implied_by.scope_id) as slack_yuan,
        cast(null as varchar) as source_scope_id
    from implied_by
    left join printed
        on
            implied_by.document_id = printed.document_id
            {% for column, kind in axes -%}
            and implied_by.{{ column }} = printed.{{ column }}
            {% endfor %}
    where printed.document_id is null
    group by implied_by.document_id{% for column, kind in axes %}, implied_by.{{ column }}{% endfor %}
),

cells as (
    select *, true as is_printed from printed
    union all
    select *, false as is_printed from implied
)

select
    row_number() over (order by document_id{% for column, kind in axes %}, {{ column }}{% endfor %}) as cell_id,
    document_id as scope_id,
    document_id,
    {% for column, kind in axes -%}
    {{ column }},
    {% endfor -%}
    cast(amount_yuan as decimal(24, 6)) as amount_yuan,
    cast(slack_yuan as decimal(24, 7)) as slack_yuan,
    source_scope_id,
    is_printed
from cells
