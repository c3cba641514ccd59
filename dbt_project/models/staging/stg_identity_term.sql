select
    identity,
    position,
    pair,
    term,
    rank,
    table_family,
    row_kind,
    row_side,
    column_name,
    concept,
    inside
from {{ source('control', 'identity_term') }}
