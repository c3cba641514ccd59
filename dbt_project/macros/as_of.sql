{#- Table macros that travel with the release: a fact as readers saw it at a moment (UTC), and as it was first published. -#}
{% macro as_of_macro(version) -%}
{%- set fact = version.identifier | replace('_version', '') -%}
create or replace macro {{ version.schema }}.{{ fact }}_as_of(moment) as table
select fact.*
from {{ version }} as fact
where fact.document_id in (
    select validity.document_id
    from {{ ref('validity') }} as validity
    where validity.valid_from <= cast(moment as timestamp) and (validity.valid_to is null or cast(moment as timestamp) < validity.valid_to)
)
{%- endmacro %}

{% macro first_macro(version) -%}
{%- set fact = version.identifier | replace('_version', '') -%}
create or replace macro {{ version.schema }}.{{ fact }}_first() as table
select fact.*
from {{ version }} as fact
where fact.document_id in (select document.document_id from {{ ref('dim_document') }} as document where document.is_first)
{%- endmacro %}

{#- audit.difference(previous, later): any two documents beside each other, figure by figure. -#}
{% macro difference_macro() -%}
create or replace macro {{ this.schema }}.difference(previous, later) as table
{{ figure_changes('(select cast(previous as varchar) as previous_document_id, cast(later as varchar) as document_id)', ref('figure'), ref('claim')) }}
{%- endmacro %}
