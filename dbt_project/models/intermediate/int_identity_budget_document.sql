-- The budget column of final accounts against the budget document of the same body, year and scope, row by row.
with cell as (
    select
        figure.*,
        identity.body,
        identity.fiscal_year,
        identity.kind,
        identity.scope,
        case when figure_row.role = 'grand_total' then 'total' else figure.row_code end as row_key,
        case
            when identity.kind = 'budget' then figure.measure
            when figure.column_name = 'budget' then 'total'
            when right(figure.column_name, 7) = '_budget' and right(figure.column_name, 16) <> '_adjusted_budget'
                then left(figure.column_name, length(figure.column_name) - 7)
        end as budgeted
    from {{ ref('int_document_identity') }} as identity
    inner join {{ ref('int_figure') }} as figure on identity.document_id = figure.document_id
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    where figure.amount_yuan is not null and (figure_row.role = 'grand_total' or (figure.row_code is not null and figure.unit_name is null))
),

matched as (
    select
        rule.identity,
        accounts.document_id,
        accounts.table_no,
        accounts.row_no,
        accounts.row_key,
        accounts.column_name,
        accounts.row_name,
        accounts.figure_id,
        accounts.printed,
        accounts.money_unit,
        accounts.amount_yuan,
        accounts.table_step_yuan,
        budget.figure_id as budget_figure_id,
        budget.printed as budget_printed,
        budget.money_unit as budget_money_unit,
        budget.amount_yuan as budget_amount_yuan,
        budget.table_step_yuan as budget_step_yuan,
        row_number() over (partition by accounts.figure_id order by budget.table_no asc, budget.row_no asc) as place
    from cell as accounts
    inner join {{ ref('stg_identity_rule') }} as rule
        on rule.shape = 'budget_document' and position(',' || accounts.table_family || ',' in rule.families) > 0
    inner join cell as budget
        on
            accounts.body = budget.body and accounts.fiscal_year = budget.fiscal_year and accounts.scope = budget.scope
            and accounts.table_family = budget.table_family and accounts.row_key = budget.row_key
            and accounts.budgeted = budget.budgeted
            and coalesce(accounts.row_side, '') = coalesce(budget.row_side, '')
    inner join {{ ref('int_document_newest') }} as newest on budget.document_id = newest.document_id
    where accounts.kind = 'final_accounts' and budget.kind = 'budget'
)

select
    document_id,
    identity,
    'cells' as condition,
    cast(table_no as varchar) || '/' || cast(row_no as varchar) || '/' || column_name as subject_key,
    table_no,
    row_no,
    'lhs' as position,
    0 as ordinal,
    coalesce(row_name, row_key) || ' 预算数' as label,
    figure_id,
    printed,
    money_unit,
    amount_yuan,
    table_step_yuan as step_yuan
from matched
where place = 1

union all

select
    document_id,
    identity,
    'cells' as condition,
    cast(table_no as varchar) || '/' || cast(row_no as varchar) || '/' || column_name as subject_key,
    table_no,
    row_no,
    'rhs' as position,
    1 as ordinal,
    '预算公开文件' as label,
    budget_figure_id as figure_id,
    budget_printed as printed,
    budget_money_unit as money_unit,
    budget_amount_yuan as amount_yuan,
    budget_step_yuan as step_yuan
from matched
where place = 1
