-- The units (预算单位) each document speaks of. One that stands for the body as a whole is no part of it: the only unit a document
-- names; the one whose code begins all others' (302 of 302001, 302002); the one that bears the body's name beside its own office (本级).
with printed_units as (
    select
        document_id,
        unit_code,
        {{ folded_row_name('unit_name') }} as unit_name
    from {{ ref('int_figure') }}
    where unit_code is not null or unit_name is not null
    union all
    select
        document_id,
        unit_code,
        {{ folded_row_name('unit_name') }} as unit_name
    from {{ ref('stg_performance_target') }}
    where unit_code is not null or unit_name is not null
),

codes as (
    select
        document_id,
        unit_name,
        min(unit_code) as unit_code
    from printed_units
    where unit_code is not null and unit_name is not null
    group by document_id, unit_name
    having count(distinct unit_code) = 1
),

units as (
    select
        printed_units.document_id,
        coalesce(printed_units.unit_code, codes.unit_code, printed_units.unit_name) as unit_code,
        min(printed_units.unit_name) as unit_name
    from printed_units
    left join codes on printed_units.document_id = codes.document_id and printed_units.unit_name = codes.unit_name
    group by printed_units.document_id, coalesce(printed_units.unit_code, codes.unit_code, printed_units.unit_name)
),

marked as (
    select
        document_id,
        unit_code,
        coalesce(unit_name, unit_code) as unit_name,
        try_cast(unit_code as bigint) is not null as is_coded,
        count(*) over (partition by document_id) as units_named
    from units
),

spanned as (
    select
        *,
        min(unit_code) over (partition by document_id, is_coded) as first_code,
        max(unit_code) over (partition by document_id, is_coded) as last_code
    from marked
)

select
    spanned.document_id,
    spanned.unit_code,
    spanned.unit_name,
    spanned.units_named = 1
    or (
        spanned.is_coded
        and spanned.unit_code = spanned.first_code
        and spanned.first_code <> spanned.last_code
        and starts_with(spanned.last_code, spanned.first_code)
    )
    or (office.document_id is not null and not spanned.is_coded) as is_whole
from spanned
left join {{ ref('int_document_identity') }} as identity
    on spanned.document_id = identity.document_id and spanned.unit_name = {{ folded_row_name('identity.body') }}
left join units as office
    on identity.document_id = office.document_id and office.unit_name = {{ folded_row_name('identity.body') }} || '(本级)'
