-- How much of each document the identities reached: rules and money figures.
with document as (
    select document_id from {{ ref('int_document_identity') }}
),

identity_count as (
    select
        document_id,
        count(case when status in ('holds', 'fails', 'waived') then 1 end) as identities_evaluated,
        count(case when status = 'holds' then 1 end) as identities_held,
        count(case when status = 'fails' then 1 end) as identities_failed,
        count(case when status = 'fails' and severity = 'blocking' then 1 end) as blocking_failed,
        count(case when status = 'not_evaluable' then 1 end) as identities_not_evaluable,
        count(distinct case when status in ('holds', 'fails', 'waived') then identity end) as rules_evaluated,
        count(distinct identity) as rules
    from {{ ref('int_identity') }}
    group by document_id
),

covered as (
    select distinct
        term.document_id,
        term.figure_id
    from {{ ref('int_identity_term') }} as term
    inner join {{ ref('int_identity') }} as evaluated
        on term.document_id = evaluated.document_id and term.subject_key = evaluated.subject_key and term.identity = evaluated.identity
    where term.amount_yuan is not null and evaluated.status in ('holds', 'fails', 'waived')
),

figure_count as (
    select
        figure.document_id,
        count(*) as money_figures,
        count(covered.figure_id) as covered_figures
    from {{ ref('int_figure') }} as figure
    left join covered on figure.document_id = covered.document_id and figure.figure_id = covered.figure_id
    where figure.amount_yuan is not null
    group by figure.document_id
),

table_count as (
    select
        document_id,
        count(case when status = 'read' then 1 end) as tables_read,
        count(case when status = 'empty' then 1 end) as tables_empty,
        count(case when status = 'refused' then 1 end) as tables_refused
    from {{ ref('stg_printed_table') }}
    group by document_id
)

select
    document.document_id,
    cast(coalesce(table_count.tables_read, 0) as integer) as tables_read,
    cast(coalesce(table_count.tables_empty, 0) as integer) as tables_empty,
    cast(coalesce(table_count.tables_refused, 0) as integer) as tables_refused,
    cast(coalesce(identity_count.rules, 0) as integer) as rules,
    cast(coalesce(identity_count.rules_evaluated, 0) as integer) as rules_evaluated,
    cast(coalesce(identity_count.identities_evaluated, 0) as integer) as identities_evaluated,
    cast(coalesce(identity_count.identities_held, 0) as integer) as identities_held,
    cast(coalesce(identity_count.identities_failed, 0) as integer) as identities_failed,
    cast(coalesce(identity_count.blocking_failed, 0) as integer) as blocking_failed,
    cast(coalesce(identity_count.identities_not_evaluable, 0) as integer) as identities_not_evaluable,
    cast(coalesce(figure_count.money_figures, 0) as integer) as money_figures,
    cast(coalesce(figure_count.covered_figures, 0) as integer) as covered_figures,
    -- In 53 verified disclosures the identities reach 8 to 22 rules and 77 to 99 of 100 money figures.
    cast(4 as integer) as expected_rules,
    cast(ceil(coalesce(figure_count.money_figures, 0) * 0.6) as integer) as expected_figures
from document
left join identity_count on document.document_id = identity_count.document_id
left join figure_count on document.document_id = figure_count.document_id
left join table_count on document.document_id = table_count.document_id
