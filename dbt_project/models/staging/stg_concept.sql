select
    concept,
    chinese,
    description,
    measure,
    severity,
    rank,
    table_family,
    row_kind,
    row_side,
    column_name
from {{ source('control', 'concept') }}
