{#-
    One query for all the keys of a model: every value there is stands in the table it points to. `keys` has a line `column = table.column` for each, in
    one text, because dbt renders each text of a test's arguments by itself (5 ms).
-#}
{% test refers_to(model, keys) %}
{% for key in keys.strip().splitlines() %}
{%- set column, to = key.split(' = ') %}
{%- set table, field = to.split('.') %}
select
    '{{ column }}' as column_name,
    cast(child.{{ column }} as varchar) as without_a_row,
    count(*) as rows_with_it
from {{ model }} as child
left join {{ ref(table) }} as parent on child.{{ column }} = parent.{{ field }}
where child.{{ column }} is not null and parent.{{ field }} is null
group by child.{{ column }}
{% if not loop.last %}union all{% endif %}
{% endfor %}
{% endtest %}
