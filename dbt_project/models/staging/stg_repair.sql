select
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
from {{ source('control', 'repair') }}
