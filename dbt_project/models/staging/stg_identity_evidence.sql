select
    document_id,
    field,
    value,
    source,
    page,
    x0,
    top,
    x1,
    bottom,
    printed
from {{ source('raw', 'identity_evidence') }}
