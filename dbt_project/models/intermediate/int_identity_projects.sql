-- The listed projects against the project expenditure. The file is known to list them all where its prose says how much project
-- expenditure is under performance management and no title announces a selection; otherwise a list may come to less, never to more.
with listed as (
    select
        figure.document_id,
        figure.table_no,
        figure.row_no,
        figure.row_name,
        figure.figure_id,
        figure.printed,
        figure.money_unit,
        figure.amount_yuan,
        figure.table_step_yuan,
        figure_row.role,
        max(case when figure_row.role = 'grand_total' then figure.row_no end) over (
            partition by figure.document_id, figure.table_no
        ) as total_row_no,
        min(figure.row_no) over (partition by figure.document_id, figure.table_no) as first_row_no,
        max(figure.row_no) over (partition by figure.document_id, figure.table_no)
        - min(figure.row_no) over (partition by figure.document_id, figure.table_no) as further_rows
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    where
        figure.table_family = 'project' and figure.measure = 'total' and figure.amount_yuan is not null
        and (figure_row.role = 'grand_total' or figure_row.parent_row_no is null)
),

spent as (
    select
        figure.document_id,
        figure.table_no,
        figure.row_no,
        figure.heading,
        figure.figure_id,
        figure.printed,
        figure.money_unit,
        figure.amount_yuan,
        figure.table_step_yuan,
        row_number() over (
            partition by figure.document_id
            order by case when figure.table_family = 'expenditure_summary' then 1 else 2 end asc, figure.table_no asc
        ) as choice
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    where
        figure.table_family in ('expenditure_summary', 'general_public_expenditure') and figure_row.role = 'grand_total'
        and figure.measure = 'project' and figure.amount_yuan is not null
),

-- A list (several rows, or a total) is judged by itself; the forms of single projects are judged together. A list that begins with the
-- whole project expenditure says its own total there.
grouped as (
    select
        listed.*,
        case when listed.further_rows > 0 then 'list ' || cast(listed.table_no as varchar) else 'forms' end as listing
    from listed
    left join
        listed as opening
        on
            listed.document_id = opening.document_id and listed.table_no = opening.table_no and opening.row_no = opening.first_row_no
            and opening.further_rows > 0
    left join spent on listed.document_id = spent.document_id and spent.choice = 1 and opening.amount_yuan = spent.amount_yuan
    where listed.row_no = coalesce(listed.total_row_no, case when spent.document_id is null then listed.row_no else opening.row_no end)
),

-- A title with such a word (重点专项资金绩效目标表) announces a selection.
selected as (
    select distinct listed.document_id
    from listed
    inner join {{ ref('stg_printed_table') }} as printed_table
        on listed.document_id = printed_table.document_id and listed.table_no = printed_table.table_no
    inner join {{ ref('stg_row_name') }} as word on word.role = 'selection' and position(word.name in printed_table.title) > 0
),

complete as (
    select distinct claim.document_id
    from {{ ref('stg_claim') }} as claim
    inner join spent
        on
            claim.document_id = spent.document_id
            and (claim.amount_yuan = spent.amount_yuan or abs(claim.amount_yuan - spent.amount_yuan) < claim.step_yuan)
    left join selected on claim.document_id = selected.document_id
    where claim.concept = 'performance.project_general_public' and spent.choice = 1 and selected.document_id is null
)

select
    grouped.document_id,
    rule.identity,
    case when complete.document_id is null then 'at_most' else 'column' end as condition,
    grouped.listing as subject_key,
    min(grouped.table_no) over (partition by grouped.document_id, grouped.listing) as table_no,
    min(grouped.row_no) over (partition by grouped.document_id, grouped.listing) as row_no,
    'lhs' as position,
    grouped.table_no * 1000 + grouped.row_no as ordinal,
    grouped.row_name as label,
    grouped.figure_id,
    grouped.printed,
    grouped.money_unit,
    grouped.amount_yuan,
    grouped.table_step_yuan as step_yuan
from grouped
inner join {{ ref('stg_identity_rule') }} as rule on rule.shape = 'projects'
left join complete on grouped.document_id = complete.document_id

union all

select
    grouped.document_id,
    rule.identity,
    case when complete.document_id is null then 'at_most' else 'column' end as condition,
    grouped.listing as subject_key,
    grouped.table_no,
    grouped.row_no,
    'rhs' as position,
    0 as ordinal,
    spent.heading as label,
    spent.figure_id,
    spent.printed,
    spent.money_unit,
    spent.amount_yuan,
    spent.table_step_yuan as step_yuan
from (
    select
        document_id,
        listing,
        min(table_no) as table_no,
        min(row_no) as row_no
    from grouped
    group by document_id, listing
) as grouped
inner join {{ ref('stg_identity_rule') }} as rule on rule.shape = 'projects'
left join spent on grouped.document_id = spent.document_id and spent.choice = 1
left join complete on grouped.document_id = complete.document_id
