-- The same functional code in 支出总表 and 一般公共预算支出表, where both tables come to the same total.
with cell as (
    select
        figure.*,
        figure_row.role
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    where figure.table_family in ('expenditure_summary', 'general_public_expenditure') and figure.amount_yuan is not null
),

first_table as (
    select
        document_id,
        table_family,
        min(table_no) as table_no
    from cell
    where role = 'grand_total'
    group by document_id, table_family
),

total as (
    select
        cell.document_id,
        cell.table_family,
        cell.table_no,
        cell.amount_yuan
    from cell
    inner join first_table on cell.document_id = first_table.document_id and cell.table_no = first_table.table_no
    where cell.role = 'grand_total' and cell.measure = 'total'
),

same_money as (
    select
        whole.document_id,
        whole.table_no as left_table_no,
        general.table_no as right_table_no
    from total as whole
    inner join total as general on whole.document_id = general.document_id and whole.amount_yuan = general.amount_yuan
    where whole.table_family = 'expenditure_summary' and general.table_family = 'general_public_expenditure'
),

side as (
    select
        cell.*,
        same_money.left_table_no,
        case when cell.table_no = same_money.left_table_no then 'lhs' else 'rhs' end as position
    from cell
    inner join same_money
        on cell.document_id = same_money.document_id and cell.table_no in (same_money.left_table_no, same_money.right_table_no)
    where cell.role = 'code'
),

shared as (
    select
        document_id,
        row_code,
        measure
    from side
    group by document_id, row_code, measure
    having count(distinct position) = 2
)

select
    side.document_id,
    rule.identity,
    'column' as condition,
    side.row_code || '/' || side.measure as subject_key,
    side.left_table_no as table_no,
    min(case when side.position = 'lhs' then side.row_no end) over (partition by side.document_id, side.row_code, side.measure) as row_no,
    side.position,
    side.row_no as ordinal,
    case when side.position = 'lhs' then '支出总表 ' else '一般公共预算支出表 ' end || side.row_code as label,
    side.figure_id,
    side.printed,
    side.money_unit,
    side.amount_yuan,
    side.table_step_yuan as step_yuan
from side
inner join shared on side.document_id = shared.document_id and side.row_code = shared.row_code and side.measure = shared.measure
inner join {{ ref('stg_identity_rule') }} as rule
    on rule.shape = 'same_rows' and position(',' || side.measure || ',' in rule.columns) > 0
