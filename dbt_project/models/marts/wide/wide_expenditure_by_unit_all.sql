with {{ wide_expenditure_ctes('unit_key', wide_unit_lineage()) }}

select
    md5(concat_ws('|', wide_rows.document_id, wide_rows.member, wide_rows.expenditure_type, wide_rows.fund)) as wide_key,
    {{ wide_document_columns() }},
    wide_rows.member as unit_key,
    member.unit_code,
    member.unit_name,
    member.unit_level,
    {{ wide_type_and_fund_columns() }},
    {{ wide_amount_columns('wide_rows') }},
    {{ wide_evidence_columns('wide_rows') }}
from wide_rows
inner join {{ ref('dim_document') }} as document on wide_rows.document_id = document.document_id
inner join {{ ref('dim_unit') }} as member on wide_rows.member = member.unit_key
inner join {{ ref('dim_expenditure_type') }} as type on wide_rows.expenditure_type = type.expenditure_type
inner join {{ ref('dim_fund') }} as fund on wide_rows.fund = fund.fund
{{ wide_first_figure('wide_rows') }}
