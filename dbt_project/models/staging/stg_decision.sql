select
    document_id,
    decision,
    decided_by,
    reason,
    decided_at
from {{ source('control', 'decision') }}
