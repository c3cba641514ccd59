{#- How far a row of a fact can be trusted, by the best of the printed figures it stands for (`figures`: document_id, key, figure_id). -#}
{% macro trust_by_key(figures, key) -%}
select
    figures.{{ key }},
    case
        when max(coalesce(trust.confirmed_by, 0)) > 0 then 'confirmed'
        when max(coalesce(trust.waived_by, 0)) > 0 then 'waived'
        else 'single'
    end as trust
from {{ figures }} as figures
left join {{ ref('int_figure_trust') }} as trust on figures.figure_id = trust.figure_id
group by figures.{{ key }}
{%- endmacro %}
