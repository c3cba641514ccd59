-- Where each document stands among those of the same body, year, kind and scope, and whether readers see it.
with last_word as (
    select
        document_id,
        max_by(decision, decided_at) as decision,
        max_by(decided_by, decided_at) as decided_by,
        max_by(reason, decided_at) as reason,
        max(decided_at) as decided_at
    from {{ ref('stg_decision') }}
    where decision in ('withdrawn', 'restored')
    group by document_id
),

judged as (
    select
        identity.document_id,
        identity.body,
        identity.region,
        identity.fiscal_year,
        identity.kind,
        identity.scope,
        identity.reason as identity_reason,
        place.version_key,
        place.version,
        document.reading_status,
        document.reading_reason,
        verdict.verdict,
        verdict.reason as verdict_reason,
        case
            when last_word.decision = 'withdrawn'
                then
                    'withdrawn on ' || cast(cast(last_word.decided_at as date) as varchar) || ' by ' || last_word.decided_by
                    || ': ' || last_word.reason
        end as withdrawal
    from {{ ref('int_document_identity') }} as identity
    inner join {{ ref('int_version') }} as place on identity.document_id = place.document_id
    left join {{ ref('stg_document') }} as document on identity.document_id = document.document_id
    left join {{ ref('stg_verdict') }} as verdict on identity.document_id = verdict.document_id
    left join last_word on identity.document_id = last_word.document_id
),

passing as (
    select
        version_key,
        max(version) as version
    from judged
    where verdict = 'pass' and version_key is not null and reading_status = 'read' and withdrawal is null
    group by version_key
)

select
    judged.document_id,
    judged.body,
    judged.region,
    judged.fiscal_year,
    judged.kind,
    judged.scope,
    judged.version,
    case
        when judged.withdrawal is not null then 'withdrawn'
        when judged.reading_status is null or judged.reading_status = 'unreadable' then 'unreadable'
        when judged.verdict = 'pass' and judged.version = passing.version then 'published'
        when judged.verdict = 'pass' and judged.version < passing.version then 'superseded'
        else 'quarantined'
    end as status,
    case
        when judged.withdrawal is not null then judged.withdrawal
        when judged.reading_status is null then 'no reading of the file is landed'
        when judged.reading_status = 'unreadable' then coalesce(judged.reading_reason, 'the file could not be read')
        when judged.verdict = 'pass' and judged.version = passing.version then null
        when judged.verdict = 'pass' and judged.version < passing.version
            then 'version ' || cast(passing.version as varchar) || ' is published'
        else coalesce(judged.verdict_reason, judged.identity_reason, judged.reading_reason, 'not judged yet')
    end as status_reason
from judged
left join passing on judged.version_key = passing.version_key
