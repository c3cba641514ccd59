-- A figure stated in the prose against the table figure it must equal: the first of its concept's targets that the document publishes.
with claim as (
    select
        claim.*,
        {{ folded_row_name('claim.subject') }} as folded_subject
    from {{ ref('stg_claim') }} as claim
    left join {{ ref('stg_document') }} as document on claim.document_id = document.document_id
    where claim.amount_yuan is not null and coalesce(claim.subject_year, document.fiscal_year) = document.fiscal_year
),

target as (
    select * from {{ ref('stg_concept') }} where rank > 0
),

cell as (
    select
        figure.*,
        figure_row.role,
        figure_row.folded_name,
        {{ folded_row_name('parent.row_name') }} as folded_parent,
        case when row_name.role is null then 0 else 1 end as is_general_public_revenue
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    left join {{ ref('int_figure_row') }} as parent
        on
            figure_row.document_id = parent.document_id and figure_row.table_no = parent.table_no
            and figure_row.parent_row_no = parent.row_no
    left join {{ ref('stg_row_name') }} as row_name
        on row_name.role = 'general_public_revenue' and figure_row.folded_name = row_name.name
    where figure.amount_yuan is not null
),

only_row as (
    select
        document_id,
        table_no,
        min(row_no) as row_no
    from cell
    where table_family = 'three_public'
    group by document_id, table_no
    having count(distinct row_no) = 1 or min(case when role = 'grand_total' then 0 else 1 end) = 0
),

found as (
    select
        claim.claim_id,
        target.rank,
        cell.*
    from claim
    inner join target on claim.concept = target.concept
    inner join cell
        on
            claim.document_id = cell.document_id and target.table_family = cell.table_family and target.column_name = cell.measure
            and (target.row_side is null or target.row_side = cell.row_side)
    left join only_row on cell.document_id = only_row.document_id and cell.table_no = only_row.table_no
    where
        case
            when target.row_kind = 'grand_total' then cell.role = 'grand_total'
            when target.row_kind = 'current_total' then cell.role = 'current_total'
            when target.row_kind = 'general_public_revenue' then cell.is_general_public_revenue = 1
            when target.row_kind = 'only' then only_row.row_no is not null and (cell.role = 'grand_total' or cell.row_no = only_row.row_no)
            when target.row_kind = 'class'
                then
                    cell.folded_name = claim.folded_subject and coalesce(cell.row_level, 1) <= 1
                    and coalesce(length(cell.row_code), 3) = 3 and cell.role in ('class', 'code', 'level')
            when target.row_kind = 'item'
                then
                    cell.row_code = claim.subject
                    or (
                        cell.folded_name = {{ folded_row_name("split_part(claim.subject, '/', 3)") }}
                        and cell.folded_parent = {{ folded_row_name("split_part(claim.subject, '/', 2)") }}
                    )
        end
),

chosen as (
    select
        claim_id,
        min(rank * 100000 + table_no) as first_choice
    from found
    group by claim_id
),

kept as (
    select found.*
    from found
    inner join chosen on found.claim_id = chosen.claim_id and found.rank * 100000 + found.table_no = chosen.first_choice
)

select
    claim.document_id,
    rule.identity,
    'claim' as condition,
    claim.claim_id as subject_key,
    cast(null as integer) as table_no,
    cast(null as integer) as row_no,
    'lhs' as position,
    0 as ordinal,
    '第'
    || cast(claim.page as varchar)
    || '页文字 '
    || claim.concept
    || case when claim.subject is null then '' else ' ' || claim.subject end as label,
    claim.claim_id as figure_id,
    claim.printed,
    claim.money_unit,
    claim.amount_yuan,
    claim.step_yuan
from claim
inner join {{ ref('stg_identity_rule') }} as rule on rule.shape = 'claim_table'
where claim.concept in (select target.concept from target)

union all

select
    claim.document_id,
    rule.identity,
    'claim' as condition,
    claim.claim_id as subject_key,
    kept.table_no,
    kept.row_no,
    'rhs' as position,
    coalesce(kept.row_no, 0) as ordinal,
    coalesce(kept.row_name || ' ' || kept.heading, kept.heading, '表中无此数') as label,
    kept.figure_id,
    kept.printed,
    kept.money_unit,
    kept.amount_yuan,
    kept.table_step_yuan as step_yuan
from claim
inner join {{ ref('stg_identity_rule') }} as rule on rule.shape = 'claim_table'
left join kept on claim.claim_id = kept.claim_id
where claim.concept in (select target.concept from target)
