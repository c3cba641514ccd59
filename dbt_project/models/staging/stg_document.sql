select
    document_id,
    file_name,
    source_url,
    page_count,
    body,
    body_code,
    region,
    fiscal_year,
    kind,
    scope,
    identity_basis,
    reading_status,
    reading_reason,
    reader_version,
    read_seconds
from {{ source('raw', 'document') }}
