-- Every printed revenue amount with its member on each axis: function (Shanghai, Yantai print revenue by function), unit, fund and source
-- (of this year, carried over, surplus used). `unplaced` says why a figure has no place and so no part in the star.
with figures as (
    select
        figure.figure_id,
        figure.document_id,
        figure.table_no,
        figure.table_family,
        figure.row_no,
        figure.measure,
        figure.amount_yuan,
        figure.step_yuan,
        figure.row_code,
        figure.row_name,
        case when figure_row.role = 'grand_total' then {{ undivided() }} else {{ unit_member('figure') }} end as unit_code,
        figure.unit_code is not null or figure.unit_name is not null as has_unit,
        figure_row.role,
        figure_row.folded_name,
        max(case when figure_row.role in ('carry_over', 'current_total', 'grand_total') then figure.row_no end) over (
            partition by figure.document_id, figure.table_no order by figure.row_no
        ) as section_row_no
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on
            figure.document_id = figure_row.document_id
            and figure.table_no = figure_row.table_no
            and figure.row_no = figure_row.row_no
    where
        figure.table_family = 'revenue_summary'
        or (figure.table_family in ('budget_summary', 'appropriation_summary') and figure.row_side = 'revenue')
),

-- 收入总表: rows are functions or units, columns are sources
by_column as (
    select
        figures.figure_id,
        figures.document_id,
        figures.table_no,
        figures.table_family,
        figures.row_no,
        figures.amount_yuan,
        figures.step_yuan,
        case
            when figures.row_code is not null then figures.row_code
            when figures.role in ('grand_total', 'unit') or figures.has_unit or figures.folded_name is null then {{ undivided() }}
        end as function_code,
        figures.unit_code,
        placement.fund,
        placement.revenue_source,
        figures.role = 'grand_total' as is_total
    from figures
    left join {{ ref('int_revenue_column') }} as placement on figures.measure = placement.column_name
    where figures.table_family = 'revenue_summary'
),

section_rows as (
    select distinct
        document_id,
        table_no,
        row_no,
        role
    from figures
),

-- 收支总表 and 财政拨款收支总表: rows are sources; those below the carried-over row are carried over
worded as (
    select
        figures.*,
        section.role = 'carry_over' as is_below_carry_over,
        wording.revenue_source as worded_source,
        wording.fund as worded_fund,
        row_number() over (partition by figures.figure_id order by wording.place) as wording_rank
    from figures
    left join section_rows as section
        on
            figures.document_id = section.document_id
            and figures.table_no = section.table_no
            and figures.section_row_no = section.row_no
    left join {{ ref('int_revenue_wording') }} as wording on figures.folded_name like wording.wording
    where figures.table_family in ('budget_summary', 'appropriation_summary')
),

by_row as (
    select
        figure_id,
        document_id,
        table_no,
        table_family,
        row_no,
        amount_yuan,
        step_yuan,
        {{ undivided() }} as function_code,
        {{ undivided() }} as unit_code,
        case
            when measure <> 'total' or row_name like '其中%' then null
            when worded_fund is not null and role not in ('grand_total', 'current_total', 'carry_over') then worded_fund
            when role in ('grand_total', 'current_total', 'carry_over')
                then case when table_family = 'appropriation_summary' then 'appropriation' else {{ undivided() }} end
        end as fund,
        case
            when role = 'grand_total' then {{ undivided() }}
            when role = 'current_total' then 'current_year'
            when role = 'carry_over' or is_below_carry_over then 'carry_over'
            else coalesce(worded_source, 'current_year')
        end as revenue_source,
        role in ('grand_total', 'current_total', 'carry_over') as is_total
    from worded
    where wording_rank = 1
),

placed as (
    select * from by_column
    union all
    select * from by_row
)

select
    figure_id,
    {{ cell_key('placed', revenue_axes()) }} as cell_key,
    document_id,
    table_no,
    table_family,
    row_no,
    amount_yuan,
    step_yuan,
    is_total,
    function_code,
    unit_code,
    fund,
    revenue_source,
    case
        when fund is null then 'column or row is no source of revenue of its own'
        when function_code is null then 'row is neither a function nor a unit'
    end as unplaced
from placed
where amount_yuan is not null
