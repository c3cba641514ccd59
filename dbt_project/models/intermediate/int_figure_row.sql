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
        max(case when row_code = unit_code then 1 else 0 end) as has_unit_code,
        max(case when measure = 'total' then amount_yuan end) as total_yuan,
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
                (printed.row_code is null or printed.has_unit_code = 1) and printed.unit_key is not null
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
        sum(is_unit_row) as unit_rows,
        sum(case when row_code is not null and is_unit_row = 0 then 1 else 0 end) as coded_rows
    from named
    group by document_id, table_no, row_side
),

coded_units as (
    select distinct
        document_id,
        table_no,
        unit_key
    from named
    where row_code is not null and unit_key is not null and is_unit_row = 0
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
            when named.unit_key is not null and totals.coded_rows = 0 then 'unit'
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
        max(case when role = 'grand_total' then row_no end) over (partition by document_id, table_no, row_side) as total_row_no,
        max(case when role in ('code', 'level') then 1 else 0 end) over (partition by document_id, table_no) as has_detail
    from roles
),

-- A list of units without codes or levels that begins with the whole again begins with the department: the others are its units.
department as (
    select
        unit.document_id,
        unit.table_no,
        min(unit.row_no) as row_no
    from placed as unit
    inner join placed as total
        on unit.document_id = total.document_id and unit.table_no = total.table_no and total.role = 'grand_total'
    where unit.role = 'unit' and unit.has_detail = 0
    group by unit.document_id, unit.table_no
    having
        count(*) > 1
        and max(case when unit.row_no = total.row_no + 1 and unit.total_yuan = total.total_yuan then 1 else 0 end) = 1
        and sum(case when unit.row_level >= 1 or try_cast(unit.unit_key as bigint) is not null then 1 else 0 end) = 0
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
        or (child.role in ('level', 'unit') and parent.row_level >= 1 and parent.row_level < child.row_level)
        or (
            child.role = 'unit' and try_cast(parent.unit_key as bigint) is not null and length(parent.unit_key) < length(child.unit_key)
            and left(child.unit_key, length(parent.unit_key)) = parent.unit_key
        )
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
        when placed.role = 'unit' and placed.row_no > department.row_no then department.row_no
        when placed.role = 'unit' then placed.total_row_no
    end as parent_row_no
from placed
left join candidates
    on placed.document_id = candidates.document_id and placed.table_no = candidates.table_no and placed.row_no = candidates.row_no
left join department on placed.document_id = department.document_id and placed.table_no = department.table_no
