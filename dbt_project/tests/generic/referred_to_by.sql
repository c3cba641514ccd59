{#- One query for all the tables that point to a model: every value of the key there is stands in it. `tables` are names in one text, as in `refers_to`. -#}
{% test referred_to_by(model, key, tables) %}
{% for table in tables.split() %}
select
    '{{ table }}' as table_name,
    child.{{ key }} as without_a_row,
    count(*) as rows_with_it
from {{ ref(table) }} as child
left join {{ model }} as parent on child.{{ key }} = parent.{{ key }}
where parent.{{ key }} is null
group by child.{{ key }}
{% if not loop.last %}union all{% endif %}
{% endfor %}
{% endtest %}
