-- Down a column: a row is the sum of the rows right below it (int_figure_row says which those are).
with family_row as (
    select
        child.document_id,
        child.table_no,
        child.table_family,
        child.row_no as child_row_no,
        parent.row_no as parent_row_no,
        case
            when child.role = 'unit' then 'unit_total'
            when parent.role in ('code', 'level') then 'row'
            when child.table_family = 'project' then 'project_total'
            when child.table_family in ('basic_expenditure', 'general_public_by_economic') then 'economic_total'
            else 'function_total'
        end as below
    from {{ ref('int_figure_row') }} as child
    inner join {{ ref('int_figure_row') }} as parent
        on child.document_id = parent.document_id and child.table_no = parent.table_no and child.parent_row_no = parent.row_no
),

ruled as (
    select
        rule.identity,
        family_row.*
    from family_row
    inner join {{ ref('stg_identity_rule') }} as rule
        on rule.shape = 'tree' and family_row.below = rule.below and position(',' || family_row.table_family || ',' in rule.families) > 0
),

member as (
    select
        identity,
        document_id,
        table_no,
        parent_row_no,
        child_row_no as row_no,
        'rhs' as position
    from ruled
    union
    select
        identity,
        document_id,
        table_no,
        parent_row_no,
        parent_row_no as row_no,
        'lhs' as position
    from ruled
)

select
    member.document_id,
    member.identity,
    'column' as condition,
    cast(member.table_no as varchar) || '/' || cast(member.parent_row_no as varchar) || '/' || figure.column_name as subject_key,
    member.table_no,
    member.parent_row_no as row_no,
    member.position,
    member.row_no as ordinal,
    coalesce(figure.row_name, figure.row_code, figure.unit_name) as label,
    figure.figure_id,
    figure.printed,
    figure.money_unit,
    figure.amount_yuan,
    figure.table_step_yuan as step_yuan
from member
inner join {{ ref('int_figure') }} as figure
    on member.document_id = figure.document_id and member.table_no = figure.table_no and member.row_no = figure.row_no
