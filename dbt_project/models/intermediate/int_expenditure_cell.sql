-- The cells of each document: the printed ones of all its tables, and those that one table implies (the sum over an axis it breaks
-- down wholly) while another table speaks below them. A cell that several tables print is one cell.
with printed as (
    select
        cell_key,
        document_id,
        function_code,
        expenditure_type,
        economic_code,
        gov_economic_code,
        unit_code,
        fund,
        first(amount_yuan order by slack_yuan, parts, table_no, scope_id) as amount_yuan,
        first(slack_yuan order by slack_yuan, parts, table_no, scope_id) as slack_yuan,
        first(scope_id order by slack_yuan, parts, table_no, scope_id) as source_scope_id
    from {{ ref('int_expenditure_table_cell') }}
    group by cell_key, document_id, function_code, expenditure_type, economic_code, gov_economic_code, unit_code, fund
),

{{ reach_ctes('printed', expenditure_axes(), 'document_id') }}

table_types as (
    select distinct
        scope_id,
        expenditure_type
    from {{ ref('int_expenditure_table_cell') }}
),

-- every cell at or above the cells of a table
reached as materialized (
    select
        cell.cell_id,
        cell.document_id,
        cell.scope_id,
        cell.slack_yuan,
        cell.fund as own_fund,
        {{ reach_columns(expenditure_axes()) }}
    from {{ ref('int_expenditure_table_cell') }} as cell
    {{ reach_joins('cell', expenditure_axes(), 'document_id') }}
),

keyed as (
    select
        reached.*,
        {{ cell_key('reached', expenditure_axes()) }} as cell_key,
        -- a table gives sums over function, economics and unit, and over types up to a type it prints; over funds it does not
        reached.fund = reached.own_fund and table_types.expenditure_type is not null as is_implied
    from reached
    left join table_types
        on reached.scope_id = table_types.scope_id and reached.expenditure_type = table_types.expenditure_type
),

shared as (
    select keyed.cell_key
    from keyed
    left join printed on keyed.cell_key = printed.cell_key
    where printed.cell_key is null
    group by keyed.cell_key
    having bool_or(keyed.is_implied) and min(keyed.scope_id) <> max(keyed.scope_id)
),

implied_by as (
    select
        keyed.cell_key,
        keyed.document_id,
        keyed.function_code,
        keyed.expenditure_type,
        keyed.economic_code,
        keyed.gov_economic_code,
        keyed.unit_code,
        keyed.fund,
        keyed.scope_id,
        sum(residual.residual_yuan) as amount_yuan,
        sum(keyed.slack_yuan) as slack_yuan
    from keyed
    inner join shared on keyed.cell_key = shared.cell_key
    inner join {{ ref('int_expenditure_table_residual') }} as residual on keyed.cell_id = residual.cell_id
    where keyed.is_implied
    group by
        keyed.cell_key, keyed.document_id, keyed.scope_id, keyed.function_code, keyed.expenditure_type,
        keyed.economic_code, keyed.gov_economic_code, keyed.unit_code, keyed.fund
),

cells as (
    select
        *,
        true as is_printed
    from printed
    union all
    select
        cell_key,
        document_id,
        function_code,
        expenditure_type,
        economic_code,
        gov_economic_code,
        unit_code,
        fund,
        first(amount_yuan order by slack_yuan, scope_id) as amount_yuan,
        first(slack_yuan order by slack_yuan, scope_id) as slack_yuan,
        null as source_scope_id,
        false as is_printed
    from implied_by
    group by cell_key, document_id, function_code, expenditure_type, economic_code, gov_economic_code, unit_code, fund
)

select
    row_number() over (order by document_id, cell_key) as cell_id,
    cell_key,
    document_id as scope_id,
    document_id,
    function_code,
    expenditure_type,
    economic_code,
    gov_economic_code,
    unit_code,
    fund,
    cast(amount_yuan as decimal(24, 6)) as amount_yuan,
    cast(slack_yuan as decimal(24, 7)) as slack_yuan,
    source_scope_id,
    is_printed
from cells
