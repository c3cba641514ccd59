select
    waiver_no,
    identity,
    document_id,
    subject,
    difference_yuan,
    reason,
    owner,
    expires,
    has_expired,
    flaw
from {{ source('control', 'waiver') }}
