-- Where each document stands among those of the same body, year, kind and scope, and whether readers see it.
with registered as (
    select
        identity.document_id,
        identity.body,
        identity.region,
        identity.fiscal_year,
        identity.kind,
        identity.scope,
        identity.reason as identity_reason,
        registration.sequence,
        case
            when identity.body is not null and identity.fiscal_year is not null and identity.kind is not null and identity.scope is not null
                then identity.body || '/' || cast(identity.fiscal_year as varchar) || '/' || identity.kind || '/' || identity.scope
        end as version_key
    from {{ ref('int_document_identity') }} as identity
    left join {{ ref('stg_registration') }} as registration on identity.document_id = registration.document_id
),

judged as (
    select
        registered.*,
        case
            when registered.version_key is not null
                then row_number() over (
                    partition by registered.version_key order by registered.sequence asc nulls last, registered.document_id asc
                )
        end as version,
        document.reading_status,
        document.reading_reason,
        verdict.verdict,
        verdict.reason as verdict_reason
    from registered
    left join {{ ref('stg_document') }} as document on registered.document_id = document.document_id
    left join {{ ref('stg_verdict') }} as verdict on registered.document_id = verdict.document_id
),

passing as (
    select
        version_key,
        max(version) as version
    from judged
    where verdict = 'pass' and version_key is not null and reading_status = 'read'
    group by version_key
)

select
    judged.document_id,
    judged.body,
    judged.region,
    judged.fiscal_year,
    judged.kind,
    judged.scope,
    cast(judged.version as integer) as version,
    case
        when judged.reading_status is null or judged.reading_status = 'unreadable' then 'unreadable'
        when judged.verdict = 'pass' and judged.version = passing.version then 'published'
        when judged.verdict = 'pass' and judged.version < passing.version then 'superseded'
        else 'quarantined'
    end as status,
    case
        when judged.reading_status is null then 'no reading of the file is landed'
        when judged.reading_status = 'unreadable' then coalesce(judged.reading_reason, 'the file could not be read')
        when judged.verdict = 'pass' and judged.version = passing.version then null
        when judged.verdict = 'pass' and judged.version < passing.version
            then 'version ' || cast(passing.version as varchar) || ' is published'
        else coalesce(judged.verdict_reason, judged.identity_reason, judged.reading_reason, 'not judged yet')
    end as status_reason
from judged
left join passing on judged.version_key = passing.version_key
