select
    document_id,
    table_no,
    table_family,
    title,
    first_page,
    last_page,
    money_unit,
    status,
    reason,
    row_count,
    column_names,
    boxes
from {{ ref('stg_printed_table') }}
