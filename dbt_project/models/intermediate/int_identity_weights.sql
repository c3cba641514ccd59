-- The weights of one list of indicators against the nearest admitted sum.
with listed as (
    select
        document_id,
        table_no,
        row_no,
        coalesce(project_name, '整体绩效目标') as list_name,
        target_id,
        indicator_name,
        weight_printed,
        cast(weight as decimal(24, 6)) as weight
    from {{ ref('stg_performance_target') }}
    where weight is not null
),

summed as (
    select
        document_id,
        table_no,
        list_name,
        min(row_no) as row_no,
        sum(weight) as weight
    from listed
    group by document_id, table_no, list_name
),

admitted as (
    select
        identity_term.identity,
        cast(identity_term.row_kind as decimal(24, 6)) as admitted_sum
    from {{ ref('stg_identity_term') }} as identity_term
    inner join {{ ref('stg_identity_rule') }} as rule on identity_term.identity = rule.identity and rule.shape = 'weights'
),

nearest as (
    select
        admitted.identity,
        summed.document_id,
        summed.table_no,
        summed.list_name,
        summed.row_no,
        admitted.admitted_sum,
        row_number() over (
            partition by admitted.identity, summed.document_id, summed.table_no, summed.list_name
            order by abs(summed.weight - admitted.admitted_sum) asc, admitted.admitted_sum desc
        ) as choice
    from summed
    cross join admitted
)

select
    listed.document_id,
    nearest.identity,
    'weights' as condition,
    cast(listed.table_no as varchar) || '/' || listed.list_name as subject_key,
    listed.table_no,
    nearest.row_no,
    'lhs' as position,
    listed.row_no as ordinal,
    listed.indicator_name as label,
    listed.target_id as figure_id,
    listed.weight_printed as printed,
    cast(null as varchar) as money_unit,
    listed.weight as amount_yuan,
    cast(0 as decimal(24, 6)) as step_yuan
from listed
inner join nearest
    on listed.document_id = nearest.document_id and listed.table_no = nearest.table_no and listed.list_name = nearest.list_name
where nearest.choice = 1

union all

select
    nearest.document_id,
    nearest.identity,
    'weights' as condition,
    cast(nearest.table_no as varchar) || '/' || nearest.list_name as subject_key,
    nearest.table_no,
    nearest.row_no,
    'rhs' as position,
    0 as ordinal,
    '满分' as label,
    cast(null as varchar) as figure_id,
    cast(nearest.admitted_sum as varchar) as printed,
    cast(null as varchar) as money_unit,
    nearest.admitted_sum as amount_yuan,
    cast(0 as decimal(24, 6)) as step_yuan
from nearest
where nearest.choice = 1
