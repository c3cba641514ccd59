-- is_default picks documents that speak of different money, at most one for each body and year (docs/decisions/wide-views.md).
with part_of as (
    select distinct unit.document_id
    from {{ ref('int_published_document') }} as unit
    inner join {{ ref('int_published_document') }} as department
        on unit.fiscal_year = department.fiscal_year and coalesce(unit.region = department.region, true)
    inner join {{ ref('int_dim_unit_member') }} as member on department.document_id = member.document_id
    where
        department.scope = 'department' and unit.scope = 'unit'
        and {{ folded_row_name('unit.body') }}
        in ({{ folded_row_name('member.unit_name') }}, {{ folded_row_name('department.body') }})
),

placed as (
    select
        current_document.document_id,
        current_document.scope,
        part_of.document_id is not null as is_part,
        row_number() over (
            partition by
                {{ body_key('current_document.body') }}, current_document.fiscal_year,
                current_document.scope = 'government' or part_of.document_id is not null
            order by current_document.kind asc, current_document.scope asc, current_document.document_id asc
        ) as place
    from {{ ref('int_published_document') }} as current_document
    left join part_of on current_document.document_id = part_of.document_id
),

chosen as (
    select
        document_id,
        case
            when scope = 'government' then 'government'
            when is_part then 'part_of_department'
            when place > 1 then 'other_phase'
            else 'default'
        end as default_reason
    from placed
)

select
    published.document_id,
    coalesce(registration.file_name, document.file_name) as file_name,
    coalesce(registration.source_url, document.source_url) as source_url,
    published.body,
    published.region,
    cast(published.fiscal_year as integer) as fiscal_year,
    published.kind,
    case published.kind when 'budget' then '预算' else '决算' end as kind_name,
    published.scope,
    case published.scope when 'department' then '部门' when 'unit' then '单位' else '政府' end as scope_name,
    cast(published.version as integer) as version,
    cast(document.page_count as integer) as page_count,
    published.is_current,
    published.is_first,
    coalesce(chosen.default_reason, 'not_current') = 'default' as is_default,
    coalesce(chosen.default_reason, 'not_current') as default_reason,
    change.change_kind,
    change.previous_document_id,
    published.valid_from,
    published.valid_to
from {{ ref('int_ever_published') }} as published
inner join {{ ref('stg_document') }} as document on published.document_id = document.document_id
left join {{ ref('stg_registration') }} as registration on published.document_id = registration.document_id
left join {{ ref('int_document_change') }} as change on published.document_id = change.document_id
left join chosen on published.document_id = chosen.document_id
