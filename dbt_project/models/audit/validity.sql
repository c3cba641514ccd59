select
    document_id,
    valid_from,
    valid_to
from {{ ref('int_document_validity') }}
