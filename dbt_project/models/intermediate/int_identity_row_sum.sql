-- One row of a table: a column is the sum of its parts. A part that the table does not print is replaced by the columns inside it;
-- a table that prints fewer than two of the parts breaks nothing down.
with printed_column as (
    select distinct
        document_id,
        table_no,
        table_family,
        measure
    from {{ ref('int_figure') }}
    where money_unit is not null or amount_yuan is not null
),

term as (
    select
        identity_term.*,
        rule.families,
        rule.row_side as only_side
    from {{ ref('stg_identity_term') }} as identity_term
    inner join {{ ref('stg_identity_rule') }} as rule on identity_term.identity = rule.identity
    where rule.shape = 'row_sum'
),

part as (
    select
        term.identity,
        term.only_side,
        printed_column.document_id,
        printed_column.table_no,
        printed_column.measure,
        term.position,
        term.term
    from term
    inner join printed_column
        on
            term.column_name = printed_column.measure
            and position(',' || printed_column.table_family || ',' in term.families) > 0
    left join printed_column as outer_column
        on
            printed_column.document_id = outer_column.document_id
            and printed_column.table_no = outer_column.table_no
            and position(',' || outer_column.measure || ',' in term.inside) > 0
    where outer_column.measure is null
),

broken_down as (
    select
        identity,
        document_id,
        table_no
    from part
    group by identity, document_id, table_no
    having
        count(distinct case when position = 'rhs' then measure end) >= 2 and count(distinct case when position = 'lhs' then measure end) = 1
)

select
    part.document_id,
    part.identity,
    'row' as condition,
    cast(figure.table_no as varchar) || '/' || cast(figure.row_no as varchar) as subject_key,
    figure.table_no,
    figure.row_no,
    part.position,
    part.term as ordinal,
    figure.heading as label,
    figure.figure_id,
    figure.printed,
    figure.money_unit,
    figure.amount_yuan,
    figure.table_step_yuan as step_yuan
from part
inner join broken_down
    on part.identity = broken_down.identity and part.document_id = broken_down.document_id and part.table_no = broken_down.table_no
inner join {{ ref('int_figure') }} as figure
    on part.document_id = figure.document_id and part.table_no = figure.table_no and part.measure = figure.measure
where part.only_side is null or part.only_side = figure.row_side
