select
    fact.three_public_key as wide_key,
    {{ wide_document_columns() }},
    fact.item,
    fact.item_name,
    case fact.item
        when 'abroad' then 'Travel abroad on official business'
        when 'vehicle_total' then 'Official vehicles: purchase and running'
        when 'vehicle_purchase' then 'Official vehicles: purchase'
        when 'vehicle_running' then 'Official vehicles: running'
        when 'reception' then 'Official receptions'
        else 'Not broken down'
    end as item_name_en,
    fact.main_item,
    case fact.main_item
        when 'abroad' then '因公出国（境）费'
        when 'vehicle_total' then '公务用车购置及运行维护费'
        when 'reception' then '公务接待费'
        else {{ undivided() }}
    end as main_item_name,
    fact.unit_key,
    unit.unit_code,
    unit.unit_name,
    {{ wide_amount_columns('fact') }},
    {{ wide_evidence_columns('fact') }}
from {{ ref('fact_three_public') }} as fact
inner join {{ ref('dim_document') }} as document on fact.document_id = document.document_id
inner join {{ ref('dim_unit') }} as unit on fact.unit_key = unit.unit_key
{{ wide_first_figure('fact') }}
