-- Every row of the tables that print expenditure, placed on the axes of function, economic classification and unit.
-- A row without a code is known by its path of names ('204 > 公安 > 行政运行'); its class has its code from the document or the national names.
with printed_rows as (
    select
        figure_row.document_id,
        figure_row.table_no,
        figure_row.row_no,
        figure_row.table_family,
        families.row_axis,
        figure_row.row_code,
        figure_row.folded_name as name,
        -- a summary may indent its classes below a total: they are the first level whatever their indentation
        case
            when families.row_axis <> 'summary' then figure_row.row_level
            else coalesce(1 + figure_row.row_level - min(case when figure_row.role = 'class' then figure_row.row_level end) over (
                partition by figure_row.document_id, figure_row.table_no
            ), 1)
        end as printed_level,
        figure_row.role
    from {{ ref('int_figure_row') }} as figure_row
    inner join {{ ref('int_expenditure_family') }} as families on figure_row.table_family = families.table_family
    where coalesce(figure_row.row_side, 'expenditure') = 'expenditure'
),

row_codes as (
    select
        document_id,
        table_no,
        row_no,
        max(economic_code) as economic_code,
        max(gov_economic_code) as gov_economic_code,
        max(unit_code) as unit_code,
        max({{ folded_row_name('unit_name') }}) as unit_name
    from {{ ref('int_figure') }}
    group by document_id, table_no, row_no
),

unit_names as (
    select
        document_id,
        unit_name,
        min(unit_code) as unit_code
    from {{ ref('int_dim_unit') }}
    group by document_id, unit_name
    having count(*) = 1
),

whole_units as (
    select
        document_id,
        unit_code
    from {{ ref('int_dim_unit') }}
    where is_whole
),

known_rows as (
    select
        printed_rows.*,
        row_codes.economic_code,
        row_codes.gov_economic_code,
        coalesce(row_codes.unit_code, unit_names.unit_code, row_codes.unit_name, row_units.unit_code) as printed_unit,
        case
            when printed_rows.role in ('grand_total', 'current_total', 'unit') then 'total'
            -- a row that bears no code but the name of a unit, among rows told by indentation
            when printed_rows.row_axis <> 'summary' and printed_rows.row_code is null and row_units.unit_code is not null then 'total'
            when printed_rows.row_axis = 'summary' and printed_rows.name in ('基本支出', '项目支出', '单位预留机动经费') then 'type'
            when printed_rows.row_axis = 'economic' and printed_rows.name in ('人员经费合计', '公用经费合计') then 'type'
            when coalesce(printed_rows.row_code, row_codes.economic_code, row_codes.gov_economic_code) is not null then 'code'
            when row_codes.unit_code is not null and printed_rows.row_axis <> 'summary' then 'total'
            when printed_rows.row_axis = 'summary' and printed_rows.role = 'carry_over' then 'carry'
            when printed_rows.role in ('carry_over', 'other_total') then 'none'
            when printed_rows.row_axis = 'summary' and printed_rows.role <> 'class' and printed_rows.printed_level <= 1 then 'none'
            when printed_rows.role = 'other' and printed_rows.row_axis <> 'summary' then 'none'
            else 'name'
        end as kind
    from printed_rows
    inner join row_codes
        on
            printed_rows.document_id = row_codes.document_id
            and printed_rows.table_no = row_codes.table_no
            and printed_rows.row_no = row_codes.row_no
    left join unit_names on row_codes.document_id = unit_names.document_id and row_codes.unit_name = unit_names.unit_name
    left join unit_names as row_units
        on
            printed_rows.document_id = row_units.document_id
            and printed_rows.name = row_units.unit_name
            and printed_rows.row_code is null
            and row_codes.economic_code is null
            and printed_rows.row_axis <> 'summary'
),

-- rows are one level deeper than the total they stand below
leveled_rows as (
    select
        *,
        case
            when row_axis = 'summary' then printed_level
            else greatest(
                coalesce(printed_level, 1) - coalesce(
                    last_value(case when kind = 'total' then coalesce(printed_level, 0) end ignore nulls) over (
                        partition by document_id, table_no order by row_no
                        rows between unbounded preceding and current row
                    ), 0
                ), 1
            )
        end as row_level
    from known_rows
),

-- rows below a unit's own row are that unit's; the rows above a row by indentation are the nearest ones of each higher level
nested_rows as (
    select
        leveled_rows.*,
        case when whole_units.unit_code is null then leveled_rows.printed_unit end as unit,
        max(case when kind = 'total' and role not in ('grand_total', 'current_total') then row_no end) over above as unit_row_no,
        max(case when kind in ('name', 'carry', 'none') and row_level <= 1 then row_no end) over above as first_row_no,
        max(case when kind = 'name' and row_level = 2 then row_no end) over above as second_row_no
    from leveled_rows
    left join whole_units
        on leveled_rows.document_id = whole_units.document_id and leveled_rows.printed_unit = whole_units.unit_code
    window above as (
        partition by leveled_rows.document_id, leveled_rows.table_no order by leveled_rows.row_no
        rows between unbounded preceding and current row
    )
),

