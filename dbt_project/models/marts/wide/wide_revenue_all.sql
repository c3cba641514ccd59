select
    fact.revenue_key as wide_key,
    {{ wide_document_columns() }},
    fact.revenue_source,
    case fact.revenue_source
        when 'current_year' then '本年收入'
        when 'carry_over' then '上年结转'
        when 'surplus_used' then '使用结余'
        else {{ undivided() }}
    end as revenue_source_name,
    case fact.revenue_source
        when 'current_year' then 'Revenue of the year'
        when 'carry_over' then 'Carried over from last year'
        when 'surplus_used' then 'Surplus used'
        else 'Not broken down'
    end as revenue_source_name_en,
    {{ wide_fund_columns('fact') }},
    fact.function_code,
    member.function_name,
    coalesce(label.label_en, member.function_name) as function_name_en,
    label.label_en is not null as has_english,
    member.class_code,
    member.class_name,
    member.section_code,
    member.section_name,
    member.item_code,
    member.item_name,
    fact.unit_key,
    unit.unit_code,
    unit.unit_name,
    {{ wide_amount_columns('fact') }},
    {{ wide_evidence_columns('fact') }}
from {{ ref('fact_revenue') }} as fact
inner join {{ ref('dim_document') }} as document on fact.document_id = document.document_id
inner join {{ ref('dim_function') }} as member on fact.function_code = member.function_code
inner join {{ ref('dim_unit') }} as unit on fact.unit_key = unit.unit_key
inner join {{ ref('dim_fund') }} as fund on fact.fund = fund.fund
{{ wide_english('member.function_code', 'function', 'label') }}
{{ wide_first_figure('fact') }}
