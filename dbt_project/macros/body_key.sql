{#- A body under the one name that its documents of several years are joined by: 中国共产党江苏省委员会 is 中共江苏省委 (the Party's own short form). -#}
{% macro body_key(column) -%}
regexp_replace(replace({{ column }}, '中国共产党', '中共'), '^(中共.*[省市区县州盟旗])委员会', '\1委')
{%- endmacro %}
