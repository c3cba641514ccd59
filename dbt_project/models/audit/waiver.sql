select
    waiver_no,
    identity,
    document_id,
    subject,
    difference_yuan,
    reason,
    owner,
    expires,
    status,
    explanation
from {{ ref('int_waiver') }}
