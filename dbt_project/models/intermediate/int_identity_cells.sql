-- Single figures against each other, or against a few that make them up. The first published alternative of a term counts.
with cell as (
    select
        figure.*,
        figure_row.role,
        figure_row.parent_row_no,
        case when figure_row.role = 'code' and coalesce(parent.role, '') <> 'code' then left(figure.row_code, 3) end as uppermost_class
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    left join {{ ref('int_figure_row') }} as parent
        on
            figure_row.document_id = parent.document_id and figure_row.table_no = parent.table_no
            and figure_row.parent_row_no = parent.row_no
),

-- The year's total of a side of a summary table where one is printed, else its only total.
closing as (
    select
        document_id,
        table_no,
        row_side,
        min(case when role = 'current_total' and amount_yuan is not null then row_no end) as current_row_no,
        min(case when role = 'grand_total' and amount_yuan is not null then row_no end) as grand_row_no
    from cell
    where measure = 'total'
    group by document_id, table_no, row_side
),

-- The total of the table that lists one side: 收支总表 carries it over from there.
listed_total as (
    select distinct
        document_id,
        case when table_family = 'expenditure_summary' then 'expenditure' else 'revenue' end as row_side,
        amount_yuan
    from cell
    where role = 'grand_total' and measure = 'total' and table_family in ('expenditure_summary', 'revenue_summary')
),

addressed as (
    select
        cell.*,
        case when cell.row_no = coalesce(closing.current_row_no, closing.grand_row_no) then 1 else 0 end as is_current_total,
        case
            when cell.row_no = closing.grand_row_no and listed_total.amount_yuan is not null then 1
            when cell.row_no = coalesce(closing.current_row_no, closing.grand_row_no) then 2
            else 0
        end as of_table
    from cell
    left join closing
        on
            cell.document_id = closing.document_id and cell.table_no = closing.table_no
            and coalesce(cell.row_side, '') = coalesce(closing.row_side, '')
    left join listed_total
        on
            cell.document_id = listed_total.document_id and cell.row_side = listed_total.row_side
            and cell.amount_yuan = listed_total.amount_yuan
),

term as (
    select identity_term.*
    from {{ ref('stg_identity_term') }} as identity_term
    inner join {{ ref('stg_identity_rule') }} as rule on identity_term.identity = rule.identity and rule.shape = 'cells'
),

printed_column as (
    select distinct
        document_id,
        table_family,
        measure,
        row_side
    from cell
),

-- A pair is compared where the document prints a column of each side.
pair_document as (
    select
        printed_column.document_id,
        term.identity,
        term.pair
    from term
    inner join printed_column
        on
            term.table_family = printed_column.table_family and term.column_name = printed_column.measure
            and (term.row_side is null or term.row_side = printed_column.row_side)
    where term.position in ('lhs', 'rhs')
    group by printed_column.document_id, term.identity, term.pair
    having count(distinct term.position) = 2
),

found as (
    select
        term.identity,
        term.pair,
        term.position,
        term.term,
        term.rank,
        term.row_kind,
        addressed.*
    from term
    inner join addressed
        on
            term.table_family = addressed.table_family and term.column_name = addressed.measure
            and (term.row_side is null or term.row_side = addressed.row_side)
    where
        addressed.amount_yuan is not null
        and case
            when term.row_kind = 'grand_total' then addressed.role = 'grand_total'
            when term.row_kind = 'current_total' then addressed.is_current_total = 1
            when term.row_kind = 'of_table' then addressed.of_table > 0
            when left(term.row_kind, 5) = 'code:' then addressed.row_code = substring(term.row_kind, 6)
            when left(term.row_kind, 6) = 'under:'
                then position(',' || addressed.uppermost_class || ',' in ',' || substring(term.row_kind, 7) || ',') > 0
            when left(term.row_kind, 10) = 'not_under:'
                then position(',' || addressed.uppermost_class || ',' in ',' || substring(term.row_kind, 11) || ',') = 0
        end
),

chosen as (
    select
        document_id,
        identity,
        pair,
        position,
        term,
        min(rank * 1000000 + table_no * 10 + case when row_kind = 'of_table' then of_table else 0 end) as first_choice
    from found
    where position <> 'unless'
    group by document_id, identity, pair, position, term
),

kept as (
    select found.*
    from found
    inner join chosen
        on
            found.document_id = chosen.document_id and found.identity = chosen.identity and found.pair = chosen.pair
            and found.position = chosen.position and found.term = chosen.term
            and found.rank * 1000000 + found.table_no * 10
            + case when found.row_kind = 'of_table' then found.of_table else 0 end = chosen.first_choice
),

void as (
    select distinct
        document_id,
        identity,
        pair
    from found
    where position = 'unless' and amount_yuan <> 0
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
    where term.position <> 'unless'
    group by pair_document.document_id, term.identity, term.pair, term.position, term.term
)

select
    wanted.document_id,
    wanted.identity,
    case when void.document_id is null then 'cells' else 'as_broken_down' end as condition,
    cast(wanted.pair as varchar) as subject_key,
    kept.table_no,
    kept.row_no,
    wanted.position,
    wanted.term * 100000 + coalesce(kept.row_no, 0) as ordinal,
    coalesce(kept.row_name || ' ' || kept.heading, wanted.description) as label,
    kept.figure_id,
    kept.printed,
    kept.money_unit,
    kept.amount_yuan,
    kept.table_step_yuan as step_yuan
from wanted
left join kept
    on
        wanted.document_id = kept.document_id and wanted.identity = kept.identity and wanted.pair = kept.pair
        and wanted.position = kept.position and wanted.term = kept.term
left join void on wanted.document_id = void.document_id and wanted.identity = void.identity and wanted.pair = void.pair
