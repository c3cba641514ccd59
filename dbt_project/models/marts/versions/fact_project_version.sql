{{ config(post_hook=["{{ as_of_macro(this) }}", "{{ first_macro(this) }}"]) }}
-- A project may stand in several rows (sub-projects below it): the finest rows count.
with parents as (
    select distinct
        document_id,
        table_no,
        parent_row_no as row_no
    from {{ ref('int_figure_row') }}
    where parent_row_no is not null
),

figures as (
    select
        *,
        {{ unit_member('project') }} as unit_member
    from {{ ref('int_figure') }} as project
    where project.table_family = 'project' and project.measure = 'total' and project.amount_yuan is not null
)

select
    md5(figure.figure_id) as project_key,
    figure.document_id,
    document.fiscal_year,
    document.kind,
    document.scope,
    unit.unit_key,
    unit.unit_code,
    figure.row_name as project_name,
    cast(figure.amount_yuan as decimal(24, 6)) as amount_yuan,
    cast(figure.amount_yuan * 0.0001 as decimal(28, 10)) as amount_wanyuan,
    case
        when coalesce(trust.confirmed_by, 0) > 0 then 'confirmed'
        when coalesce(trust.waived_by, 0) > 0 then 'waived'
        else 'single'
    end as trust,
    [figure.figure_id] as figure_ids
from figures as figure
inner join {{ ref('int_figure_row') }} as figure_row
    on
        figure.document_id = figure_row.document_id
        and figure.table_no = figure_row.table_no
        and figure.row_no = figure_row.row_no
inner join {{ ref('int_ever_published') }} as document on figure.document_id = document.document_id
left join {{ ref('int_figure_trust') }} as trust on figure.figure_id = trust.figure_id
left join parents
    on
        figure.document_id = parents.document_id
        and figure.table_no = parents.table_no
        and figure.row_no = parents.row_no
inner join {{ ref('int_dim_unit_member') }} as unit
    on figure.document_id = unit.document_id and figure.unit_member = unit.member
where
    figure_row.role not in ('grand_total', 'other_total', 'unit')
    and parents.row_no is null
