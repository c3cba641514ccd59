with projects as (
    select
        *,
        'published' as row_kind,
        cast(null as decimal(24, 6)) as bound_yuan
    from {{ ref('fact_project') }}
),

targets as (
    select
        project_key,
        count(*) as target_count
    from {{ ref('fact_performance_target') }}
    group by project_key
)

select
    projects.project_key as wide_key,
    {{ wide_document_columns() }},
    projects.unit_key,
    unit.unit_code,
    unit.unit_name,
    projects.project_name,
    cast(coalesce(targets.target_count, 0) as integer) as target_count,
    {{ wide_amount_columns('projects') }},
    {{ wide_evidence_columns('projects') }}
from projects
inner join {{ ref('dim_document') }} as document on projects.document_id = document.document_id
inner join {{ ref('dim_unit') }} as unit on projects.unit_key = unit.unit_key
left join targets on projects.project_key = targets.project_key
{{ wide_first_figure('projects') }}
