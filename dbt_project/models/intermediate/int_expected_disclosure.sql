{{ config(materialized='view') }}

-- Which disclosures are expected, from what the documents say themselves. A body that has published owes every year and kind that anybody
-- published since its first year. A unit (所属单位) that a department's document names owes the same year and kind.
with documents as (
    select
        version.document_id,
        version.body,
        version.region,
        version.fiscal_year,
        version.kind,
        version.scope,
        version.status,
        coalesce(registration.source_url, registration.file_name) as place,
        replace({{ folded_row_name(body_key('version.body')) }}, '(本级)', '') as body_key
    from {{ ref('int_document_version') }} as version
    left join {{ ref('stg_registration') }} as registration on version.document_id = registration.document_id
    where version.body is not null and version.fiscal_year is not null and version.kind is not null and version.scope is not null
),

kind_years as (
    select distinct
        kind,
        fiscal_year
    from documents
),

bodies as (
    select
        body_key,
        scope,
        min(body) as body,
        min(region) as region,
        min(fiscal_year) as first_year
    from documents
    group by body_key, scope
),

owed as (
    select
        bodies.body_key,
        bodies.body,
        bodies.region,
        kind_years.fiscal_year,
        kind_years.kind,
        bodies.scope,
        'disclosed_before' as basis,
        cast(null as varchar) as department,
        cast(null as varchar) as named_in
    from bodies
    inner join kind_years on bodies.first_year <= kind_years.fiscal_year
    union all
    select
        replace({{ folded_row_name('unit.unit_name') }}, '(本级)', '') as body_key,
        unit.unit_name as body,
        documents.region,
        documents.fiscal_year,
        documents.kind,
        'unit' as scope,
        'named_by_department' as basis,
        documents.body as department,
        documents.document_id as named_in
    from {{ ref('int_dim_unit') }} as unit
    inner join documents on unit.document_id = documents.document_id
    where not unit.is_whole and documents.scope = 'department' and try_cast(unit.unit_name as bigint) is null
),

expected as (
    select
        body_key,
        fiscal_year,
        kind,
        scope,
        coalesce(min(case when basis = 'disclosed_before' then body end), min(body)) as body,
        min(region) as region,
        min(basis) as basis,
        max(department) as department,
        max(named_in) as named_in
    from owed
    group by body_key, fiscal_year, kind, scope
),

received as (
    select
        body_key,
        fiscal_year,
        kind,
        scope,
        count(*) as documents,
        count(distinct case when status in ('published', 'superseded') then place end) as places,
        max(case when status = 'published' then document_id end) as document_id
    from documents
    group by body_key, fiscal_year, kind, scope
)

select
    md5(concat_ws('|', expected.body_key, cast(expected.fiscal_year as varchar), expected.kind, expected.scope)) as expected_id,
    expected.body,
    expected.region,
    expected.fiscal_year,
    expected.kind,
    expected.scope,
    case
        when received.places > 1 then 'twice'
        when received.document_id is not null then 'published'
        when received.documents > 0 then 'held_back'
        when expected.fiscal_year <= due.through_year then 'overdue'
        else 'missing'
    end as status,
    cast(make_date(expected.fiscal_year + due.years_after, due.month_no, due.day_no) as date) as due_on,
    expected.basis,
    expected.department,
    expected.named_in,
    received.document_id,
    cast(coalesce(received.documents, 0) as integer) as documents
from expected
left join received
    on
        expected.body_key = received.body_key
        and expected.fiscal_year = received.fiscal_year
        and expected.kind = received.kind
        and expected.scope = received.scope
left join {{ ref('stg_due_date') }} as due on expected.kind = due.kind
