select
    code as function_code,
    name as function_name,
    cast(level as integer) as function_level,
    parent_code as parent_function_code,
    class_code,
    class_name,
    section_code,
    section_name,
    item_code,
    item_name
from {{ ref('int_dim_member') }}
where axis = 'function'
