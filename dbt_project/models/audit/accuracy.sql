select
    document,
    document_id,
    table_family,
    status as measured_status,
    cells,
    matched,
    wrong,
    missing,
    extra,
    case when status = 'published' then wrong + extra else 0 end as silent
from {{ ref('measured_accuracy') }}
