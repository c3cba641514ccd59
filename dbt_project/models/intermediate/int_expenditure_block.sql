-- Where a cell's residual is more than rounding, the tables that break it down each by its own classification: what each leaves
-- there. Of several tables with the same classification the one with the most cells below speaks.
with classified as (
    select
        *,
        bool_or(function_code <> {{ undivided() }}) over (partition by scope_id) as by_function,
        bool_or(economic_code <> {{ undivided() }} or gov_economic_code <> {{ undivided() }}) over (partition by scope_id) as by_economic
    from {{ ref('int_expenditure_table_cell') }}
),

ranked as (
    select
        classified.cell_key,
        classified.document_id,
        classified.table_family,
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
where place = 1 and residual_yuan <> 0
