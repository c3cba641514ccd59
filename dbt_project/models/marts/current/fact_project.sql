select
    fact.project_key,
    fact.document_id,
    fact.fiscal_year,
    fact.kind,
    fact.scope,
    fact.unit_key,
    fact.unit_code,
    fact.project_name,
    fact.amount_yuan,
    fact.amount_wanyuan,
    fact.trust,
    fact.figure_ids
from {{ ref('fact_project_version') }} as fact
inner join {{ ref('int_published_document') }} as document on fact.document_id = document.document_id
