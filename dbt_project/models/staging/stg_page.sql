select
    document_id,
    page,
    width_pt,
    height_pt,
    rotation,
    method,
    words,
    grids,
    read_seconds,
    text_digest
from {{ source('raw', 'page') }}
