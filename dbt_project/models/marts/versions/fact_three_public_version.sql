{{ config(post_hook=["{{ as_of_macro(this) }}", "{{ first_macro(this) }}"]) }}
with printed_figures as (
    select
        cell_id,
        unnest(figure_ids) as figure_id
    from {{ ref('int_expenditure_three_public') }}
),

trusted as (
    {{ trust_by_key('printed_figures', 'cell_id') }}
)

select
    md5(concat_ws('|', cell.document_id, cell.item, cell.unit_code)) as three_public_key,
    cell.document_id,
    document.fiscal_year,
    document.kind,
    document.scope,
    unit.unit_key,
    unit.unit_code,
    cell.item,
    case cell.item
        when 'abroad' then '因公出国（境）费'
        when 'vehicle_total' then '公务用车购置及运行维护费'
        when 'vehicle_purchase' then '公务用车购置费'
        when 'vehicle_running' then '公务用车运行维护费'
        when 'reception' then '公务接待费'
        else {{ undivided() }}
    end as item_name,
    case when cell.item like 'vehicle%' then 'vehicle_total' else cell.item end as main_item,
    case
        when residual.is_finest then 'published'
        when abs(residual.residual_yuan) <= residual.bound_yuan then 'rounding'
        else 'margin'
    end as row_kind,
    cast(residual.residual_yuan as decimal(24, 6)) as amount_yuan,
    cast(residual.residual_yuan * 0.0001 as decimal(28, 10)) as amount_wanyuan,
    cast(case when abs(residual.residual_yuan) <= residual.bound_yuan then residual.bound_yuan end as decimal(24, 6)) as bound_yuan,
    coalesce(trusted.trust, 'single') as trust,
    cell.figure_ids
from {{ ref('int_expenditure_three_public') }} as cell
inner join {{ ref('int_expenditure_three_public_residual') }} as residual on cell.cell_id = residual.cell_id
left join trusted on cell.cell_id = trusted.cell_id
inner join {{ ref('int_ever_published') }} as document on cell.document_id = document.document_id
inner join {{ ref('int_dim_unit_member') }} as unit on cell.document_id = unit.document_id and cell.unit_code = unit.member
where residual.is_finest or residual.residual_yuan <> 0
