{{ config(post_hook=["{{ as_of_macro(this) }}", "{{ first_macro(this) }}"]) }}
with projects as (
    select
        document_id,
        project_name,
        min(project_key) as project_key
    from {{ ref('fact_project_version') }}
    group by document_id, project_name
    having count(*) = 1
),

targets as (
    select
        *,
        {{ unit_member('printed') }} as unit_member
    from {{ ref('stg_performance_target') }} as printed
)

select
    target.target_id as target_key,
    target.document_id,
    document.fiscal_year,
    document.kind,
    document.scope,
    unit.unit_key,
    unit.unit_code,
    case when target.project_name is null then 'body' else 'project' end as target_scope,
    coalesce(target.project_name, {{ undivided() }}) as project_name,
    coalesce(projects.project_key, {{ undivided() }}) as project_key,
    target.indicator_name,
    target.indicator_path,
    target.weight_printed,
    cast(target.weight as decimal(24, 6)) as weight,
    target.operator,
    target.target_value,
    target.measure_unit,
    target.is_core,
    case
        when coalesce(trust.confirmed_by, 0) > 0 then 'confirmed'
        when coalesce(trust.waived_by, 0) > 0 then 'waived'
        else 'single'
    end as trust,
    cast(target.page as integer) as page
from targets as target
inner join {{ ref('int_ever_published') }} as document on target.document_id = document.document_id
left join {{ ref('int_figure_trust') }} as trust on target.target_id = trust.figure_id
left join projects on target.document_id = projects.document_id and target.project_name = projects.project_name
inner join {{ ref('int_dim_unit_member') }} as unit
    on target.document_id = unit.document_id and target.unit_member = unit.member
