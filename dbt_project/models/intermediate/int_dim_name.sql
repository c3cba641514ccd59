{{ config(materialized='view') }}

-- Every printed name of a member of a classification, with the document that prints it.
with printed as (
    select
        document_id,
        'function' as axis,
        row_code as code,
        row_name as name
    from {{ ref('int_figure') }}
    where row_code is not null and table_family not in ('basic_expenditure', 'general_public_by_economic', 'three_public', 'project')
    union all
    select
        document_id,
        'economic' as axis,
        coalesce(economic_code, row_code) as code,
        coalesce(economic_name, row_name) as name
    from {{ ref('int_figure') }}
    where
        coalesce(economic_code, row_code) is not null
        and (economic_code is not null or table_family in ('basic_expenditure', 'general_public_by_economic'))
    union all
    select
        document_id,
        'gov_economic' as axis,
        gov_economic_code as code,
        gov_economic_name as name
    from {{ ref('int_figure') }}
    where gov_economic_code is not null
)

select
    document_id,
    axis,
    code,
    translate(regexp_replace(name, '[\s　]+', '', 'g'), '()', '（）') as name,
    count(*) as printings
from printed
where name is not null
group by document_id, axis, code, translate(regexp_replace(name, '[\s　]+', '', 'g'), '()', '（）')
