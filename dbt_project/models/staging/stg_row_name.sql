select
    role,
    name
from {{ source('control', 'row_name') }}
