select
    kind,
    month_no,
    day_no,
    years_after,
    through_year
from {{ source('control', 'due_date') }}
