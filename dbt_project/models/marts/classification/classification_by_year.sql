with occurring as (
    select
        name.axis,
        document.fiscal_year,
        name.code,
        name.name,
        sum(name.printings) as printings,
        list(name.document_id order by name.document_id asc) as document_ids
    from {{ ref('int_dim_name') }} as name
    inner join {{ ref('int_published_document') }} as document on name.document_id = document.document_id
    group by name.axis, document.fiscal_year, name.code, name.name
)

select
    case axis when 'function' then 'function' when 'economic' then 'department_economic' else 'government_economic' end as classification,
    cast(fiscal_year as integer) as fiscal_year,
    code,
    name,
    cast(count(*) over (partition by axis, fiscal_year, code) as integer) as names_in_year,
    cast(printings as bigint) as printings,
    cast(len(document_ids) as integer) as documents,
    document_ids
from occurring
