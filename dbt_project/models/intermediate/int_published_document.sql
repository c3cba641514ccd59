select
    document_id,
    body,
    region,
    fiscal_year,
    kind,
    scope,
    version
from {{ ref('int_document_version') }}
where status = 'published'
