select
    code as economic_code,
    case axis when 'economic' then 'department' else 'government' end as classification,
    name as economic_name,
    cast(level as integer) as economic_level,
    parent_code as parent_economic_code,
    class_code,
    class_name,
    section_code,
    section_name,
    item_code,
    item_name
from {{ ref('int_dim_member') }}
where axis = 'economic' or (axis = 'gov_economic' and level > 0)
