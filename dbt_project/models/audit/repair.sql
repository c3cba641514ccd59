select
    md5(concat_ws('/', document_id, cast(fault as varchar), cast(rank as varchar))) as repair_id,
    document_id,
    fault,
    rank,
    hypothesis,
    identity_ids,
    identities,
    figure_ids,
    printed,
    amount_yuan,
    fitting_amount_yuan,
    fitting,
    explains,
    breaks,
    second_reading,
    cause,
    explanation
from {{ ref('stg_repair') }}
