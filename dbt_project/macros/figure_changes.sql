{#- The figures that differ between the two documents of each pair (previous_document_id, document_id), tables and prose.

    A figure is told from others by its table's family, side, code (else name), unit, economic codes and column: not by its place, which moves when
    a row is added. Figures of one such row that have the same value are paired first; the rest in the order of the page. -#}
{% macro figure_changes(pairs, figures, claims) -%}
with figure as (
    select
        document_id,
        figure_id,
        table_family,
        table_no,
        row_no,
        row_side,
        row_code,
        row_name,
        unit_name,
        economic_code,
        gov_economic_code,
        column_name,
        printed,
        amount_yuan
    from {{ figures }}
    where amount_yuan is not null or printed <> ''
    union all
    select
        document_id,
        claim_id as figure_id,
        'prose' as table_family,
        page as table_no,
        cast(top as integer) as row_no,
        cast(subject_year as varchar) as row_side,
        null as row_code,
        subject as row_name,
        null as unit_name,
        null as economic_code,
        null as gov_economic_code,
        coalesce(concept, 'figure') || coalesce(' ' || direction, '') as column_name,
        printed,
        amount_yuan
    from {{ claims }}
),

keyed as (
    select
        figure.*,
        coalesce(cast(amount_yuan as varchar), printed) as said,
        concat(
            table_family, '|', coalesce(row_side, ''), '|',
            coalesce(row_code, translate(coalesce(row_name, ''), ' 　', '')), '|', coalesce(unit_name, ''), '|',
            coalesce(economic_code, ''), '|', coalesce(gov_economic_code, ''), '|', column_name
        ) as row_key
    from figure
),

sided as (
    select
        pair.previous_document_id || '|' || pair.document_id as pair_key,
        pair.previous_document_id,
        pair.document_id as later_document_id,
        'old' as side,
        keyed.*
    from {{ pairs }} as pair
    inner join keyed on pair.previous_document_id = keyed.document_id
    union all
    select
        pair.previous_document_id || '|' || pair.document_id as pair_key,
        pair.previous_document_id,
        pair.document_id as later_document_id,
        'new' as side,
        keyed.*
    from {{ pairs }} as pair
    inner join keyed on pair.document_id = keyed.document_id
),

numbered as (
    select
        *,
        row_number() over (partition by pair_key, side, row_key, said order by table_no, row_no, figure_id) as alike
    from sided
),

counted as (
    select
        *,
        count(*) over (partition by pair_key, row_key, said, alike) as sides
    from numbered
),

differing as (
    select
        *,
        row_number() over (partition by pair_key, side, row_key order by table_no, row_no, figure_id) as place
    from counted
    where sides = 1
),

old as (
    select * from differing where side = 'old'
),

new as (
    select * from differing where side = 'new'
)

select
    coalesce(new.later_document_id, old.later_document_id) as document_id,
    coalesce(new.previous_document_id, old.previous_document_id) as previous_document_id,
    coalesce(new.table_family, old.table_family) as table_family,
    coalesce(new.row_side, old.row_side) as row_side,
    coalesce(new.row_code, old.row_code) as row_code,
    coalesce(new.row_name, old.row_name) as row_name,
    coalesce(new.unit_name, old.unit_name) as unit_name,
    coalesce(new.economic_code, old.economic_code) as economic_code,
    coalesce(new.gov_economic_code, old.gov_economic_code) as gov_economic_code,
    coalesce(new.column_name, old.column_name) as column_name,
    case when old.figure_id is null then 'added' when new.figure_id is null then 'removed' else 'changed' end as change_kind,
    old.printed as old_printed,
    new.printed as new_printed,
    cast(old.amount_yuan as decimal(24, 6)) as old_amount_yuan,
    cast(new.amount_yuan as decimal(24, 6)) as new_amount_yuan,
    cast(new.amount_yuan - old.amount_yuan as decimal(24, 6)) as difference_yuan,
    old.figure_id as old_figure_id,
    new.figure_id as new_figure_id
from old
full outer join new on old.pair_key = new.pair_key and old.row_key = new.row_key and old.place = new.place
{%- endmacro %}
