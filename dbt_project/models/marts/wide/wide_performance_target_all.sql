select
    fact.target_key as wide_key,
    {{ wide_document_columns() }},
    fact.unit_key,
    unit.unit_code,
    unit.unit_name,
    fact.target_scope,
    case fact.target_scope when 'project' then '项目绩效目标' else '整体绩效目标' end as target_scope_name,
    fact.project_key,
    fact.project_name,
    fact.indicator_path,
    fact.indicator_name,
    fact.operator,
    fact.target_value,
    fact.measure_unit,
    fact.weight_printed,
    fact.weight,
    fact.is_core,
    fact.trust,
    {{ wide_trust_name('fact.trust') }} as trust_name,
    fact.page
from {{ ref('fact_performance_target') }} as fact
inner join {{ ref('dim_document') }} as document on fact.document_id = document.document_id
inner join {{ ref('dim_unit') }} as unit on fact.unit_key = unit.unit_key
