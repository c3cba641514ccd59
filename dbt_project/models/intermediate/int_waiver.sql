-- Each waiver and whether it works: it marks the identity it names, or says why it does not.
with named as (
    select
        waiver.waiver_no,
        count(evaluated.identity_id) as found,
        count(case when evaluated.status = 'waived' and evaluated.waiver_no = waiver.waiver_no then 1 end) as waived,
        count(case when evaluated.status in ('fails', 'waived') and evaluated.difference = waiver.difference_yuan then 1 end) as alike,
        count(case when evaluated.status in ('fails', 'waived') then 1 end) as failing,
        string_agg(
            case
                when evaluated.status in ('fails', 'waived')
                    then evaluated.subject || ' by ' || cast(evaluated.difference as varchar)
            end,
            '; '
            order by evaluated.subject
        ) as said
    from {{ ref('stg_waiver') }} as waiver
    left join {{ ref('int_identity') }} as evaluated
        on
            waiver.document_id = evaluated.document_id and waiver.identity = evaluated.identity
            and (waiver.subject is null or waiver.subject = evaluated.subject)
    group by waiver.waiver_no
),

judged as (
    select
        waiver.*,
        named.said,
        case
            when waiver.flaw is not null then 'incomplete'
            when rule.identity is null then 'unknown_identity'
            when registration.document_id is null then 'unknown_document'
            when waiver.has_expired then 'expired'
            when named.waived > 0 then 'in_force'
            when waiver.subject is null and named.alike > 1 then 'ambiguous'
            else 'no_match'
        end as status
    from {{ ref('stg_waiver') }} as waiver
    inner join named on waiver.waiver_no = named.waiver_no
    left join {{ ref('stg_identity_rule') }} as rule on waiver.identity = rule.identity
    left join {{ ref('stg_registration') }} as registration on waiver.document_id = registration.document_id
)

select
    waiver_no,
    identity,
    document_id,
    subject,
    difference_yuan,
    reason,
    owner,
    expires,
    status,
    case status
        when 'in_force' then 'waived until ' || cast(expires as varchar) || ' by ' || owner || ': ' || reason
        when 'incomplete' then flaw
        when 'unknown_identity' then 'no identity is called ' || identity
        when 'unknown_document' then 'no registered document has this SHA-256'
        when 'expired' then 'it expired on ' || cast(expires as varchar)
        when 'ambiguous' then 'it names no subject and the identity fails so more than once: ' || said
        else
            coalesce(
                'the identity fails otherwise: ' || said,
                'the document has no such failing identity' || case when subject is null then '' else ' of this subject' end
            )
    end as explanation
from judged
