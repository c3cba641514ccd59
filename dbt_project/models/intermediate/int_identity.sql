-- One row for each identity and subject: both sides, their difference, and the most that rounding explains (see identities.toml).
with mixed as (
    select
        document_id,
        identity,
        subject_key
    from {{ ref('int_identity_term') }}
    group by document_id, identity, subject_key
    having min(money_unit) <> max(money_unit)
),

term as (
    select
        term.*,
        case when term.position = 'lhs' then term.amount_yuan end as lhs,
        case when term.position = 'rhs' then term.amount_yuan end as rhs,
        case when term.amount_yuan is not null then term.step_yuan end as printed_step,
        case
            when term.amount_yuan is not null
                then
                    coalesce(term.label, '') || ' ' || term.printed
                    || case when mixed.identity is null then '' else coalesce(term.money_unit, '') end
        end as in_words
    from {{ ref('int_identity_term') }} as term
    left join mixed
        on
            term.document_id = mixed.document_id and term.identity = mixed.identity and term.subject_key = mixed.subject_key
),

summed as (
    select
        document_id,
        identity,
        subject_key,
        max(condition) as condition,
        max(case when position = 'lhs' then label end) as lhs_label,
        max(case when position = 'rhs' then label end) as rhs_label,
        coalesce(max(case when position = 'lhs' then table_no end), max(table_no)) as table_no,
        coalesce(max(case when position = 'lhs' then row_no end), max(row_no)) as row_no,
        cast(sum(lhs) as decimal(38, 6)) as lhs,
        cast(sum(rhs) as decimal(38, 6)) as printed_rhs,
        sum(case when position = 'rhs' then 1 else 0 end) as rhs_printed,
        count(lhs) as lhs_count,
        count(rhs) as rhs_count,
        sum(case when amount_yuan is null then 1 else 0 end) as blanks,
        min(printed_step) as finest_step,
        max(printed_step) as coarsest_step,
        cast(sum(printed_step) * cast(0.5 as decimal(2, 1)) as decimal(38, 6)) as half_steps,
        string_agg(case when position = 'lhs' then in_words end, ' + ' order by ordinal asc, figure_id asc) as lhs_terms,
        string_agg(case when position = 'rhs' then in_words end, ' + ' order by ordinal asc, figure_id asc) as rhs_terms,
        string_agg(case when amount_yuan is null then coalesce(label, '') end, ', ') as missing,
        string_agg(
            case when amount_yuan is not null then figure_id end, ',' order by position asc, ordinal asc, figure_id asc
        ) as figure_ids
    from term
    group by document_id, identity, subject_key
    having count(amount_yuan) > 0
),

-- Down a column, parts that are all blank under a whole that is not zero come to nothing: in 54 disclosures no table leaves them out
-- like that. Along a row they may be left out: 财政拨款收支总表 with columns of funds that are blank throughout. And the rows of units
-- may be headings without amounts of their own, or the end of a name that a page break cut off (杭州, 项目支出预算表).
counted as (
    select
        summed.*,
        case
            when
                summed.printed_rhs is null and summed.rhs_printed > 0 and summed.lhs <> 0 and rule.blank = 'nothing'
                and rule.shape in ('tree', 'classes') and coalesce(rule.below, '') <> 'unit_total' then cast(0 as decimal(38, 6))
            else summed.printed_rhs
        end as rhs
    from summed
    inner join {{ ref('stg_identity_rule') }} as rule on summed.identity = rule.identity
),

measured as (
    select
        summed.*,
        rule.severity,
        rule.shape,
        rule.chinese,
        summed.lhs - summed.rhs as difference,
        case
            when summed.lhs is null or summed.rhs is null then null
            when summed.lhs_count = 1 and summed.rhs_count = 1 and summed.finest_step = summed.coarsest_step then cast(0 as decimal(38, 6))
            when summed.lhs_count = 1 and summed.rhs_count = 1
                then cast(summed.coarsest_step * cast(0.5 as decimal(2, 1)) as decimal(38, 6))
            else summed.half_steps
        end as tolerance,
        case when rule.blank = 'missing' and summed.blanks > 0 then 1 else 0 end as is_missing
    from counted as summed
    inner join {{ ref('stg_identity_rule') }} as rule on summed.identity = rule.identity
),

judged as (
    select
        *,
        case
            when lhs is null or rhs is null or is_missing = 1 then 'not_evaluable'
            when abs(difference) <= tolerance then 'holds'
            when condition = 'at_most' and difference < 0 then 'not_evaluable'
            when condition in ('if_stated', 'as_broken_down') then 'not_evaluable'
            else 'fails'
        end as status
    from measured
),

subject as (
    select
        judged.*,
        coalesce(printed_table.title, '') as title,
        figure_row.row_code,
        figure_row.row_name
    from judged
    left join {{ ref('stg_printed_table') }} as printed_table
        on judged.document_id = printed_table.document_id and judged.table_no = printed_table.table_no
    left join {{ ref('int_figure_row') }} as figure_row
        on judged.document_id = figure_row.document_id and judged.table_no = figure_row.table_no and judged.row_no = figure_row.row_no
),

