-- The tree of expenditure types. main_type is the ancestor right below 未分解 (the type itself at the first level).
select
    types.expenditure_type,
    types.main_type,
    types.type_level,
    types.type_name,
    types.type_name_en
from (
    values
    ('未分解', '未分解', 0, '未分解', 'Not broken down'),
    ('basic', 'basic', 1, '基本支出', 'Basic expenditure'),
    ('personnel', 'basic', 2, '人员经费', 'Personnel'),
    ('operating', 'basic', 2, '公用经费', 'Operating'),
    ('project', 'project', 1, '项目支出', 'Project expenditure'),
    ('transfer_to_superior', 'transfer_to_superior', 1, '上缴上级支出', 'Transfers to superior'),
    ('business_operation', 'business_operation', 1, '经营支出', 'Business operations'),
    ('subsidy_to_affiliate', 'subsidy_to_affiliate', 1, '对附属单位补助支出', 'Subsidies to affiliates'),
    ('reserve', 'reserve', 1, '预留机动经费', 'Reserve'),
    ('carry_to_next_year', 'carry_to_next_year', 1, '结转下年', 'Carried to next year')
) as types (expenditure_type, main_type, type_level, type_name, type_name_en)
