-- The units (预算单位) each document speaks of. A document that names one unit only is that unit's own: its figures are not broken down by unit.
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
    document_id,
    unit_code,
    coalesce(unit_name, unit_code) as unit_name,
    count(*) over (partition by document_id) = 1 as is_only_unit
from units
