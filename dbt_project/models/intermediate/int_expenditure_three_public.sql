-- The cells of 三公经费: item by unit, of the document's own year.
with printed as (
    select
        figure.document_id,
        figure.figure_id,
        figure.table_no,
        figure.measure as item,
        figure.amount_yuan,
        figure.step_yuan,
        case when figure_row.role = 'grand_total' then {{ undivided() }} else {{ unit_member('figure') }} end as unit_code
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on
            figure.document_id = figure_row.document_id
            and figure.table_no = figure_row.table_no
            and figure.row_no = figure_row.row_no
    where
        figure.table_family = 'three_public'
        and figure.measure in ('total', 'abroad', 'vehicle_total', 'vehicle_purchase', 'vehicle_running', 'reception')
        and figure.amount_yuan is not null
)

select
    row_number() over (order by document_id, item, unit_code) as cell_id,
    document_id as scope_id,
    document_id,
    case item when 'total' then {{ undivided() }} else item end as item,
    unit_code,
    cast(first(amount_yuan order by step_yuan, table_no, figure_id) as decimal(24, 6)) as amount_yuan,
    cast(first(step_yuan order by step_yuan, table_no, figure_id) * 0.5 as decimal(24, 7)) as slack_yuan,
    list(figure_id order by table_no, figure_id) as figure_ids
from printed
group by document_id, item, unit_code
