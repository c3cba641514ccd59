select
    figure.figure_id,
    figure.document_id,
    figure.table_family,
    figure.table_no,
    figure.page,
    figure.x0,
    figure.top,
    figure.x1,
    figure.bottom,
    figure.row_no,
    figure.row_side,
    figure.row_code,
    figure.row_name,
    figure.unit_name,
    figure.economic_code,
    figure.gov_economic_code,
    figure.column_name,
    figure.printed,
    figure.money_unit,
    figure.amount_yuan,
    figure.step_yuan,
    figure.method,
    coalesce(trust.confirmed_by, 0) as confirmed_by
from {{ ref('int_figure') }} as figure
left join {{ ref('int_figure_trust') }} as trust on figure.figure_id = trust.figure_id
where figure.amount_yuan is not null or figure.number is not null
