select
    fact.revenue_key,
    fact.document_id,
    fact.fiscal_year,
    fact.kind,
    fact.scope,
    fact.function_code,
    fact.unit_key,
    fact.unit_code,
    fact.fund,
    fact.revenue_source,
    fact.row_kind,
    fact.amount_yuan,
    fact.amount_wanyuan,
    fact.bound_yuan,
    fact.trust,
    fact.figure_ids
from {{ ref('fact_revenue_version') }} as fact
inner join {{ ref('int_published_document') }} as document on fact.document_id = document.document_id
