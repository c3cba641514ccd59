-- The units (预算单位) each document speaks of. One that stands for the body as a whole is no part of it: the only unit a document names; the one whose
-- code begins all others' (302 of 302001, 302002); the one that bears the body's name beside the body's own office (本级).
with printed_units as (
    select document_id, unit_code, {{ folded_row_name('unit_name') }} as unit_name
    from {{ ref('int_figure') }}
    where unit_code is not null or unit_name is not null
    union all
    select document_id, unit_code, {{ folded_row_name('unit_name') }} as unit_name
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
)

select
    units.document_id,
    units.unit_code,
    coalesce(units.unit_name, units.unit_code) as unit_name,
    count(*) over (partition by units.document_id) = 1
    or (
        try_cast(units.unit_code as bigint) is not null
        and count(*) over (partition by units.document_id, try_cast(units.unit_code as bigint) is not null) > 1
        and units.unit_code = min(units.unit_code) over (partition by units.document_id, try_cast(units.unit_code as bigint) is not null)
        and starts_with(max(units.unit_code) over (partition by units.document_id, try_cast(units.unit_code as bigint) is not null), units.unit_code)
    )
    or coalesce(units.unit_code = {{ folded_row_name('identity.body') }} and offices.document_id is not null, false) as is_whole
from units
inner join {{ ref('int_document_identity') }} as identity on units.document_id = identity.document_id
left join units as offices
    on units.document_id = offices.document_id and offices.unit_name = {{ folded_row_name('identity.body') }} || '(本级)'
