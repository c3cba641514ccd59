select
    document_id,
    verdict,
    reason,
    judged_at
from {{ source('control', 'verdict') }}
