-- What differs between two versions of a disclosure as a whole: their totals and classes of expenditure, and tables that are gone.
with spent as (
    select
        cell.document_id,
        {{ class_of('cell.function_code') }} as class_code,
        residual.residual_yuan
    from {{ ref('int_expenditure_cell') }} as cell
    inner join {{ ref('int_expenditure_residual') }} as residual on cell.cell_id = residual.cell_id
),

measured as (
    select
        document_id,
        'total' as measure,
        'total' as member,
        sum(residual_yuan) as amount_yuan
    from spent
    group by document_id
    union all
    select
        document_id,
        'class' as measure,
        class_code as member,
        sum(residual_yuan) as amount_yuan
    from spent
    where class_code is not null
    group by document_id, class_code
),

printed_family as (
    select distinct
        document_id,
        table_family
    from {{ ref('stg_printed_table') }}
    where status in ('read', 'empty') and table_family is not null
),

pairs as (
    select
        earlier.document_id as previous_document_id,
        later.document_id
    from {{ ref('int_version') }} as earlier
    inner join {{ ref('int_version') }} as later
        on earlier.version_key = later.version_key and earlier.version < later.version
),

before as (
    select
        pairs.previous_document_id,
        pairs.document_id,
        measured.measure,
        measured.member,
        measured.amount_yuan
    from pairs
    inner join measured on pairs.previous_document_id = measured.document_id
),

after as (
    select
        pairs.previous_document_id,
        pairs.document_id,
        measured.measure,
        measured.member,
        measured.amount_yuan
    from pairs
    inner join measured on pairs.document_id = measured.document_id
)

select
    coalesce(before.previous_document_id, after.previous_document_id) as previous_document_id,
    coalesce(before.document_id, after.document_id) as document_id,
    coalesce(before.measure, after.measure) as measure,
    coalesce(before.member, after.member) as member,
    cast(before.amount_yuan as decimal(24, 6)) as before_yuan,
    cast(after.amount_yuan as decimal(24, 6)) as after_yuan
from before
full outer join after
    on
        before.previous_document_id = after.previous_document_id and before.document_id = after.document_id
        and before.measure = after.measure and before.member = after.member
where before.amount_yuan is distinct from after.amount_yuan

union all

select
    pairs.previous_document_id,
    pairs.document_id,
    'table' as measure,
    family.table_family as member,
    null as before_yuan,
    null as after_yuan
from pairs
inner join printed_family as family on pairs.previous_document_id = family.document_id
left join printed_family as kept on pairs.document_id = kept.document_id and family.table_family = kept.table_family
where kept.document_id is null
