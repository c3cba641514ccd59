select
    cast(fiscal_year as integer) as fiscal_year,
    fiscal_year || '年' as fiscal_year_name,
    make_date(fiscal_year, 1, 1) as first_day,
    make_date(fiscal_year, 12, 31) as last_day
from (select distinct fiscal_year from {{ ref('int_ever_published') }}) as years
