select
    url,
    source,
    role,
    found_on,
    status,
    http_status,
    message,
    document_id,
    failures,
    found_at,
    checked_at,
    changed_at
from {{ source('control', 'source') }}
