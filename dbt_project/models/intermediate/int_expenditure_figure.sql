-- Every printed expenditure amount with its member on each axis. `unplaced` says why a figure has no place and so no part in the star.
with figures as (
    select
        figure.figure_id,
        figure.document_id,
        figure.table_no,
        figure.table_family,
        figure.row_no,
        figure.column_name,
        figure.measure,
        figure.amount_yuan,
        figure.step_yuan,
        placement.column_name is null as column_is_unknown,
        placement.expenditure_type as column_type,
        placement.fund as column_fund,
        families.expenditure_type as family_type,
        families.fund as family_fund,
        families.row_axis = 'summary' as is_summary,
        bool_or(placement.fund is not null) over (partition by figure.document_id, figure.table_no) as table_has_funds
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_expenditure_family') }} as families on figure.table_family = families.table_family
    left join {{ ref('int_expenditure_column') }} as placement on figure.measure = placement.column_name
    where coalesce(figure.row_side, 'expenditure') = 'expenditure' and figure.amount_yuan is not null
),

main_totals as (
    select
        figures.document_id,
        max(figures.amount_yuan) as amount_yuan
    from figures
    inner join {{ ref('int_expenditure_row') }} as table_row
        on
            figures.document_id = table_row.document_id
            and figures.table_no = table_row.table_no
            and figures.row_no = table_row.row_no
    where figures.table_family = 'expenditure_summary' and figures.measure = 'total' and table_row.role = 'grand_total'
    group by figures.document_id
),

placed as (
    select
        figures.*,
        table_row.role,
        table_row.kind,
        table_row.function_code,
        table_row.economic_code,
        table_row.gov_economic_code,
        table_row.unit_code,
        case
            when table_row.expenditure_type is null then coalesce(figures.column_type, figures.family_type)
            when figures.column_type is null then table_row.expenditure_type
        end as expenditure_type,
        case
            when figures.column_fund is not null then figures.column_fund
            -- a 基本支出总表 with a column for each fund: its total is of all funds
            when figures.table_has_funds and figures.table_family = 'basic_expenditure' then {{ undivided() }}
            else figures.family_fund
        end as fund,
        -- a summary prints the total of the year and below it the total with what is carried over: the one that 支出总表 prints
        -- too, else the first, is the total of expenditure; what is carried over is a part of it only where it is inside
        first_value(figures.amount_yuan) over (
            partition by figures.document_id, figures.table_no, figures.column_name
            order by
                case when table_row.kind <> 'total' then 1 else 0 end,
                case when figures.family_fund = {{ undivided() }} and figures.amount_yuan = main_totals.amount_yuan then 0 else 1 end,
                case when table_row.role = 'current_total' then 0 else 1 end,
                figures.row_no
        ) as chosen_total_yuan,
        max(case when table_row.role = 'current_total' then figures.amount_yuan end) over (
            partition by figures.document_id, figures.table_no, figures.column_name
        ) as current_total_yuan
    from figures
    inner join {{ ref('int_expenditure_row') }} as table_row
        on
            figures.document_id = table_row.document_id
            and figures.table_no = table_row.table_no
            and figures.row_no = table_row.row_no
    left join main_totals on figures.document_id = main_totals.document_id
)

select
    figure_id,
    {{ cell_key('placed', expenditure_axes()) }} as cell_key,
    document_id,
    table_no,
    table_family,
    row_no,
    column_name,
    amount_yuan,
    step_yuan,
    kind = 'total' as is_total,
    kind = 'type' as is_type_row,
    function_code,
    expenditure_type,
    economic_code,
    gov_economic_code,
    unit_code,
    fund,
    case
        when column_is_unknown then 'column is part of another or no expenditure'
        when kind = 'none' or function_code is null or economic_code is null or expenditure_type is null
            then 'row is no member of a classification'
        when is_summary and kind = 'total' and amount_yuan <> chosen_total_yuan then 'total with or without what is carried over'
        when kind = 'carry' and coalesce(chosen_total_yuan = current_total_yuan, true) then 'carried over beside the total'
    end as unplaced
from placed
