{#- One query for all the keys of a model: every value there is stands in the table it points to. -#}
{% test refers_to(model, keys) %}
{% for key in keys %}
select
    '{{ key.column }}' as column_name,
    cast(child.{{ key.column }} as varchar) as without_a_row,
    count(*) as rows_with_it
from {{ model }} as child
left join {{ key.to }} as parent on child.{{ key.column }} = parent.{{ key.field or key.column }}
where child.{{ key.column }} is not null and parent.{{ key.field or key.column }} is null
group by child.{{ key.column }}
{% if not loop.last %}union all{% endif %}
{% endfor %}
{% endtest %}
