-- Figures of the prose among themselves: a stated whole and the parts stated after it, up to the next statement of that whole.
-- Where not every part is stated, a difference proves nothing.
with term as (
    select identity_term.*
    from {{ ref('stg_identity_term') }} as identity_term
    inner join {{ ref('stg_identity_rule') }} as rule on identity_term.identity = rule.identity and rule.shape = 'claim_sum'
),

claim as (
    select
        claim.document_id,
        claim.claim_id,
        claim.concept,
        claim.subject,
        claim.page,
        claim.printed,
        claim.money_unit,
        coalesce(claim.amount_yuan, cast(claim.number as decimal(24, 6))) as amount_yuan,
        case when claim.amount_yuan is null then 0 else claim.step_yuan end as step_yuan,
        row_number() over (
            partition by claim.document_id order by claim.page asc, claim.top asc, claim.x0 asc, claim.claim_id asc
        ) as place
    from {{ ref('stg_claim') }} as claim
    left join {{ ref('stg_document') }} as document on claim.document_id = document.document_id
    where
        coalesce(claim.subject_year, document.fiscal_year) = document.fiscal_year
        or claim.concept in (select term.concept from term where left(term.concept, 8) = 'vehicles')
),

whole as (
    select
        term.identity,
        claim.*,
        lead(claim.place) over (partition by term.identity, claim.document_id order by claim.place asc) as next_place
    from term
    inner join claim on term.concept = claim.concept
    where term.position = 'lhs'
),

part as (
    select
        whole.identity,
        whole.claim_id as whole_id,
        term.term,
        term.inside,
        claim.*,
        row_number() over (
            partition by whole.identity, whole.claim_id, claim.concept, claim.subject order by claim.place asc
        ) as mention
    from whole
    inner join term on whole.identity = term.identity and term.position = 'rhs'
    inner join claim
        on
            term.concept = claim.concept and whole.document_id = claim.document_id and whole.place < claim.place
            and claim.place < coalesce(whole.next_place, 1000000)
),

first_mention as (
    select * from part where mention = 1
),

counted as (
    select part.*
    from first_mention as part
    left join first_mention as outer_part
        on
            part.identity = outer_part.identity and part.whole_id = outer_part.whole_id
            and position(',' || outer_part.concept || ',' in part.inside) > 0
    where outer_part.concept is null
),

outermost as (
    select
        identity,
        count(*) as parts
    from term
    where position = 'rhs' and inside = ','
    group by identity
),

stated as (
    select
        first_mention.identity,
        first_mention.whole_id,
        count(distinct case when first_mention.inside = ',' then first_mention.concept end)
        + count(distinct case when first_mention.inside <> ',' and outer_part.concept is null then first_mention.inside end) as parts
    from first_mention
    left join first_mention as outer_part
        on
            first_mention.identity = outer_part.identity and first_mention.whole_id = outer_part.whole_id
            and position(',' || outer_part.concept || ',' in first_mention.inside) > 0
    group by first_mention.identity, first_mention.whole_id
)

select
    whole.document_id,
    whole.identity,
    case when stated.parts >= outermost.parts then 'column' else 'if_stated' end as condition,
    whole.claim_id as subject_key,
    cast(null as integer) as table_no,
    cast(null as integer) as row_no,
    'lhs' as position,
    0 as ordinal,
    '第' || cast(whole.page as varchar) || '页文字 ' || whole.concept as label,
    whole.claim_id as figure_id,
    whole.printed,
    whole.money_unit,
    whole.amount_yuan,
    whole.step_yuan
from whole
inner join outermost on whole.identity = outermost.identity
left join stated on whole.identity = stated.identity and whole.claim_id = stated.whole_id

union all

select
    counted.document_id,
    counted.identity,
    case when stated.parts >= outermost.parts then 'column' else 'if_stated' end as condition,
    counted.whole_id as subject_key,
    cast(null as integer) as table_no,
    cast(null as integer) as row_no,
    'rhs' as position,
    counted.place as ordinal,
    counted.concept || case when counted.subject is null then '' else ' ' || counted.subject end as label,
    counted.claim_id as figure_id,
    counted.printed,
    counted.money_unit,
    counted.amount_yuan,
    counted.step_yuan
from counted
inner join outermost on counted.identity = outermost.identity
inner join stated on counted.identity = stated.identity and counted.whole_id = stated.whole_id
