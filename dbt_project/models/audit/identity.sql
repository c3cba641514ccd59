select
    identity_id,
    document_id,
    identity,
    severity,
    shape,
    subject,
    status,
    lhs,
    rhs,
    difference,
    tolerance,
    term_count,
    lhs_term_count,
    terms,
    figure_ids,
    explanation
from {{ ref('int_identity') }}
