select
    identity,
    chinese,
    severity,
    shape,
    families,
    row_side,
    below,
    columns,
    blank,
    source
from {{ source('control', 'identity_rule') }}
