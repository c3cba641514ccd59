-- One row for each row of a table, with its place in the hierarchy: what it is (role) and the row it is a part of.
-- The parent is found in the order of print, so that codes may repeat from unit to unit and from block to block.
with printed as (
    select
        document_id,
        table_no,
        row_no,
        max(table_family) as table_family,
        max(page) as page,
        max(row_side) as row_side,
        max(row_code) as row_code,
        max(row_name) as row_name,
        max({{ folded_row_name('row_name') }}) as folded_name,
        max(row_level) as row_level,
        max(case when row_is_total then 1 else 0 end) as is_total,
        max(coalesce(unit_code, unit_name)) as unit_key,
        max({{ folded_row_name('unit_name') }}) as unit_name,
        count(amount_yuan) as amounts
    from {{ ref('int_figure') }}
    group by document_id, table_no, row_no
),

named as (
    select
        printed.*,
        case when total_name.name is not null then 1 else 0 end as has_total_name,
        case when current_name.name is not null then 1 else 0 end as has_current_name,
        case when carry_name.name is not null then 1 else 0 end as has_carry_name,
        case when class_name.name is not null then 1 else 0 end as has_class_name,
        case
            when
                printed.row_code is null and printed.unit_key is not null
                and (printed.folded_name is null or printed.folded_name in (printed.unit_name, printed.unit_key)) then 1
            else 0
        end as is_unit_row
    from printed
    left join {{ ref('stg_row_name') }} as total_name on total_name.role = 'grand_total' and printed.folded_name = total_name.name
    left join {{ ref('stg_row_name') }} as current_name on current_name.role = 'current_total' and printed.folded_name = current_name.name
    left join
        {{ ref('stg_row_name') }} as carry_name
        on carry_name.role in ('carry_in', 'carry_out') and printed.folded_name = carry_name.name
    left join {{ ref('stg_row_name') }} as class_name on class_name.role = 'functional_class' and printed.folded_name = class_name.name
),

-- In a summary table the last row of a side that bears a total's name is the grand total; an earlier one beside it closes the year.
-- Elsewhere the first total is the table's; where a table names only units, a first row that has no rows of its own is the total.
totals as (
    select
        document_id,
        table_no,
        row_side,
        max(case when has_total_name = 1 then row_no end) as last_total,
        min(case when has_total_name = 1 and is_total = 1 and is_unit_row = 0 then row_no end) as first_total,
        min(row_no) as first_row,
        sum(is_unit_row) as unit_rows
    from named
    group by document_id, table_no, row_side
),

coded_units as (
    select distinct
        document_id,
        table_no,
        unit_key
    from named
    where row_code is not null and unit_key is not null
),

roles as (
    select
        named.*,
        case
            when named.table_family in ('budget_summary', 'appropriation_summary')
                then
                    case
                        when named.row_no = totals.last_total then 'grand_total'
                        when named.has_current_name = 1 or named.has_total_name = 1 then 'current_total'
                        when named.has_carry_name = 1 then 'carry_over'
                        when named.has_class_name = 1 then 'class'
                        else 'other'
                    end
            when named.row_no = totals.first_total then 'grand_total'
            when
                totals.first_total is null and named.is_unit_row = 1 and totals.unit_rows > 1 and named.row_no = totals.first_row
                and coded_units.unit_key is null then 'grand_total'
            when named.is_unit_row = 1 then 'unit'
            when named.is_total = 1 then 'other_total'
            when named.row_code is not null then 'code'
            when named.row_level >= 1 or named.table_family = 'project' then 'level'
            else 'other'
        end as role
    from named
    inner join totals
        on
            named.document_id = totals.document_id and named.table_no = totals.table_no
            and coalesce(named.row_side, '') = coalesce(totals.row_side, '')
    left join coded_units
        on named.document_id = coded_units.document_id and named.table_no = coded_units.table_no and named.unit_key = coded_units.unit_key
),

placed as (
    select
        roles.*,
        max(case when role = 'unit' then row_no end) over (
            partition by document_id, table_no order by row_no rows between unbounded preceding and current row
        ) as unit_row_no,
        max(case when role = 'grand_total' then row_no end) over (partition by document_id, table_no, row_side) as total_row_no
    from roles
),

candidates as (
    select
        child.document_id,
        child.table_no,
        child.row_no,
        max(parent.row_no) as parent_row_no
    from placed as child
    inner join placed as parent
        on
            child.document_id = parent.document_id and child.table_no = parent.table_no and child.row_no > parent.row_no
            and child.role = parent.role
            and coalesce(child.row_side, '') = coalesce(parent.row_side, '')
            and (
                child.role = 'unit'
                or (
                    coalesce(child.unit_row_no, 0) = coalesce(parent.unit_row_no, 0)
                    and coalesce(child.unit_key, '') = coalesce(parent.unit_key, '')
                )
            )
    where
        (
            child.role = 'code' and length(parent.row_code) < length(child.row_code)
            and left(child.row_code, length(parent.row_code)) = parent.row_code
        )
        or (child.role in ('level', 'unit') and parent.row_level < child.row_level)
    group by child.document_id, child.table_no, child.row_no
)

select
    placed.document_id,
    placed.table_no,
    placed.row_no,
    placed.table_family,
    placed.page,
    placed.row_side,
    placed.row_code,
    placed.row_name,
    placed.folded_name,
    placed.row_level,
    placed.unit_key,
    placed.role,
    placed.has_class_name,
    placed.amounts,
    case
        when placed.table_family in ('budget_summary', 'appropriation_summary') then null
        when candidates.parent_row_no is not null then candidates.parent_row_no
        when placed.role in ('code', 'level') then coalesce(placed.unit_row_no, placed.total_row_no)
        when placed.role = 'unit' then placed.total_row_no
    end as parent_row_no
from placed
left join candidates
    on placed.document_id = candidates.document_id and placed.table_no = candidates.table_no and placed.row_no = candidates.row_no
