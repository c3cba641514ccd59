{#- One query where `unique` and `not_null` are two: every value there, and each once. -#}
{% test is_key(model, column_name) %}
select
    {{ column_name }},
    count(*) as rows_with_it
from {{ model }}
group by {{ column_name }}
having count(*) > 1 or {{ column_name }} is null
{% endtest %}
