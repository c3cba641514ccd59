select
    document_id,
    fingerprint,
    landed_at,
    loaded_at
from {{ source('control', 'loaded') }}
