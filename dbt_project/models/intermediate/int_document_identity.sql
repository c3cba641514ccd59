-- What each document is: as read, else as stated at registration; what is neither, or contradicts itself, is a reason.
with known as (
    select
        coalesce(document.document_id, registration.document_id) as document_id,
        coalesce(document.body, registration.stated_body) as body,
        coalesce(document.region, registration.stated_region) as region,
        coalesce(document.fiscal_year, registration.stated_year) as fiscal_year,
        coalesce(document.kind, registration.stated_kind) as kind,
        coalesce(document.scope, registration.stated_scope) as scope,
        case
            when document.body is not null and position('"body": "stated"' in document.identity_basis) = 0 then 'read'
            when coalesce(document.body, registration.stated_body) is not null then 'stated'
            else 'missing'
        end as body_basis,
        case
            when document.fiscal_year is not null and position('"fiscal_year": "stated"' in document.identity_basis) = 0 then 'read'
            when coalesce(document.fiscal_year, registration.stated_year) is not null then 'stated'
            else 'missing'
        end as fiscal_year_basis,
        case
            when document.kind is not null and position('"kind": "stated"' in document.identity_basis) = 0 then 'read'
            when coalesce(document.kind, registration.stated_kind) is not null then 'stated'
            else 'missing'
        end as kind_basis,
        case
            when document.scope is not null and position('"scope": "stated"' in document.identity_basis) = 0 then 'read'
            when coalesce(document.scope, registration.stated_scope) is not null then 'stated'
            else 'missing'
        end as scope_basis
    from {{ ref('stg_document') }} as document
    full outer join {{ ref('stg_registration') }} as registration on document.document_id = registration.document_id
),

contradiction as (
    select
        document_id,
        string_agg(explanation, '; ' order by explanation asc) as explanation
    from {{ ref('stg_problem') }}
    where problem = 'identity' and severity = 'blocking'
    group by document_id
),

missing as (
    select
        document_id,
        concat_ws(
            ', ',
            case when body_basis = 'missing' then 'body' end,
            case when fiscal_year_basis = 'missing' then 'fiscal year' end,
            case when kind_basis = 'missing' then 'kind' end,
            case when scope_basis = 'missing' then 'scope' end
        ) as fields
    from known
)

select
    known.*,
    case
        when contradiction.explanation is not null then contradiction.explanation
        when missing.fields <> '' then 'neither read nor stated: ' || missing.fields
    end as reason
from known
inner join missing on known.document_id = missing.document_id
left join contradiction on known.document_id = contradiction.document_id
