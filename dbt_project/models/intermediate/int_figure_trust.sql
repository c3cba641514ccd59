-- How many independent identities confirm each figure: those that hold and have it among at least two terms. Two identities that
-- compare the very same figures are one, whatever they are called and whichever side they are read from.
with term as (
    select
        evaluated.identity_id,
        evaluated.status,
        term.figure_id
    from {{ ref('int_identity_term') }} as term
    inner join {{ ref('int_identity') }} as evaluated
        on term.document_id = evaluated.document_id and term.identity = evaluated.identity and term.subject_key = evaluated.subject_key
    where term.amount_yuan is not null and term.figure_id is not null and evaluated.status in ('holds', 'waived')
),

compared as (
    select
        identity_id,
        string_agg(distinct figure_id, ',' order by figure_id asc) as figure_ids,
        count(distinct figure_id) as figures
    from term
    group by identity_id
)

select
    term.figure_id,
    cast(count(distinct case when term.status = 'holds' and compared.figures > 1 then compared.figure_ids end) as integer) as confirmed_by,
    cast(count(distinct case when term.status = 'waived' then term.identity_id end) as integer) as waived_by
from term
inner join compared on term.identity_id = compared.identity_id
group by term.figure_id
