select
    fact.target_key,
    fact.document_id,
    fact.fiscal_year,
    fact.kind,
    fact.scope,
    fact.unit_key,
    fact.unit_code,
    fact.target_scope,
    fact.project_name,
    fact.project_key,
    fact.indicator_name,
    fact.indicator_path,
    fact.weight_printed,
    fact.weight,
    fact.operator,
    fact.target_value,
    fact.measure_unit,
    fact.is_core,
    fact.trust,
    fact.page
from {{ ref('fact_performance_target_version') }} as fact
inner join {{ ref('int_published_document') }} as document on fact.document_id = document.document_id
