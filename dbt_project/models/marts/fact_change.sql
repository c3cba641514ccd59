select
    md5(concat_ws('|', change.document_id, change.old_figure_id, '>', change.new_figure_id)) as change_key,
    change.document_id,
    change.previous_document_id,
    change.table_family,
    change.row_side,
    change.row_code,
    change.row_name,
    change.unit_name,
    change.economic_code,
    change.gov_economic_code,
    change.column_name,
    change.change_kind,
    change.old_printed,
    change.new_printed,
    change.old_amount_yuan,
    change.new_amount_yuan,
    change.difference_yuan,
    change.old_figure_id,
    change.new_figure_id
from {{ ref('int_figure_change') }} as change
inner join {{ ref('int_ever_published') }} as document on change.document_id = document.document_id
