-- The same functional class in a summary table and in the table by function that holds the same money.
with cell as (
    select
        figure.*,
        figure_row.role,
        figure_row.folded_name
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    where figure.amount_yuan is not null and coalesce(figure_row.row_level, 1) <= 1
),

side as (
    select
        *,
        case
            when table_family in ('budget_summary', 'expenditure_summary') then 'budget_summary'
            else 'appropriation_summary'
        end as money,
        case when table_family in ('budget_summary', 'appropriation_summary') then 'lhs' else 'rhs' end as position
    from cell
    where
        (table_family = 'budget_summary' and row_side = 'expenditure' and role = 'class' and measure = 'total')
        or (table_family = 'appropriation_summary' and row_side = 'expenditure' and role = 'class' and measure = 'general_public')
        or (
            table_family in ('expenditure_summary', 'general_public_expenditure') and measure = 'total'
            and ((role = 'code' and length(row_code) = 3) or role = 'level')
        )
),

first_table as (
    select
        document_id,
        money,
        position,
        min(table_no) as table_no
    from side
    group by document_id, money, position
),

kept as (
    select side.*
    from side
    inner join first_table
        on
            side.document_id = first_table.document_id and side.money = first_table.money and side.position = first_table.position
            and side.table_no = first_table.table_no
),

shared as (
    select
        document_id,
        money,
        folded_name,
        min(case when position = 'lhs' then table_no end) as table_no,
        min(case when position = 'lhs' then row_no end) as row_no
    from kept
    group by document_id, money, folded_name
    having count(distinct position) = 2
)

select
    kept.document_id,
    rule.identity,
    'cells' as condition,
    kept.money || '/' || kept.folded_name as subject_key,
    shared.table_no,
    shared.row_no,
    kept.position,
    kept.row_no as ordinal,
    kept.row_name || case when kept.row_code is null then '' else ' ' || kept.row_code end as label,
    kept.figure_id,
    kept.printed,
    kept.money_unit,
    kept.amount_yuan,
    kept.table_step_yuan as step_yuan
from kept
inner join shared on kept.document_id = shared.document_id and kept.money = shared.money and kept.folded_name = shared.folded_name
inner join {{ ref('stg_identity_rule') }} as rule on rule.shape = 'same_classes'
