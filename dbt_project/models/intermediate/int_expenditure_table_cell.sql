-- The cells of each table by itself: one for each combination of members that the table prints. A combination printed in several rows
-- (units that are not named) is one cell, their sum; a total that is printed again is not added. Rows by type (基本支出, 项目支出) that stand
-- beside rows by function break the same total down once more: they are a scope of their own, with the total.
with blocks as (
    select distinct
        document_id,
        table_no,
        is_type_row
    from {{ ref('int_expenditure_figure') }}
    where unplaced is null and not is_total
),

scoped as (
    select
        figure.*,
        coalesce(blocks.is_type_row, false) as is_type_block
    from {{ ref('int_expenditure_figure') }} as figure
    left join blocks
        on
            figure.document_id = blocks.document_id
            and figure.table_no = blocks.table_no
            and (figure.is_total or figure.is_type_row = blocks.is_type_row)
    where figure.unplaced is null
),

cells as (
    select
        cell_key,
        document_id || '/' || table_no || case when is_type_block then '/type' else '' end as scope_id,
        document_id,
        table_no,
        table_family,
        function_code,
        expenditure_type,
        economic_code,
        gov_economic_code,
        unit_code,
        fund,
        case when bool_and(is_total) then max(amount_yuan) else sum(amount_yuan) end as amount_yuan,
        case when bool_and(is_total) then max(step_yuan) else sum(step_yuan) end as steps_yuan,
        case when bool_and(is_total) then 1 else count(*) end as parts
    from scoped
    group by
        cell_key, document_id, table_no, table_family, is_type_block,
        function_code, expenditure_type, economic_code, gov_economic_code, unit_code, fund
)

select
    row_number() over (order by scope_id, cell_key) as cell_id,
    scope_id,
    cell_key,
    document_id,
    table_no,
    table_family,
    function_code,
    expenditure_type,
    economic_code,
    gov_economic_code,
    unit_code,
    fund,
    cast(amount_yuan as decimal(24, 6)) as amount_yuan,
    cast(steps_yuan * 0.5 as decimal(24, 7)) as slack_yuan,
    parts
from cells
