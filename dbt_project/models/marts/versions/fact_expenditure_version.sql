{{ config(post_hook=["{{ as_of_macro(this) }}", "{{ first_macro(this) }}"]) }}
with cells as (
    select
        cell.*,
        residual.residual_yuan,
        residual.bound_yuan,
        residual.is_finest,
        not residual.is_finest and abs(residual.residual_yuan) <= residual.bound_yuan as is_rounding
    from {{ ref('int_expenditure_cell') }} as cell
    inner join {{ ref('int_expenditure_residual') }} as residual on cell.cell_id = residual.cell_id
    where residual.is_finest or residual.residual_yuan <> 0
),

placed_figures as (
    select
        cell_key,
        figure_id
    from {{ ref('int_expenditure_figure') }}
    where unplaced is null
),

figures as (
    select
        cell_key,
        list(figure_id order by table_no, row_no, figure_id) as figure_ids
    from {{ ref('int_expenditure_figure') }}
    where unplaced is null
    group by cell_key
),

-- a cell printed in several rows of its table (units that are not named) keeps a row for each
parts as (
    select
        figure.cell_key,
        table_cell.scope_id,
        figure.figure_id,
        figure.amount_yuan
    from {{ ref('int_expenditure_figure') }} as figure
    inner join {{ ref('int_expenditure_table_cell') }} as table_cell
        on figure.cell_key = table_cell.cell_key and figure.table_no = table_cell.table_no
    where figure.unplaced is null and table_cell.parts > 1
),

published as (
    select
        cells.cell_key,
        'published' as row_kind,
        coalesce(parts.figure_id, '') as row_source,
        coalesce(parts.amount_yuan, cells.residual_yuan) as amount_yuan,
        null as bound_yuan,
        case when parts.figure_id is null then figures.figure_ids else [parts.figure_id] end as figure_ids
    from cells
    inner join figures on cells.cell_key = figures.cell_key
    left join parts on cells.cell_key = parts.cell_key and cells.source_scope_id = parts.scope_id
    where cells.is_finest
),

-- a residual that rounding explains; of any other, what each table leaves by itself
gaps as (
    select
        cell_key,
        'rounding' as row_kind,
        '' as row_source,
        residual_yuan as amount_yuan,
        bound_yuan
    from cells
    where is_rounding
    union all
    select
        block.cell_key,
        'rounding' as row_kind,
        block.table_family as row_source,
        block.residual_yuan as amount_yuan,
        block.bound_yuan
    from {{ ref('int_expenditure_block') }} as block
    inner join cells on block.cell_key = cells.cell_key
    where not cells.is_finest and not cells.is_rounding
),

explained as (
    select
        cell_key,
        sum(amount_yuan) as amount_yuan
    from gaps
    group by cell_key
),

reconciling as (
    select * from gaps
    union all
    select
        cells.cell_key,
        'margin' as row_kind,
        '' as row_source,
        cells.residual_yuan - coalesce(explained.amount_yuan, 0) as amount_yuan,
        null as bound_yuan
    from cells
    left join explained on cells.cell_key = explained.cell_key
    where not cells.is_finest and not cells.is_rounding and cells.residual_yuan <> coalesce(explained.amount_yuan, 0)
),

star_rows as (
    select * from published
    union all
    select
        reconciling.*,
        coalesce(figures.figure_ids, []) as figure_ids
    from reconciling
    left join figures on reconciling.cell_key = figures.cell_key
),

trusted as (
    {{ trust_by_key('placed_figures', 'cell_key') }}
)

select
    md5(concat_ws('|', star_rows.cell_key, star_rows.row_kind, star_rows.row_source)) as expenditure_key,
    cells.document_id,
    document.fiscal_year,
    document.kind,
    document.scope,
    cells.function_code,
    cells.expenditure_type,
    cells.economic_code,
    cells.gov_economic_code,
    unit.unit_key,
    unit.unit_code,
    cells.fund,
    star_rows.row_kind,
    cast(star_rows.amount_yuan as decimal(24, 6)) as amount_yuan,
    cast(star_rows.amount_yuan * 0.0001 as decimal(28, 10)) as amount_wanyuan,
    cast(star_rows.bound_yuan as decimal(24, 6)) as bound_yuan,
    coalesce(trusted.trust, 'single') as trust,
    star_rows.figure_ids
from star_rows
inner join cells on star_rows.cell_key = cells.cell_key
left join trusted on star_rows.cell_key = trusted.cell_key
inner join {{ ref('int_ever_published') }} as document on cells.document_id = document.document_id
inner join {{ ref('int_dim_unit_member') }} as unit on cells.document_id = unit.document_id and cells.unit_code = unit.member
