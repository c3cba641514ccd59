select
    expected_id,
    body,
    region,
    fiscal_year,
    kind,
    scope,
    status,
    due_on,
    basis,
    department,
    named_in,
    document_id,
    documents
from {{ ref('int_expected_disclosure') }}
