{#- Wide views: one fact with its labels, for people who drag and sum and do not join (docs/decisions/wide-views.md). -#}

{#- What is said of the document of every row. A region that no document states is a member of its own, not a blank. -#}
{% macro wide_document_columns() -%}
document.document_id,
    document.body,
    coalesce(document.region, '未载明') as region,
    document.fiscal_year,
    document.kind,
    document.kind_name,
    case document.kind when 'budget' then 'Budget' else 'Final accounts' end as kind_name_en,
    document.scope,
    document.scope_name,
    case document.scope when 'department' then 'Department' when 'unit' then 'Unit' else 'Government' end as scope_name_en,
    document.version,
    document.file_name,
    document.is_default,
    document.default_reason
{%- endmacro %}

{#- The amount of every row, what kind of row it is and how far it can be trusted. -#}
{% macro wide_amount_columns(rows) -%}
{{ rows }}.row_kind,
    case {{ rows }}.row_kind when 'published' then '公布数' when 'rounding' then '舍入差' else '平衡项' end as row_kind_name,
    {{ rows }}.amount_yuan,
    cast({{ rows }}.amount_yuan * 0.0001 as decimal(28, 10)) as amount_wanyuan,
    {{ rows }}.bound_yuan
{%- endmacro %}

{% macro wide_evidence_columns(rows) -%}
{{ rows }}.trust,
    {{ wide_trust_name(rows ~ '.trust') }} as trust_name,
    first_figure.page,
    {{ rows }}.figure_ids
{%- endmacro %}

{% macro wide_trust_name(trust) -%}
case {{ trust }} when 'confirmed' then '已印证' when 'single' then '单次印出' else '经豁免' end
{%- endmacro %}

{#- The figure whose page is shown: the first of the row. -#}
{% macro wide_first_figure(rows) -%}
left join {{ ref('int_figure') }} as first_figure on {{ rows }}.figure_ids[1] = first_figure.figure_id
{%- endmacro %}

{#- The English label of a member: that of the seed, else the Chinese name; whether there is one is said beside it. -#}
{% macro wide_english(code, axis, alias) -%}
left join {{ ref('label_en') }} as {{ alias }} on {{ code }} = {{ alias }}.code and {{ alias }}.axis = '{{ axis }}'
{%- endmacro %}

{#- CTEs that end in `wide_rows` (document_id, member, expenditure_type, fund, row_kind, amount_yuan, bound_yuan, trust, figure_ids): fact_expenditure
    summed over all axes but one classification, the main type and the fund, so that a second breakdown of the same money is no row.

    What is left at a cell is again its amount minus what stands below it (the sum of residuals is the residual of the coarser cells): with nothing below
    it is a published amount; else rounding, where the bound of one of its rounding rows explains it, or a margin; 0 is no row. `lineage` has the columns
    document_id, member and ancestor, the member itself not among its ancestors. -#}
{% macro wide_expenditure_ctes(column, lineage) -%}
spent as (
    select
        fact.document_id,
        fact.{{ column }} as member,
        type.main_type as expenditure_type,
        fact.fund,
        fact.row_kind,
        fact.amount_yuan,
        fact.bound_yuan,
        case fact.trust when 'confirmed' then 2 when 'waived' then 1 else 0 end as trust_rank,
        fact.figure_ids
    from {{ ref('fact_expenditure') }} as fact
    inner join {{ ref('dim_expenditure_type') }} as type on fact.expenditure_type = type.expenditure_type
),

cells as (
    select
        document_id,
        member,
        expenditure_type,
        fund,
        sum(amount_yuan) as amount_yuan,
        bool_or(row_kind = 'published') as has_published,
        min(trust_rank) as trust_rank
    from spent
    group by document_id, member, expenditure_type, fund
),

bounds as (
    select
        cells.document_id,
        cells.member,
        cells.expenditure_type,
        cells.fund,
        min(spent.bound_yuan) as bound_yuan
    from cells
    inner join spent
        on
            cells.document_id = spent.document_id and cells.member = spent.member
            and cells.expenditure_type = spent.expenditure_type and cells.fund = spent.fund
            and spent.bound_yuan >= abs(cells.amount_yuan)
    group by cells.document_id, cells.member, cells.expenditure_type, cells.fund
),

member_ancestors as (
    {{ lineage }}
    union
    select distinct document_id, member, member as ancestor from spent
),

type_ancestors as (
    select expenditure_type, expenditure_type as ancestor from {{ ref('dim_expenditure_type') }}
    union
    select expenditure_type, {{ undivided() }} as ancestor from {{ ref('dim_expenditure_type') }}
),

fund_ancestors as (
    select fund, fund as ancestor from {{ ref('dim_fund') }}
    union
    select fund, fund_group as ancestor from {{ ref('dim_fund') }}
    union
    select fund, {{ undivided() }} as ancestor from {{ ref('dim_fund') }}
),

above as (
    select distinct
        cells.document_id,
        member_ancestors.ancestor as member,
        type_ancestors.ancestor as expenditure_type,
        fund_ancestors.ancestor as fund
    from cells
    inner join member_ancestors on cells.document_id = member_ancestors.document_id and cells.member = member_ancestors.member
    inner join type_ancestors on cells.expenditure_type = type_ancestors.expenditure_type
    inner join fund_ancestors on cells.fund = fund_ancestors.fund
    where
        cells.member <> member_ancestors.ancestor
        or cells.expenditure_type <> type_ancestors.ancestor
        or cells.fund <> fund_ancestors.ancestor
),

kinds as (
    select
        cells.*,
        bounds.bound_yuan,
        case
            when above.document_id is null then 'published'
            when bounds.bound_yuan is not null then 'rounding'
            else 'margin'
        end as row_kind
    from cells
    left join bounds
        on
            cells.document_id = bounds.document_id and cells.member = bounds.member
            and cells.expenditure_type = bounds.expenditure_type and cells.fund = bounds.fund
    left join above
        on
            cells.document_id = above.document_id and cells.member = above.member
            and cells.expenditure_type = above.expenditure_type and cells.fund = above.fund
    where cells.amount_yuan <> 0 or (above.document_id is null and cells.has_published)
),

figures as (
    select
        document_id,
        member,
        expenditure_type,
        fund,
        row_kind = 'published' as of_published,
        list_sort(list_distinct(flatten(list(figure_ids)))) as figure_ids
    from spent
    group by document_id, member, expenditure_type, fund, row_kind = 'published'
),

wide_rows as (
    select
        kinds.document_id,
        kinds.member,
        kinds.expenditure_type,
        kinds.fund,
        kinds.row_kind,
        cast(kinds.amount_yuan as decimal(24, 6)) as amount_yuan,
        cast(case when kinds.row_kind = 'rounding' then kinds.bound_yuan end as decimal(24, 6)) as bound_yuan,
        case kinds.trust_rank when 2 then 'confirmed' when 1 then 'waived' else 'single' end as trust,
        coalesce(figures.figure_ids, []) as figure_ids
    from kinds
    left join figures
        on
            kinds.document_id = figures.document_id and kinds.member = figures.member
            and kinds.expenditure_type = figures.expenditure_type and kinds.fund = figures.fund
            and figures.of_published = (kinds.row_kind = 'published' and kinds.has_published)
)
{%- endmacro %}

{#- The classes above a member of a classification, in every document that speaks of it. -#}
{% macro wide_classification_lineage(column, dimension) -%}
select distinct fact.document_id, fact.{{ column }} as member, unnest([{{ undivided() }}, dimension.class_code, dimension.section_code]) as ancestor
    from {{ ref('fact_expenditure') }} as fact
    inner join {{ ref(dimension) }} as dimension on fact.{{ column }} = dimension.{{ column }}
{%- endmacro %}

{#- The units above a unit, by their codes in its document; the body as a whole is above all of them. -#}
{% macro wide_unit_lineage() -%}
select lower_unit.document_id, lower_unit.unit_key as member, upper_unit.unit_key as ancestor
    from {{ ref('int_dim_unit_member') }} as lower_unit
    inner join {{ ref('int_dim_unit_member') }} as upper_unit
        on
            lower_unit.document_id = upper_unit.document_id
            and (
                upper_unit.member = {{ undivided() }}
                or (try_cast(lower_unit.member as bigint) is not null and upper_unit.member in (left(lower_unit.member, 3), left(lower_unit.member, 6)))
            )
{%- endmacro %}

{#- Main type and fund of a row with their labels. -#}
{% macro wide_type_and_fund_columns() -%}
wide_rows.expenditure_type,
    type.type_name,
    type.type_name_en,
    {{ wide_fund_columns('wide_rows') }}
{%- endmacro %}
{% macro wide_fund_columns(rows) -%}
{{ rows }}.fund,
    fund.fund_name,
    fund.fund_name_en,
    fund.fund_group,
    fund.fund_group_name
{%- endmacro %}
