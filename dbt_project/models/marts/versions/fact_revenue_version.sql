{{ config(post_hook=["{{ as_of_macro(this) }}", "{{ first_macro(this) }}"]) }}
with placed_figures as (
    select
        cell_key,
        figure_id
    from {{ ref('int_revenue_figure') }}
    where unplaced is null
),

trusted as (
    {{ trust_by_key('placed_figures', 'cell_key') }}
),

figures as (
    select
        cell_key,
        list(figure_id order by table_no, row_no, figure_id) as figure_ids
    from {{ ref('int_revenue_figure') }}
    where unplaced is null
    group by cell_key
),

cells as (
    select
        cell.*,
        residual.residual_yuan,
        case when not residual.is_finest and abs(residual.residual_yuan) <= residual.bound_yuan then residual.bound_yuan end as bound_yuan,
        case
            when residual.is_finest then 'published'
            when abs(residual.residual_yuan) <= residual.bound_yuan then 'rounding'
            else 'margin'
        end as row_kind
    from {{ ref('int_revenue_cell') }} as cell
    inner join {{ ref('int_revenue_residual') }} as residual on cell.cell_id = residual.cell_id
    where residual.is_finest or residual.residual_yuan <> 0
)

select
    cells.cell_key as revenue_key,
    cells.document_id,
    document.fiscal_year,
    document.kind,
    document.scope,
    cells.function_code,
    unit.unit_key,
    unit.unit_code,
    cells.fund,
    cells.revenue_source,
    cells.row_kind,
    cast(cells.residual_yuan as decimal(24, 6)) as amount_yuan,
    cast(cells.residual_yuan * 0.0001 as decimal(28, 10)) as amount_wanyuan,
    cast(cells.bound_yuan as decimal(24, 6)) as bound_yuan,
    coalesce(trusted.trust, 'single') as trust,
    figures.figure_ids
from cells
inner join figures on cells.cell_key = figures.cell_key
left join trusted on cells.cell_key = trusted.cell_key
inner join {{ ref('int_ever_published') }} as document on cells.document_id = document.document_id
inner join {{ ref('int_dim_unit_member') }} as unit on cells.document_id = unit.document_id and cells.unit_code = unit.member
