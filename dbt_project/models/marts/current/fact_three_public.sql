select
    fact.three_public_key,
    fact.document_id,
    fact.fiscal_year,
    fact.kind,
    fact.scope,
    fact.unit_key,
    fact.unit_code,
    fact.item,
    fact.item_name,
    fact.main_item,
    fact.row_kind,
    fact.amount_yuan,
    fact.amount_wanyuan,
    fact.bound_yuan,
    fact.trust,
    fact.figure_ids
from {{ ref('fact_three_public_version') }} as fact
inner join {{ ref('int_published_document') }} as document on fact.document_id = document.document_id
