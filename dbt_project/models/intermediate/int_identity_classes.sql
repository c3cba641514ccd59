-- The expenditure side of a summary table: this year's total, or the only total less what is carried over, is the sum of the classes.
-- A column in which every class is blank is asked too where its total is not zero: an amount that slipped into it is of no class.
with side as (
    select
        figure.document_id,
        figure.table_no,
        figure.row_no,
        figure.measure,
        figure.column_name,
        figure.row_name,
        figure.figure_id,
        figure.printed,
        figure.money_unit,
        figure.amount_yuan,
        figure.table_step_yuan,
        figure_row.role,
        figure_row.table_family
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    where
        figure_row.row_side = 'expenditure' and coalesce(figure_row.row_level, 1) <= 1
        and figure_row.table_family in ('budget_summary', 'appropriation_summary')
),

whole as (
    select
        document_id,
        table_no,
        column_name,
        min(case when role = 'current_total' and amount_yuan is not null then row_no end) as current_row_no,
        min(case when role = 'grand_total' and amount_yuan is not null then row_no end) as grand_row_no,
        count(case when role = 'class' then 1 end) as classes,
        count(case when role = 'class' then amount_yuan end) as class_amounts,
        max(case when role in ('current_total', 'grand_total') then abs(amount_yuan) end) as most_yuan
    from side
    group by document_id, table_no, column_name
)

select
    side.document_id,
    rule.identity,
    'column' as condition,
    cast(side.table_no as varchar) || '/' || side.column_name as subject_key,
    side.table_no,
    coalesce(whole.current_row_no, whole.grand_row_no) as row_no,
    case when side.row_no = coalesce(whole.current_row_no, whole.grand_row_no) then 'lhs' else 'rhs' end as position,
    side.row_no as ordinal,
    side.row_name as label,
    side.figure_id,
    side.printed,
    side.money_unit,
    side.amount_yuan,
    side.table_step_yuan as step_yuan
from side
inner join whole on side.document_id = whole.document_id and side.table_no = whole.table_no and side.column_name = whole.column_name
inner join
    {{ ref('stg_identity_rule') }} as rule
    on rule.shape = 'classes' and position(',' || side.table_family || ',' in rule.families) > 0
where
    whole.classes > 0
    and (whole.class_amounts > 0 or whole.most_yuan > 0)
    and (
        side.row_no = coalesce(whole.current_row_no, whole.grand_row_no)
        or side.role = 'class'
        or (side.role = 'carry_over' and whole.current_row_no is null)
    )
