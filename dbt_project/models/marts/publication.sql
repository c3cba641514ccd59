-- One row for the release. What only the publication knows (release_id, published_at, code_version, built_from, expectations_run, citation)
-- is written into the released copy; in the working warehouse it is NULL.
with documents as (
    select
        count(*) as documents,
        count(*) filter (where status = 'published') as documents_published,
        count(*) filter (where status = 'superseded') as documents_superseded,
        count(*) filter (where status = 'withdrawn') as documents_withdrawn,
        count(*) filter (where status = 'quarantined') as documents_quarantined,
        count(*) filter (where status = 'unreadable') as documents_unreadable,
        count(distinct case when status = 'published' then body end) as bodies_published
    from {{ ref('document') }}
),

facts as (
    select count(*) as facts from {{ ref('fact_expenditure') }}
    union all
    select count(*) as facts from {{ ref('fact_revenue') }}
    union all
    select count(*) as facts from {{ ref('fact_three_public') }}
    union all
    select count(*) as facts from {{ ref('fact_project') }}
    union all
    select count(*) as facts from {{ ref('fact_performance_target') }}
),

identities as (
    select
        count(*) filter (where identity.status = 'holds') as identities_hold,
        count(*) filter (where identity.status = 'fails') as identities_fail,
        count(*) filter (where identity.status = 'waived') as identities_waived,
        count(*) filter (where identity.status = 'not_evaluable') as identities_not_evaluable,
        count(*) filter (where identity.status = 'fails' and document.status = 'published') as identities_fail_published
    from {{ ref('identity') }} as identity
    inner join {{ ref('document') }} as document on identity.document_id = document.document_id
),

accuracy as (
    select
        count(distinct document_id) as accuracy_documents,
        coalesce(sum(cells), 0) as accuracy_cells,
        coalesce(sum(matched), 0) as accuracy_matched,
        coalesce(sum(silent), 0) as accuracy_silent
    from {{ ref('accuracy') }}
)

select
    cast(null as varchar) as release_id,
    cast(null as timestamp) as published_at,
    cast(null as varchar) as code_version,
    cast(null as varchar) as built_from,
    cast(documents.documents as bigint) as documents,
    cast(documents.documents_published as bigint) as documents_published,
    cast(documents.documents_superseded as bigint) as documents_superseded,
    cast(documents.documents_withdrawn as bigint) as documents_withdrawn,
    cast(documents.documents_quarantined as bigint) as documents_quarantined,
    cast(documents.documents_unreadable as bigint) as documents_unreadable,
    cast(documents.bodies_published as bigint) as bodies_published,
    cast((select count(*) from {{ ref('figure') }}) as bigint) as figures,
    cast((select sum(facts.facts) from facts) as bigint) as facts,
    cast(identities.identities_hold as bigint) as identities_hold,
    cast(identities.identities_fail as bigint) as identities_fail,
    cast(identities.identities_fail_published as bigint) as identities_fail_published,
    cast(identities.identities_waived as bigint) as identities_waived,
    cast(identities.identities_not_evaluable as bigint) as identities_not_evaluable,
    cast(null as bigint) as expectations_run,
    cast(accuracy.accuracy_documents as bigint) as accuracy_documents,
    cast(accuracy.accuracy_cells as bigint) as accuracy_cells,
    cast(accuracy.accuracy_matched as bigint) as accuracy_matched,
    cast(accuracy.accuracy_silent as bigint) as accuracy_silent,
    cast(null as varchar) as citation
from documents
cross join identities
cross join accuracy
