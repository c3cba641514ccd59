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
    change.change_kind,
    change.previous_document_id,
    published.valid_from,
    published.valid_to
from {{ ref('int_ever_published') }} as published
inner join {{ ref('stg_document') }} as document on published.document_id = document.document_id
left join {{ ref('stg_registration') }} as registration on published.document_id = registration.document_id
left join {{ ref('int_document_change') }} as change on published.document_id = change.document_id
