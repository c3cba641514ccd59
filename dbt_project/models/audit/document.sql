{{ config(post_hook="{{ difference_macro() }}") }}
select
    version.document_id,
    coalesce(registration.file_name, document.file_name) as file_name,
    coalesce(registration.source_url, document.source_url) as source_url,
    version.body,
    version.region,
    version.fiscal_year,
    version.kind,
    version.scope,
    version.version,
    document.page_count,
    version.status,
    version.status_reason,
    loaded.landed_at as extracted_at,
    publication.published_at,
    change.change_kind,
    change.previous_document_id,
    ever.valid_from,
    ever.valid_to
from {{ ref('int_document_version') }} as version
left join {{ ref('stg_registration') }} as registration on version.document_id = registration.document_id
left join {{ ref('stg_document') }} as document on version.document_id = document.document_id
left join {{ ref('stg_loaded') }} as loaded on version.document_id = loaded.document_id
left join
    {{ ref('stg_publication') }} as publication
    on version.document_id = publication.document_id and version.status in ('published', 'superseded', 'withdrawn')
left join {{ ref('int_document_change') }} as change on version.document_id = change.document_id
left join {{ ref('int_ever_published') }} as ever on version.document_id = ever.document_id
