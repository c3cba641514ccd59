-- Documents of the same body, year, kind and scope are versions of one disclosure, in the order of registration.
with keyed as (
    select
        identity.document_id,
        registration.sequence,
        case
            when identity.body is not null and identity.fiscal_year is not null and identity.kind is not null and identity.scope is not null
                then
                    {{ body_key('identity.body') }} || '/' || cast(identity.fiscal_year as varchar)
                    || '/' || identity.kind || '/' || identity.scope
        end as version_key
    from {{ ref('int_document_identity') }} as identity
    left join {{ ref('stg_registration') }} as registration on identity.document_id = registration.document_id
)

select
    document_id,
    version_key,
    case
        when version_key is not null
            then
                cast(
                    row_number() over (partition by version_key order by sequence asc nulls last, document_id asc) as integer
                )
    end as version
from keyed
