-- The members of the unit axis of each document, and their keys: the body as a whole ('未分解'), and its units.
-- The body bears the code that the document prints for it, or that of the unit that stands for it.
with codes as (
    select
        document_id,
        min(unit_code) as unit_code
    from {{ ref('int_dim_unit') }}
    where is_whole and unit_code <> unit_name
    group by document_id
),

members as (
    select
        document.document_id,
        {{ undivided() }} as member,
        coalesce(document.body_code, codes.unit_code, {{ undivided() }}) as unit_code,
        coalesce(identity.body, {{ undivided() }}) as unit_name
    from {{ ref('stg_document') }} as document
    left join {{ ref('int_document_identity') }} as identity on document.document_id = identity.document_id
    left join codes on document.document_id = codes.document_id
    union all
    select
        document_id,
        unit_code as member,
        unit_code,
        unit_name
    from {{ ref('int_dim_unit') }}
    where not is_whole
)

select
    members.document_id,
    members.member,
    md5(concat_ws('|', {{ body_key('identity.body') }}, members.member)) as unit_key,
    members.unit_code,
    members.unit_name,
    md5(concat_ws('|', {{ body_key('identity.body') }}, {{ undivided() }})) as parent_unit_key,
    identity.body,
    identity.region
from members
inner join {{ ref('int_document_identity') }} as identity on members.document_id = identity.document_id
