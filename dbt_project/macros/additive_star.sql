{#- The additive construction (docs/decisions/additive-star.md): a cell is one member on each axis; what stands at a cell is its amount
    minus everything that stands strictly below it, so the sum at and below a cell is the cell's own amount. -#}

{#- The member that stands for an axis that a figure does not break down. -#}
{% macro undivided() -%} '未分解' {%- endmacro %}

{#- The axes of expenditure, of revenue and of 三公经费: column, and how its tree is built. -#}
{% macro expenditure_axes() -%}
{{ return([('function_code', 'classification'), ('expenditure_type', 'type'), ('economic_code', 'classification'),
           ('gov_economic_code', 'classification'), ('unit_code', 'unit'), ('fund', 'fund')]) }}
{%- endmacro %}
{% macro revenue_axes() -%}
{{ return([('function_code', 'classification'), ('unit_code', 'unit'), ('fund', 'fund'), ('revenue_source', 'plain')]) }}
{%- endmacro %}
{% macro three_public_axes() -%}
{{ return([('item', 'item'), ('unit_code', 'unit')]) }}
{%- endmacro %}

{#- What a cell is known by: its document and its member on each axis. -#}
{% macro cell_key(relation, axes) -%}
md5(concat_ws('|', {{ relation }}.document_id{% for column, kind in axes %}, {{ relation }}.{{ column }}{% endfor %}))
{%- endmacro %}

{#- 类, 款, 项 of a classification code: by its digits (201, 20103, 2010301), or by its path of names ('204 > 公安 > 行政运行'). -#}
{% macro class_of(code) -%}
case when {{ code }} = {{ undivided() }} then null when {{ code }} like '% > %' then split_part({{ code }}, ' > ', 1)
    when try_cast({{ code }} as bigint) is null then {{ code }} else left({{ code }}, 3) end
{%- endmacro %}
{% macro section_of(code) -%}
case when {{ code }} like '% > %' then split_part({{ code }}, ' > ', 1) || ' > ' || split_part({{ code }}, ' > ', 2)
    when try_cast({{ code }} as bigint) is not null and length({{ code }}) >= 5 then left({{ code }}, 5) end
{%- endmacro %}
{% macro item_of(code) -%}
case when {{ code }} like '% > % > %' then {{ code }}
    when try_cast({{ code }} as bigint) is not null and length({{ code }}) >= 7 then {{ code }} end
{%- endmacro %}

{#- Every member of an axis with its ancestors, itself included. -#}
{% macro lineage(members, kind) -%}
select member, member as ancestor from {{ members }}
union
select member, {{ undivided() }} as ancestor from {{ members }}
{%- if kind == 'classification' %}
union
select member, {{ class_of('member') }} as ancestor from {{ members }}
union
select member, {{ section_of('member') }} as ancestor from {{ members }}
{%- elif kind == 'unit' %}
union
select member, left(member, 3) as ancestor from {{ members }} where try_cast(member as bigint) is not null
union
select member, left(member, 6) as ancestor from {{ members }} where try_cast(member as bigint) is not null
{%- elif kind == 'type' %}
union
select expenditure_type as member, main_type as ancestor from {{ ref('int_dim_expenditure_type') }}
{%- elif kind == 'item' %}
union
select member, 'vehicle_total' as ancestor from {{ members }} where member in ('vehicle_purchase', 'vehicle_running')
{%- elif kind == 'fund' %}
union
select fund as member, fund_group as ancestor from {{ ref('int_dim_fund') }}
{%- endif %}
{%- endmacro %}

{#- CTEs reach_<axis> (scope_member, ancestor): the ancestors, itself included, of each member that occurs in a scope, among the members that occur in it.
    Scope and member are one key: joined as two columns, DuckDB infers that the axes' scopes are equal too and crosses the axes first (15 s instead of 0.2).
    A cell at any other ancestor would be the plain sum of cells below it, and so no row. -#}
{% macro reach_ctes(cells, axes, scope='scope_id') -%}
{% for column, kind in axes -%}
members_{{ column }} as materialized (
    select distinct {{ scope }} as scope_id, {{ column }} as member from {{ cells }}
),
lineage_{{ column }} as materialized (
    {{ lineage('members_' ~ column, kind) }}
),
reach_{{ column }} as materialized (
    select lower_member.scope_id || '|' || lower_member.member as scope_member, upper_member.member as ancestor
    from members_{{ column }} as lower_member
    inner join lineage_{{ column }} as lineage on lower_member.member = lineage.member
    inner join members_{{ column }} as upper_member on lower_member.scope_id = upper_member.scope_id and lineage.ancestor = upper_member.member
),
{% endfor -%}
{%- endmacro %}

{#- The cells above each cell of `relation`, itself included: joins to the reach CTEs, and the members there. -#}
{% macro reach_joins(relation, axes, scope='scope_id') -%}
{% for column, kind in axes %}
    inner join reach_{{ column }} on {{ relation }}.{{ scope }} || '|' || {{ relation }}.{{ column }} = reach_{{ column }}.scope_member
{%- endfor %}
{%- endmacro %}
{% macro reach_columns(axes) -%}
{% for column, kind in axes %}reach_{{ column }}.ancestor as {{ column }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}

{#- Residuals of `cells` (scope_id, cell_id, the axes, amount_yuan, slack_yuan), scope by scope.

    residual_yuan: amount minus the residuals strictly below: the sum of (-1)^k N^k amount, N summing over the cells strictly below.
    cells_below, is_finest: how many cells of the scope lie below. bound_yuan: the sum of the slacks (half a printed unit each) of the cells that the
    residual is made of, as often as they enter; only for residuals that are not zero and not finest. -#}
{% macro residuals(cells, axes) -%}
with recursive
{{ reach_ctes(cells, axes) }}
candidates as materialized (
    select cells.scope_id, cells.cell_id, {{ reach_columns(axes) }}
    from {{ cells }} as cells{{ reach_joins('cells', axes) }}
),
pairs as materialized (
    select candidates.cell_id as lower_id, cells.cell_id as upper_id
    from candidates
    inner join {{ cells }} as cells
        on candidates.scope_id = cells.scope_id
        {% for column, kind in axes -%}
        and candidates.{{ column }} = cells.{{ column }}
        {% endfor %}
    where candidates.cell_id <> cells.cell_id
),
powers as (
    select cell_id, 0 as power, cast(amount_yuan as decimal(38, 6)) as amount_yuan from {{ cells }}
    union all
    select pairs.upper_id, powers.power + 1, cast(-sum(powers.amount_yuan) as decimal(38, 6))
    from powers
    inner join pairs on powers.cell_id = pairs.lower_id
    group by pairs.upper_id, powers.power
),
residual as materialized (
    select cell_id, sum(amount_yuan) as residual_yuan from powers group by cell_id
),
below as materialized (
    select upper_id as cell_id, count(*) as cells_below from pairs group by upper_id
),
coefficients as (
    select residual.cell_id as target_id, residual.cell_id, 0 as power, cast(1 as bigint) as coefficient
    from residual
    inner join below on residual.cell_id = below.cell_id
    where residual.residual_yuan <> 0
    union all
    select coefficients.target_id, pairs.lower_id, coefficients.power + 1, cast(-sum(coefficients.coefficient) as bigint)
    from coefficients
    inner join pairs on coefficients.cell_id = pairs.upper_id
    group by coefficients.target_id, pairs.lower_id, coefficients.power
),
terms as (
    select target_id, cell_id, sum(coefficient) as coefficient from coefficients group by target_id, cell_id
),
bounds as (
    select terms.target_id as cell_id, sum(abs(terms.coefficient) * cells.slack_yuan) as bound_yuan
    from terms
    inner join {{ cells }} as cells on terms.cell_id = cells.cell_id
    group by terms.target_id
)
select
    cells.scope_id,
    cells.cell_id,
    cast(residual.residual_yuan as decimal(24, 6)) as residual_yuan,
    coalesce(below.cells_below, 0) as cells_below,
    below.cell_id is null as is_finest,
    cast(bounds.bound_yuan as decimal(24, 6)) as bound_yuan
from {{ cells }} as cells
inner join residual on cells.cell_id = residual.cell_id
left join below on cells.cell_id = below.cell_id
left join bounds on cells.cell_id = bounds.cell_id
{%- endmacro %}

{#- The members of a classification among `codes` (axis, code) with their 类, 款 and 项 as columns to roll up by: all that published documents
    speak of, and everything above. The name is the one printed most often in the latest year, else the national one, else the code itself. -#}
{% macro classification_members(codes) -%}
with members as (
    select axis, code from {{ codes }} where code <> {{ undivided() }}
    union
    select axis, {{ class_of('code') }} as code from {{ codes }} where {{ class_of('code') }} is not null
    union
    select axis, {{ section_of('code') }} as code from {{ codes }} where {{ section_of('code') }} is not null
),

ranked_names as (
    select
        name.axis,
        name.code,
        name.name,
        row_number() over (
            partition by name.axis, name.code order by document.fiscal_year desc, sum(name.printings) desc, name.name asc
        ) as place
    from {{ ref('int_dim_name') }} as name
    inner join {{ ref('int_ever_published') }} as document on name.document_id = document.document_id
    group by name.axis, name.code, name.name, document.fiscal_year
),

named as (
    select
        members.axis,
        members.code,
        coalesce(
            ranked_names.name,
            classes.class_name,
            case when members.code like '% > %' then split_part(members.code, ' > ', -1) end,
            members.code
        ) as name,
        {{ class_of('members.code') }} as class_code,
        {{ section_of('members.code') }} as section_code,
        {{ item_of('members.code') }} as item_code
    from members
    left join ranked_names on members.axis = ranked_names.axis and members.code = ranked_names.code and ranked_names.place = 1
    left join {{ ref('int_dim_class') }} as classes
        on members.axis = classes.axis and members.code = classes.class_code and classes.is_current
),

leveled as (
    select
        named.*,
        case when item_code is not null then 3 when section_code is not null then 2 else 1 end as level
    from named
)

select
    leveled.axis,
    leveled.code,
    leveled.name,
    leveled.level,
    case leveled.level when 1 then {{ undivided() }} when 2 then leveled.class_code else leveled.section_code end as parent_code,
    leveled.class_code,
    classes.name as class_name,
    coalesce(leveled.section_code, {{ undivided() }}) as section_code,
    coalesce(sections.name, {{ undivided() }}) as section_name,
    coalesce(leveled.item_code, {{ undivided() }}) as item_code,
    case when leveled.level = 3 then leveled.name else {{ undivided() }} end as item_name
from leveled
left join named as classes on leveled.axis = classes.axis and leveled.class_code = classes.code
left join named as sections on leveled.axis = sections.axis and leveled.section_code = sections.code
union all
select
    axes.axis,
    {{ undivided() }} as code,
    {{ undivided() }} as name,
    0 as level,
    {{ undivided() }} as parent_code,
    {{ undivided() }} as class_code,
    {{ undivided() }} as class_name,
    {{ undivided() }} as section_code,
    {{ undivided() }} as section_name,
    {{ undivided() }} as item_code,
    {{ undivided() }} as item_name
from (select distinct axis from {{ ref('int_dim_class') }}) as axes
{%- endmacro %}

{#- The member of the unit axis that a printed row of `relation` (document_id, unit_code, unit_name) belongs to. -#}
{% macro unit_member(relation) -%}
coalesce(
    (
        select min(known_unit.unit_code)
        from {{ ref('int_dim_unit') }} as known_unit
        where
            known_unit.document_id = {{ relation }}.document_id
            and not known_unit.is_whole
            and (
                known_unit.unit_code = {{ relation }}.unit_code
                or ({{ relation }}.unit_code is null and known_unit.unit_name = {{ folded_row_name(relation ~ '.unit_name') }})
            )
    ),
    {{ undivided() }}
)
{%- endmacro %}
