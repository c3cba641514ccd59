-- A department's total against the documents of its units: those whose rows stand right below the total in one of its tables. A unit
-- without a document of its own leaves a blank, and nothing is compared.
with document as (
    select
        identity.document_id,
        {{ folded_row_name('identity.body') }} as folded_body,
        identity.fiscal_year,
        identity.kind,
        identity.scope,
        newest.document_id is not null as is_newest,
        figure.table_family,
        figure.table_no,
        figure.row_no,
        figure.row_name,
        figure.figure_id,
        figure.printed,
        figure.money_unit,
        figure.amount_yuan,
        figure.table_step_yuan,
        row_number() over (partition by identity.document_id, figure.table_family order by figure.table_no asc, figure.row_no asc) as place
    from {{ ref('int_document_identity') }} as identity
    left join {{ ref('int_document_newest') }} as newest on identity.document_id = newest.document_id
    inner join {{ ref('int_figure') }} as figure on identity.document_id = figure.document_id and figure.measure = 'total'
    inner join {{ ref('int_figure_row') }} as figure_row
        on figure.document_id = figure_row.document_id and figure.table_no = figure_row.table_no and figure.row_no = figure_row.row_no
    where figure_row.role = 'grand_total' and figure.amount_yuan is not null
),

unit as (
    select distinct
        department.document_id,
        department.table_family,
        department.fiscal_year,
        department.kind,
        department.table_no,
        figure_row.row_no,
        {{ folded_row_name('figure.unit_name') }} as folded_name,
        figure.unit_name
    from document as department
    inner join {{ ref('int_figure_row') }} as figure_row
        on
            department.document_id = figure_row.document_id and department.table_no = figure_row.table_no
            and figure_row.role = 'unit' and department.row_no = figure_row.parent_row_no
    inner join {{ ref('int_figure') }} as figure
        on
            figure_row.document_id = figure.document_id and figure_row.table_no = figure.table_no
            and figure_row.row_no = figure.row_no and figure.unit_name is not null
    where department.scope = 'department' and department.place = 1
),

part as (
    select
        unit.*,
        document.figure_id,
        document.printed,
        document.money_unit,
        document.amount_yuan,
        document.table_step_yuan
    from unit
    left join document
        on
            unit.folded_name = document.folded_body and unit.fiscal_year = document.fiscal_year and unit.kind = document.kind
            and unit.table_family = document.table_family and document.scope = 'unit' and document.is_newest and document.place = 1
),

-- nothing is said of departments none of whose units has a document
spoken_of as (
    select
        document_id,
        table_family
    from part
    group by document_id, table_family
    having count(amount_yuan) > 0
)

select
    department.document_id,
    rule.identity,
    'cells' as condition,
    department.table_family as subject_key,
    department.table_no,
    department.row_no,
    'lhs' as position,
    0 as ordinal,
    department.row_name as label,
    department.figure_id,
    department.printed,
    department.money_unit,
    department.amount_yuan,
    department.table_step_yuan as step_yuan
from document as department
inner join spoken_of on department.document_id = spoken_of.document_id and department.table_family = spoken_of.table_family
inner join {{ ref('stg_identity_rule') }} as rule
    on rule.shape = 'unit_documents' and position(',' || department.table_family || ',' in rule.families) > 0
where department.place = 1

union all

select
    part.document_id,
    rule.identity,
    'cells' as condition,
    part.table_family as subject_key,
    part.table_no,
    part.row_no,
    'rhs' as position,
    part.row_no as ordinal,
    part.unit_name || '的公开文件' as label,
    part.figure_id,
    part.printed,
    part.money_unit,
    part.amount_yuan,
    part.table_step_yuan as step_yuan
from part
inner join spoken_of on part.document_id = spoken_of.document_id and part.table_family = spoken_of.table_family
inner join {{ ref('stg_identity_rule') }} as rule
    on rule.shape = 'unit_documents' and position(',' || part.table_family || ',' in rule.families) > 0
