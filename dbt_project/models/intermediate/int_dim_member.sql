{{ config(materialized='view', tags=['after_verdict']) }}
-- Members of the classifications that published documents speak of.
with codes as (
    select
        'function' as axis,
        figure.function_code as code
    from {{ ref('int_expenditure_figure') }} as figure
    inner join {{ ref('int_ever_published') }} as document on figure.document_id = document.document_id
    where figure.unplaced is null
    union
    select
        'economic' as axis,
        figure.economic_code as code
    from {{ ref('int_expenditure_figure') }} as figure
    inner join {{ ref('int_ever_published') }} as document on figure.document_id = document.document_id
    where figure.unplaced is null
    union
    select
        'gov_economic' as axis,
        figure.gov_economic_code as code
    from {{ ref('int_expenditure_figure') }} as figure
    inner join {{ ref('int_ever_published') }} as document on figure.document_id = document.document_id
    where figure.unplaced is null
    union
    select
        'function' as axis,
        figure.function_code as code
    from {{ ref('int_revenue_figure') }} as figure
    inner join {{ ref('int_ever_published') }} as document on figure.document_id = document.document_id
    where figure.unplaced is null
)

select * from ({{ classification_members('codes') }}) as members
