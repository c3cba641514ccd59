-- Where a cell's residual is more than rounding, the tables that break it down each by its own classification: what each leaves
-- there. Of several tables with the same classification the one with the most cells below speaks. A table that prints one part of a
-- total and not the other (合计, 其中：项目支出) leaves the other part, which is no rounding: it is not broken down and so is margin.
with parts_printed as (
    select
        cell.scope_id,
        count(distinct type_member.main_type) filter (where type_member.type_level > 0) as main_types,
        count(distinct type_member.expenditure_type) filter (where type_member.type_level > 1) as types_of_basic
    from {{ ref('int_expenditure_table_cell') }} as cell
    inner join {{ ref('int_dim_expenditure_type') }} as type_member on cell.expenditure_type = type_member.expenditure_type
    group by cell.scope_id
),

classified as (
    select
        cell.*,
        case
            when cell.expenditure_type = {{ undivided() }} then parts_printed.main_types = 1
            else cell.expenditure_type = 'basic' and parts_printed.types_of_basic = 1
        end as lacks_a_part,
        bool_or(cell.function_code <> {{ undivided() }}) over (partition by cell.scope_id) as by_function,
        bool_or(cell.economic_code <> {{ undivided() }} or cell.gov_economic_code <> {{ undivided() }}) over (partition by cell.scope_id)
            as by_economic
    from {{ ref('int_expenditure_table_cell') }} as cell
    left join parts_printed on cell.scope_id = parts_printed.scope_id
),

ranked as (
    select
        classified.cell_key,
        classified.document_id,
        classified.table_family,
        classified.lacks_a_part,
        residual.residual_yuan,
        residual.bound_yuan,
        row_number() over (
            partition by classified.cell_key, classified.by_function, classified.by_economic
            order by residual.cells_below desc, residual.scope_id asc
        ) as place
    from {{ ref('int_expenditure_table_residual') }} as residual
    inner join classified on residual.cell_id = classified.cell_id
    where not residual.is_finest
)

select
    cell_key,
    document_id,
    table_family,
    residual_yuan,
    bound_yuan
from ranked
where place = 1 and residual_yuan <> 0 and not (lacks_a_part and abs(residual_yuan) > bound_yuan)
