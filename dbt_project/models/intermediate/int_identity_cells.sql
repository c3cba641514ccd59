-- Single figures against each other, or against a few that make them up. The first published alternative of a term counts.
with cell as (
    select
        figure.*,
        figure_row.role
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
),

-- Which row closes this table's year: the year's total where one is printed, else the only total.
closing as (
    select
        document_id,
        table_no,
        row_side,
        min(case when role = 'current_total' and amount_yuan is not null then row_no end) as current_row_no,
        min(case when role = 'grand_total' then row_no end) as grand_row_no
    from cell
    where measure = 'total'
    group by document_id, table_no, row_side
),

carrying as (
    select distinct
        document_id,
        case when table_family = 'expenditure_summary' then 'expenditure' else 'revenue' end as row_side
    from cell
    where
        amount_yuan is not null
        and (
            (table_family = 'expenditure_summary' and measure = 'carry_to_next_year')
            or (table_family = 'revenue_summary' and left(measure, 10) = 'carry_over')
        )
),

addressed as (
    select
        cell.*,
        case
            when cell.role = 'grand_total' then 'grand_total'
        end as is_grand_total,
        case when cell.row_no = coalesce(closing.current_row_no, closing.grand_row_no) then 'current_total' end as is_current_total,
        case
            when carrying.document_id is not null and cell.row_no = closing.grand_row_no then 'of_table'
            when carrying.document_id is null and cell.row_no = coalesce(closing.current_row_no, closing.grand_row_no) then 'of_table'
        end as is_of_table
    from cell
    left join closing
        on cell.document_id = closing.document_id and cell.table_no = closing.table_no
        and coalesce(cell.row_side, '') = coalesce(closing.row_side, '')
    left join carrying on cell.document_id = carrying.document_id and cell.row_side = carrying.row_side
),

term as (
    select identity_term.*
    from {{ ref('stg_identity_term') }} as identity_term
    inner join {{ ref('stg_identity_rule') }} as rule on identity_term.identity = rule.identity and rule.shape = 'cells'
),

found as (
    select
        term.identity,
        term.pair,
        term.position,
        term.term,
        term.rank,
        addressed.*
    from term
    inner join addressed
        on term.table_family = addressed.table_family and term.column_name = addressed.measure
        and (term.row_side is null or term.row_side = addressed.row_side)
        and case
            when term.row_kind = 'grand_total' then addressed.is_grand_total is not null
            when term.row_kind = 'current_total' then addressed.is_current_total is not null
            when term.row_kind = 'of_table' then addressed.is_of_table is not null
            when left(term.row_kind, 5) = 'code:' then addressed.row_code = substring(term.row_kind, 6)
            when left(term.row_kind, 15) = 'classes_except:'
                then length(addressed.row_code) = 3
                    and position(',' || addressed.row_code || ',' in ',' || substring(term.row_kind, 16) || ',') = 0
        end
    where addressed.amount_yuan is not null
),

chosen as (
    select
        document_id,
        identity,
        pair,
        position,
        term,
        min(rank * 100000 + table_no) as first_choice
    from found
    group by document_id, identity, pair, position, term
),

pair_document as (
    select distinct
        document_id,
        identity,
        pair
    from chosen
),

wanted as (
    select
        pair_document.document_id,
        term.identity,
        term.pair,
        term.position,
        term.term,
        max(case when term.rank = 1 then term.table_family || ' ' || term.row_kind || ' ' || term.column_name end) as description
    from pair_document
    inner join term on pair_document.identity = term.identity and pair_document.pair = term.pair
    group by pair_document.document_id, term.identity, term.pair, term.position, term.term
)

select
    wanted.document_id,
    wanted.identity,
    'cells' as condition,
    cast(wanted.pair as varchar) as subject_key,
    found.table_no,
    found.row_no,
    wanted.position,
    wanted.term as ordinal,
    coalesce(found.row_name || ' ' || found.heading, wanted.description) as label,
    found.figure_id,
    found.printed,
    found.money_unit,
    found.amount_yuan,
    found.table_step_yuan as step_yuan
from wanted
left join chosen
    on wanted.document_id = chosen.document_id and wanted.identity = chosen.identity and wanted.pair = chosen.pair
    and wanted.position = chosen.position and wanted.term = chosen.term
left join found
    on chosen.document_id = found.document_id and chosen.identity = found.identity and chosen.pair = found.pair
    and chosen.position = found.position and chosen.term = found.term and chosen.first_choice = found.rank * 100000 + found.table_no