paths as (
    select
        nested_rows.document_id,
        nested_rows.table_no,
        nested_rows.row_no,
        nested_rows.row_axis,
        case when firsts.kind = 'name' then firsts.name end as first_name,
        case
            when nested_rows.row_level >= 3 and seconds.row_no > firsts.row_no then seconds.name
            when nested_rows.row_level = 2 then nested_rows.name
        end as second_name,
        case when nested_rows.row_level >= 3 then nested_rows.name end as third_name
    from nested_rows
    left join nested_rows as firsts
        on
            nested_rows.document_id = firsts.document_id
            and nested_rows.table_no = firsts.table_no
            and nested_rows.first_row_no = firsts.row_no
    left join nested_rows as seconds
        on
            nested_rows.document_id = seconds.document_id
            and nested_rows.table_no = seconds.table_no
            and nested_rows.second_row_no = seconds.row_no
    where nested_rows.kind = 'name'
),

printed_codes as (
    select
        document_id,
        row_code as code,
        min(name) as name
    from known_rows
    where row_axis = 'function' and row_code is not null
    group by document_id, row_code
    having count(distinct name) = 1
),

-- names beside which the document prints one code
code_paths as (
    select
        items.document_id,
        classes.name as first_name,
        sections.name as second_name,
        case when length(items.code) = 7 then items.name end as third_name,
        min(items.code) as code
    from printed_codes as items
    inner join printed_codes as classes on items.document_id = classes.document_id and left(items.code, 3) = classes.code
    left join printed_codes as sections
        on items.document_id = sections.document_id and left(items.code, 5) = sections.code and length(items.code) >= 5
    where length(items.code) = 3 or sections.code is not null
    group by items.document_id, classes.name, sections.name, case when length(items.code) = 7 then items.name end
    having count(*) = 1
),

class_names as (
    select
        axis,
        {{ folded_row_name('class_name') }} as name,
        min(class_code) as code
    from {{ ref('int_dim_class') }}
    group by axis, {{ folded_row_name('class_name') }}
),

named_members as (
    select
        paths.document_id,
        paths.table_no,
        paths.row_no,
        coalesce(
            own_code.code,
            coalesce(first_code.code, class_names.code, paths.first_name)
            || case when paths.second_name is not null then ' > ' || paths.second_name else '' end
            || case when paths.third_name is not null then ' > ' || paths.third_name else '' end
        ) as member
    from paths
    left join code_paths as own_code
        on
            paths.row_axis <> 'economic'
            and paths.document_id = own_code.document_id
            and paths.first_name = own_code.first_name
            and coalesce(paths.second_name, '') = coalesce(own_code.second_name, '')
            and coalesce(paths.third_name, '') = coalesce(own_code.third_name, '')
    left join code_paths as first_code
        on
            paths.row_axis <> 'economic'
            and paths.document_id = first_code.document_id
            and paths.first_name = first_code.first_name
            and first_code.second_name is null
    left join class_names
        on
            paths.first_name = class_names.name
            and class_names.axis = case when paths.row_axis = 'economic' then 'economic' else 'function' end
)

select
    nested_rows.document_id,
    nested_rows.table_no,
    nested_rows.row_no,
    nested_rows.table_family,
    nested_rows.role,
    nested_rows.kind,
    case
        when nested_rows.kind in ('total', 'type', 'carry') or nested_rows.row_axis = 'economic' then {{ undivided() }}
        when nested_rows.kind = 'code' then coalesce(nested_rows.row_code, {{ undivided() }})
        else named_members.member
    end as function_code,
    case
        when nested_rows.kind in ('total', 'type', 'carry') then {{ undivided() }}
        when nested_rows.kind = 'code' and nested_rows.row_axis = 'economic'
            then coalesce(nested_rows.economic_code, nested_rows.row_code, {{ undivided() }})
        when nested_rows.row_axis = 'economic' then named_members.member
        else coalesce(nested_rows.economic_code, {{ undivided() }})
    end as economic_code,
    coalesce(nested_rows.gov_economic_code, {{ undivided() }}) as gov_economic_code,
    case
        when nested_rows.role in ('grand_total', 'current_total') then {{ undivided() }}
        else coalesce(nested_rows.unit, unit_rows.unit, {{ undivided() }})
    end as unit_code,
    case
        when nested_rows.kind = 'carry' then 'carry_to_next_year'
        when nested_rows.kind <> 'type' then null
        when nested_rows.name = '基本支出' then 'basic'
        when nested_rows.name = '项目支出' then 'project'
        when nested_rows.name = '单位预留机动经费' then 'reserve'
        when nested_rows.name = '人员经费合计' then 'personnel'
        when nested_rows.name = '公用经费合计' then 'operating'
    end as expenditure_type
from nested_rows
left join nested_rows as unit_rows
    on
        nested_rows.document_id = unit_rows.document_id
        and nested_rows.table_no = unit_rows.table_no
        and nested_rows.unit_row_no = unit_rows.row_no
left join named_members
    on
        nested_rows.document_id = named_members.document_id
        and nested_rows.table_no = named_members.table_no
        and nested_rows.row_no = named_members.row_no
