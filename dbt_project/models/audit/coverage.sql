select
    document_id,
    tables_read,
    tables_empty,
    tables_refused,
    rules,
    rules_evaluated,
    identities_evaluated,
    identities_held,
    identities_failed,
    blocking_failed,
    identities_not_evaluable,
    money_figures,
    covered_figures,
    expected_rules,
    expected_figures
from {{ ref('int_document_coverage') }}