nothing_found as (
    select
        document.document_id,
        rule.identity,
        rule.severity,
        rule.shape,
        rule.chinese,
        rule.families
    from {{ ref('stg_document') }} as document
    cross join {{ ref('stg_identity_rule') }} as rule
    left join summed on document.document_id = summed.document_id and rule.identity = summed.identity
    where summed.document_id is null
),

evaluated as (
    select
        md5(document_id || '/' || identity || '/' || subject_key) as identity_id,
        document_id,
        identity,
        severity,
        shape,
        case
            when shape in ('claim_table', 'claim_sum') then lhs_label
            when shape in ('cells', 'same_classes') then title || ' · ' || coalesce(lhs_label, rhs_label)
            when shape in ('projects', 'weights') then title || ' · ' || subject_key
            else
                title || coalesce(' · ' || row_name, '') || coalesce(' ' || row_code, '')
                || case when shape in ('tree', 'classes', 'same_rows') then ' · ' || split_part(subject_key, '/', -1) else '' end
        end as subject,
        status,
        lhs,
        rhs,
        difference,
        tolerance,
        cast(lhs_count + rhs_count as integer) as term_count,
        cast(lhs_count as integer) as lhs_term_count,
        coalesce(lhs_terms, '(blank)') || ' = ' || coalesce(rhs_terms, '(blank)') as terms,
        figure_ids,
        case
            when status = 'holds' and difference = 0 then chinese
            when status = 'holds'
                then
                    chinese
                    || ': differs by '
                    || cast(difference as varchar)
                    || ', within the printed precision ('
                    || cast(tolerance as varchar)
                    || ')'
            when status = 'fails'
                then
                    chinese || ': left ' || cast(lhs as varchar) || ', right ' || cast(rhs as varchar) || ', difference '
                    || cast(difference as varchar) || '; the printed precision explains at most ' || cast(tolerance as varchar)
            when condition = 'at_most' and lhs is not null and rhs is not null
                then 'the list comes to less than the whole, and nothing says that it lists all'
            when condition = 'as_broken_down' and lhs is not null and rhs is not null
                then 'the table itself breaks the amount down otherwise: ' || chinese || ', difference ' || cast(difference as varchar)
            when condition = 'if_stated' and lhs is not null and rhs is not null then 'not every part is stated in the prose'
            when condition = 'if_stated' then 'no part is stated in the prose'
            else 'blank or not printed: ' || coalesce(missing, case when lhs is null then 'the left side' else 'the right side' end)
        end as explanation,
        table_no,
        row_no,
        subject_key
    from subject

    union all

    select
        md5(document_id || '/' || identity || '/') as identity_id,
        document_id,
        identity,
        severity,
        shape,
        'the document' as subject,
        'not_evaluable' as status,
        cast(null as decimal(38, 6)) as lhs,
        cast(null as decimal(38, 6)) as rhs,
        cast(null as decimal(38, 6)) as difference,
        cast(null as decimal(38, 6)) as tolerance,
        0 as term_count,
        0 as lhs_term_count,
        '' as terms,
        cast(null as varchar) as figure_ids,
        'nothing to compare is printed: ' || chinese as explanation,
        cast(null as integer) as table_no,
        cast(null as integer) as row_no,
        '' as subject_key
    from nothing_found
),

-- A waiver holds for its document, identity and exact difference until its day; one without a subject only where that is one row.
covering as (
    select
        evaluated.identity_id,
        waiver.waiver_no,
        waiver.subject,
        waiver.owner,
        waiver.expires,
        waiver.reason,
        count(*) over (partition by waiver.waiver_no) as rows_alike
    from evaluated
    inner join {{ ref('stg_waiver') }} as waiver
        on
            evaluated.document_id = waiver.document_id and evaluated.identity = waiver.identity
            and evaluated.difference = waiver.difference_yuan
            and (waiver.subject is null or evaluated.subject = waiver.subject)
    where evaluated.status = 'fails' and waiver.flaw is null and not waiver.has_expired
),

waived as (
    select
        identity_id,
        min(waiver_no) as waiver_no,
        string_agg('waived until ' || cast(expires as varchar) || ' by ' || owner || ': ' || reason, '; ' order by waiver_no) as said
    from covering
    where subject is not null or rows_alike = 1
    group by identity_id
)

select
    evaluated.identity_id,
    evaluated.document_id,
    evaluated.identity,
    evaluated.severity,
    evaluated.shape,
    evaluated.subject,
    case when waived.identity_id is null then evaluated.status else 'waived' end as status,
    evaluated.lhs,
    evaluated.rhs,
    evaluated.difference,
    evaluated.tolerance,
    evaluated.term_count,
    evaluated.lhs_term_count,
    evaluated.terms,
    evaluated.figure_ids,
    evaluated.explanation || coalesce('; ' || waived.said, '') as explanation,
    evaluated.table_no,
    evaluated.row_no,
    evaluated.subject_key,
    waived.waiver_no
from evaluated
left join waived on evaluated.identity_id = waived.identity_id
