-- Last year's column against the document of the same body, kind and scope of the year before, code by code.
with cell as (
    select
        figure.*,
        document.body,
        document.kind,
        document.scope,
        document.fiscal_year,
        case when figure_row.role = 'grand_total' then 'total' else figure.row_code end as row_key
    from {{ ref('int_figure') }} as figure
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    inner join {{ ref('stg_document') }} as document on figure.document_id = document.document_id
    where
        figure.amount_yuan is not null and (figure_row.role = 'grand_total' or figure.row_code is not null)
        and figure.measure in ('total', 'prior_year')
),

matched as (
    select
        rule.identity,
        this_year.document_id,
        this_year.table_no,
        this_year.row_no,
        this_year.row_key,
        this_year.row_name,
        this_year.figure_id,
        this_year.printed,
        this_year.money_unit,
        this_year.amount_yuan,
        this_year.table_step_yuan,
        last_year.figure_id as last_figure_id,
        last_year.printed as last_printed,
        last_year.money_unit as last_money_unit,
        last_year.amount_yuan as last_amount_yuan,
        last_year.table_step_yuan as last_step_yuan,
        last_year.fiscal_year as last_fiscal_year
    from cell as this_year
    inner join {{ ref('stg_identity_rule') }} as rule
        on rule.shape = 'prior_year' and position(',' || this_year.table_family || ',' in rule.families) > 0
    inner join cell as last_year
        on
            {{ body_key('this_year.body') }} = {{ body_key('last_year.body') }}
            and this_year.kind = last_year.kind and this_year.scope = last_year.scope
            and this_year.table_family = last_year.table_family and this_year.row_key = last_year.row_key
            and this_year.fiscal_year = last_year.fiscal_year + 1
    inner join {{ ref('int_document_newest') }} as newest on last_year.document_id = newest.document_id
    where this_year.measure = 'prior_year' and last_year.measure = 'total'
)

select
    document_id,
    identity,
    'cells' as condition,
    cast(table_no as varchar) || '/' || row_key as subject_key,
    table_no,
    row_no,
    'lhs' as position,
    0 as ordinal,
    coalesce(row_name, row_key) || ' 上年数' as label,
    figure_id,
    printed,
    money_unit,
    amount_yuan,
    table_step_yuan as step_yuan
from matched

union all

select
    document_id,
    identity,
    'cells' as condition,
    cast(table_no as varchar) || '/' || row_key as subject_key,
    table_no,
    row_no,
    'rhs' as position,
    1 as ordinal,
    cast(last_fiscal_year as varchar) || '年公开文件' as label,
    last_figure_id as figure_id,
    last_printed as printed,
    last_money_unit as money_unit,
    last_amount_yuan as amount_yuan,
    last_step_yuan as step_yuan
from matched
