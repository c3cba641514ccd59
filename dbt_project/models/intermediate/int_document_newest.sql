-- For each body, year, kind and scope the document that was registered last: the one that other documents are compared with.
with ranked as (
    select
        identity.document_id,
        identity.body,
        {{ folded_row_name(body_key('identity.body')) }} as folded_body,
        identity.fiscal_year,
        identity.kind,
        identity.scope,
        row_number() over (
            partition by {{ body_key('identity.body') }}, identity.fiscal_year, identity.kind, identity.scope
            order by registration.sequence desc nulls last, identity.document_id asc
        ) as place
    from {{ ref('int_document_identity') }} as identity
    left join {{ ref('stg_registration') }} as registration on identity.document_id = registration.document_id
    where
        identity.body is not null and identity.fiscal_year is not null and identity.kind is not null and identity.scope is not null
        and identity.reason is null
)

select
    document_id,
    body,
    folded_body,
    fiscal_year,
    kind,
    scope
from ranked
where place = 1
