-- Every version that passes and so has been or is before readers, and the part of time in which it was.
with turns as (
    select
        document_id,
        min(valid_from) as valid_from,
        max(valid_to) as valid_to
    from {{ ref('int_document_validity') }}
    group by document_id
),

passing as (
    select
        version.document_id,
        place.version_key,
        version.body,
        version.region,
        version.fiscal_year,
        version.kind,
        version.scope,
        version.version,
        version.status
    from {{ ref('int_document_version') }} as version
    inner join {{ ref('int_version') }} as place on version.document_id = place.document_id
    inner join {{ ref('stg_verdict') }} as verdict on version.document_id = verdict.document_id and verdict.verdict = 'pass'
    inner join {{ ref('stg_document') }} as document on version.document_id = document.document_id and document.reading_status = 'read'
    where version.version is not null
)

select
    passing.document_id,
    passing.body,
    passing.region,
    passing.fiscal_year,
    passing.kind,
    passing.scope,
    passing.version,
    passing.status = 'published' as is_current,
    passing.version = min(passing.version) over (partition by passing.version_key) as is_first,
    turns.valid_from,
    case when passing.status <> 'published' then turns.valid_to end as valid_to
from passing
left join turns on passing.document_id = turns.document_id
