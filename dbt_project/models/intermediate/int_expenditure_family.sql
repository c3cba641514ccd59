-- The families of tables that print expenditure: where they stand on the axes of type and fund, what their rows are,
-- and which of two tables that print the same cell is named first.
select
    families.table_family,
    families.expenditure_type,
    families.fund,
    families.row_axis,
    families.priority
from (
    values
    ('expenditure_summary', '未分解', '未分解', 'function', 1),
    ('general_public_expenditure', '未分解', 'general_public', 'function', 2),
    ('government_fund_expenditure', '未分解', 'government_fund', 'function', 3),
    ('state_capital_expenditure', '未分解', 'state_capital', 'function', 4),
    ('basic_expenditure', 'basic', 'general_public', 'economic', 5),
    ('general_public_by_economic', '未分解', 'general_public', 'economic', 6),
    ('appropriation_summary', '未分解', 'appropriation', 'summary', 7),
    ('budget_summary', '未分解', '未分解', 'summary', 8)
) as families (table_family, expenditure_type, fund, row_axis, priority)
