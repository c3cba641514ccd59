select
    document_id,
    file_name,
    source_url,
    registered_at,
    sequence,
    stated_body,
    stated_region,
    stated_year,
    stated_kind,
    stated_scope
from {{ source('control', 'registration') }}
