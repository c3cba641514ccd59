-- The cells of revenue of each document: one for each combination of members that any of its tables prints.
with table_cells as (
    select
        cell_key,
        document_id,
        table_no,
        function_code,
        unit_code,
        fund,
        revenue_source,
        case when bool_and(is_total) then max(amount_yuan) else sum(amount_yuan) end as amount_yuan,
        case when bool_and(is_total) then max(step_yuan) else sum(step_yuan) end as steps_yuan
    from {{ ref('int_revenue_figure') }}
    where unplaced is null
    group by cell_key, document_id, table_no, function_code, unit_code, fund, revenue_source
)

select
    row_number() over (order by document_id, cell_key) as cell_id,
    cell_key,
    document_id as scope_id,
    document_id,
    function_code,
    unit_code,
    fund,
    revenue_source,
    cast(first(amount_yuan order by steps_yuan, table_no) as decimal(24, 6)) as amount_yuan,
    cast(first(steps_yuan order by steps_yuan, table_no) * 0.5 as decimal(24, 7)) as slack_yuan
from table_cells
group by cell_key, document_id, function_code, unit_code, fund, revenue_source
