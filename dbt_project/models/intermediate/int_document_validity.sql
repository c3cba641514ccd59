{{ config(materialized='view') }}

-- From when to when readers saw each version: at every moment the newest that passes, was published by then and was not withdrawn.
with passing as (
    select
        place.document_id,
        place.version_key,
        place.version,
        publication.published_at
    from {{ ref('int_version') }} as place
    inner join {{ ref('stg_document') }} as document on place.document_id = document.document_id and document.reading_status = 'read'
    inner join {{ ref('stg_verdict') }} as verdict on place.document_id = verdict.document_id and verdict.verdict = 'pass'
    inner join {{ ref('stg_publication') }} as publication on place.document_id = publication.document_id
    where place.version_key is not null
),

word as (
    select
        passing.version_key,
        decision.document_id,
        decision.decision,
        decision.decided_at
    from {{ ref('stg_decision') }} as decision
    inner join passing on decision.document_id = passing.document_id
    where decision.decision in ('withdrawn', 'restored')
),

moments as (
    select
        version_key,
        published_at as moment
    from passing
    union
    select
        version_key,
        decided_at as moment
    from word
),

reached as (
    select
        moments.version_key,
        moments.moment,
        passing.document_id,
        passing.version,
        max_by(word.decision, word.decided_at) as last_word
    from moments
    inner join passing on moments.version_key = passing.version_key and moments.moment >= passing.published_at
    left join word on passing.document_id = word.document_id and moments.moment >= word.decided_at
    group by moments.version_key, moments.moment, passing.document_id, passing.version
),

seen as (
    select
        version_key,
        moment,
        max_by(document_id, version) filter (where coalesce(last_word, 'restored') = 'restored') as document_id
    from reached
    group by version_key, moment
),

compared as (
    select
        *,
        lag(document_id) over (partition by version_key order by moment) as seen_before
    from seen
),

turns as (
    select
        document_id,
        moment as valid_from,
        lead(moment) over (partition by version_key order by moment) as valid_to
    from compared
    where document_id is distinct from seen_before
)

select
    document_id,
    valid_from,
    valid_to
from turns
where document_id is not null
