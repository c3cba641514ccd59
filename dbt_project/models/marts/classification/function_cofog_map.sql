select
    map.function_code,
    map.cofog_code,
    coalesce(member.function_name, classes.class_name) as function_name,
    cofog.cofog_name,
    left(map.cofog_code, 2) as cofog_division_code,
    division.cofog_name as cofog_division_name,
    cast(case when position('.' in map.cofog_code) > 0 then 2 else 1 end as integer) as cofog_level,
    count(*) over (partition by map.function_code) > 1 as is_ambiguous,
    map.note,
    '本项目自行对照 (the project''s own reading); COFOG 1999, UN Statistical Papers, Series M No. 84' as source
from {{ ref('function_cofog') }} as map
inner join {{ ref('cofog') }} as cofog on map.cofog_code = cofog.cofog_code
inner join {{ ref('cofog') }} as division on left(map.cofog_code, 2) = division.cofog_code
left join {{ ref('dim_function') }} as member on map.function_code = member.function_code
left join {{ ref('int_dim_class') }} as classes
    on classes.axis = 'function' and map.function_code = classes.class_code and classes.is_current
