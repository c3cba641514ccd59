select
    member.fund,
    member.fund_name,
    member.fund_name_en,
    cast(member.fund_level as integer) as fund_level,
    member.fund_group,
    fund_group.fund_name as fund_group_name
from {{ ref('int_dim_fund') }} as member
inner join {{ ref('int_dim_fund') }} as fund_group on member.fund_group = fund_group.fund
