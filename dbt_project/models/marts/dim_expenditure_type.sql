select
    kind.expenditure_type,
    kind.type_name,
    kind.type_name_en,
    cast(kind.type_level as integer) as type_level,
    kind.main_type,
    main.type_name as main_type_name
from {{ ref('int_dim_expenditure_type') }} as kind
inner join {{ ref('int_dim_expenditure_type') }} as main on kind.main_type = main.expenditure_type
