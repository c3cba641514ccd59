with ranked as (
    select
        member.*,
        row_number() over (partition by member.unit_key order by document.fiscal_year desc, document.document_id asc) as place
    from {{ ref('int_dim_unit_member') }} as member
    inner join {{ ref('int_ever_published') }} as document on member.document_id = document.document_id
)

select
    unit_key,
    unit_code,
    unit_name,
    cast(case when unit_key = parent_unit_key then 0 else 1 end as integer) as unit_level,
    parent_unit_key,
    body,
    region
from ranked
where place = 1
union all
select
    md5({{ undivided() }}) as unit_key,
    {{ undivided() }} as unit_code,
    {{ undivided() }} as unit_name,
    0 as unit_level,
    md5({{ undivided() }}) as parent_unit_key,
    {{ undivided() }} as body,
    {{ undivided() }} as region
