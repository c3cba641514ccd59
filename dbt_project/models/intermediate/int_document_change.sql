-- What kind of change each document is against the version before it that passed.
with figure_count as (
    select
        document_id,
        count(*) as changes
    from {{ ref('int_figure_change') }}
    group by document_id
),

missing_table as (
    select
        previous_document_id,
        document_id,
        count(*) as tables
    from {{ ref('int_version_comparison') }}
    where measure = 'table'
    group by previous_document_id, document_id
),

printed_text as (
    select
        document_id,
        count(*) as pages,
        count(text_digest) as known_pages,
        string_agg(text_digest, ',' order by page) as digests
    from {{ ref('stg_page') }}
    group by document_id
)

select
    document.document_id,
    previous.previous_document_id,
    case
        when document.status = 'withdrawn' then 'withdrawal'
        when document.version is null or document.status = 'unreadable' then null
        when previous.previous_document_id is null then 'first'
        when missing_table.tables > 0 then 'partial'
        when figure_count.changes > 0 then 'numbers'
        when own.digests = earlier.digests and own.known_pages = own.pages and earlier.known_pages = earlier.pages then 'byte_noise'
        else 'cosmetic'
    end as change_kind
from {{ ref('int_document_version') }} as document
left join {{ ref('int_previous_version') }} as previous on document.document_id = previous.document_id
left join figure_count on document.document_id = figure_count.document_id
left join missing_table
    on previous.document_id = missing_table.document_id and previous.previous_document_id = missing_table.previous_document_id
left join printed_text as own on document.document_id = own.document_id
left join printed_text as earlier on previous.previous_document_id = earlier.document_id
