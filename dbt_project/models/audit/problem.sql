select
    document_id,
    problem,
    severity,
    table_no,
    page,
    x0,
    top,
    x1,
    bottom,
    printed,
    explanation
from {{ ref('stg_problem') }}
