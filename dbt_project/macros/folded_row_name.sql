{#- A row name as names are compared: no white space, half-width brackets and colon, no enumerator (一、（二）3.), no 其中 mark.
    The one place with regular expressions: another engine needs another line here. -#}
{% macro folded_row_name(column) -%}
regexp_replace(
    regexp_replace(
        translate(regexp_replace({{ column }}, '[\s　]+', '', 'g'), '（）：．', '():.'),
        '^(其中:?)?([一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|[(]?[0-9]+[)、.]|[0-9]+[.、])?', ''
    ),
    ':$', ''
)
{%- endmacro %}
