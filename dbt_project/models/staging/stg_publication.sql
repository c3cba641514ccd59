select
    document_id,
    published_at
from {{ source('control', 'publication') }}
