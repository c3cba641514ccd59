with {{ wide_expenditure_ctes('economic_code', wide_classification_lineage('economic_code', 'dim_economic')) }}

select
    md5(concat_ws('|', wide_rows.document_id, wide_rows.member, wide_rows.expenditure_type, wide_rows.fund)) as wide_key,
    {{ wide_document_columns() }},
    wide_rows.member as economic_code,
    member.economic_name,
    coalesce(label.label_en, member.economic_name) as economic_name_en,
    label.label_en is not null as has_english,
    member.economic_level,
    member.class_code,
    member.class_name,
    coalesce(class_label.label_en, member.class_name) as class_name_en,
    member.section_code,
    member.section_name,
    coalesce(section_label.label_en, member.section_name) as section_name_en,
    {{ wide_type_and_fund_columns() }},
    {{ wide_amount_columns('wide_rows') }},
    {{ wide_evidence_columns('wide_rows') }}
from wide_rows
inner join {{ ref('dim_document') }} as document on wide_rows.document_id = document.document_id
inner join {{ ref('dim_economic') }} as member on wide_rows.member = member.economic_code
inner join {{ ref('dim_expenditure_type') }} as type on wide_rows.expenditure_type = type.expenditure_type
inner join {{ ref('dim_fund') }} as fund on wide_rows.fund = fund.fund
{{ wide_english('member.economic_code', 'economic', 'label') }}
{{ wide_english('member.class_code', 'economic', 'class_label') }}
{{ wide_english('member.section_code', 'economic', 'section_label') }}
{{ wide_first_figure('wide_rows') }}
