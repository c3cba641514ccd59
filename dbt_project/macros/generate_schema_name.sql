{#- The schemas are exactly raw, control, staging, intermediate, audit and marts: no prefix of a target. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name if custom_schema_name is not none else target.schema }}
{%- endmacro %}
