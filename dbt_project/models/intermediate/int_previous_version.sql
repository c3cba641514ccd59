{{ config(materialized='view') }}

-- Each version and the one before it that passed: what a reader would compare it with.
select
    later.document_id,
    max_by(earlier.document_id, earlier.version) as previous_document_id
from {{ ref('int_version') }} as later
inner join {{ ref('int_version') }} as earlier
    on later.version_key = earlier.version_key and later.version > earlier.version
inner join {{ ref('stg_verdict') }} as verdict on earlier.document_id = verdict.document_id and verdict.verdict = 'pass'
inner join {{ ref('stg_document') }} as document on later.document_id = document.document_id and document.reading_status = 'read'
group by later.document_id
